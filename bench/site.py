"""The whole site on a database of its own, with somebody signed in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.database import scratch_database

if TYPE_CHECKING:
    from django.test import Client

    from teams.models import User

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def scratch_site() -> Iterator[None]:
    """Production settings, migrated, static files collected, as `bin/up` does it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["COUNTERPOINT_ORIGIN"] = "http://127.0.0.1:8000"
    os.environ["LOG_LEVEL"] = "WARNING"
    with scratch_database():
        subprocess.run(
            [sys.executable, "-m", "config.up.furnish", "--empty"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield


def signed_in(user: "User") -> "Client":
    """A browser in which somebody has signed in, talking through the real middleware."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=_BACKEND)
    return client


def analyze() -> None:
    """Let the planner know the tables as it would after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
