"""Bring database and static files up to date before the site opens.

A process of its own, so that the supervisor need not carry Django around. What it writes to
standard output is for the end of the start: how to sign in.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

from config.datafolder import DataFolder

# Compressing is slow, and no page asks for these: htmx 2, and readable twins of .min.js files.
_UNUSED = [
    *("htmax-*", "htmx-2*", "htmx-4.js", "hx-*-2.js", "hx-*-2.min.js", "hx-*-4.js"),
    *("jquery.js", "select2.full.js", "xregexp.js"),
]


def main() -> None:
    """Migrate, collect the static files, and furnish an empty database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--empty", action="store_true")
    wishes = parser.parse_args()
    django.setup()
    try:
        _say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        _collect_static_files()
        _furnish(DataFolder(settings.COUNTERPOINT_DATA), empty=wishes.empty)
    except CommandError as error:
        sys.exit(str(error))


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


def _collect_static_files() -> None:
    """Copy, hash and compress the static files, unless they are those of the last time."""
    root = Path(settings.STATIC_ROOT)
    note = root / ".collected"
    fingerprint = _fingerprint()
    if note.exists() and note.read_text(encoding="utf-8") == fingerprint:
        return
    _say("Preparing the static files")
    call_command(
        "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=_UNUSED
    )
    note.write_text(fingerprint, encoding="utf-8")


def _fingerprint() -> str:
    """Changes when a static file, or what makes the collected files of them, changes."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES} {_UNUSED}".encode())
    for finder in get_finders():
        for path, storage in finder.list(_UNUSED):
            digest.update(f"\0{path}\0".encode())
            with storage.open(path) as file:
                digest.update(file.read())
    return digest.hexdigest()


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
