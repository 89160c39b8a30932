"""A database of its own for every measurement: made, filled, measured and dropped."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from psycopg import conninfo, sql

from config import boot, embedded


@contextmanager
def scratch_database(*, fast: bool = False) -> Iterator[None]:
    """Django, set up on an empty database that lives as long as the block.

    With DATABASE_URL and REDIS_URL the database is made on that server, beside whatever is there;
    without them on the embedded services of a temporary data folder.

    Args:
        fast: embedded services do not wait for the disk. For comparing ways of storing; whatever
            stands for a real installation leaves it off.
    """
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "COUNTERPOINT_DATA")}
    parent = Path(tempfile.mkdtemp(prefix="counterpoint-bench-"))
    try:
        # Never the data folder of an installation: a measurement must not leave marks in it.
        os.environ["COUNTERPOINT_DATA"] = str(parent / "data")
        boot.prepare(fast=fast)
        server = os.environ["DATABASE_URL"]
        name = f"counterpoint_bench_{os.getpid()}"
        _run(server, "CREATE DATABASE {} TEMPLATE template0", name)
        try:
            os.environ["DATABASE_URL"] = conninfo.make_conninfo(server, dbname=name)
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
            django.setup()
            yield
        finally:
            _close_connections()
            _run(server, "DROP DATABASE {} WITH (FORCE)", name)
    finally:
        embedded.detach(parent / "data")
        shutil.rmtree(parent)
        _restore(before)


def _run(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _close_connections() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
