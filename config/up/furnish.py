"""Bring database and static files up to date before the site opens.

A process of its own, so that the supervisor need not carry Django around. What it writes to
standard output is for the end of the start: how to sign in.
"""

import argparse
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError

from config.datafolder import DataFolder


def main() -> None:
    """Migrate, collect the static files, and furnish an empty database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--empty", action="store_true")
    wishes = parser.parse_args()
    django.setup()
    try:
        _say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("refresh_static")
        _furnish(DataFolder(settings.COUNTERPOINT_DATA), empty=wishes.empty)
    except CommandError as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer as it should: {str(error).splitlines()[0]}")


def _furnish(folder: DataFolder, *, empty: bool) -> None:
    """Invite the invented team or the first administrator into an empty database."""
    if get_user_model().objects.exists():
        return
    if empty:
        folder.unmark_demonstration()
        call_command("first_administrator")
        return
    _say("Loading the demonstration")
    # Marked first: killed in between, the next start finds an empty database and loads again.
    folder.mark_demonstration()
    settings.COUNTERPOINT_DEMONSTRATION = True
    call_command("load_demonstration", stdout=sys.stderr)


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
