"""Collect the static files, unless they are those of the last time."""

import hashlib
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command

# Compressing is slow, and no page asks for these: htmx 2, and readable twins of .min.js files.
UNUSED = [
    *("htmax-*", "htmx-2*", "htmx-4.js", "hx-*-2.js", "hx-*-2.min.js", "hx-*-4.js"),
    *("jquery.js", "select2.full.js", "xregexp.js"),
]


class Command(BaseCommand):
    """Copy, hash and compress; costs nothing when no file changed."""

    help = "Collects the static files again when one of them changed."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        root = Path(settings.STATIC_ROOT)
        note = root / ".collected"
        fingerprint = _fingerprint()
        if note.exists() and note.read_text(encoding="utf-8") == fingerprint:
            return
        self.stderr.write("Preparing the static files …")
        call_command(
            "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNUSED
        )
        note.write_text(fingerprint, encoding="utf-8")


def _fingerprint() -> str:
    """Changes when a static file, or what makes the collected files of them, changes."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES} {UNUSED}".encode())
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            digest.update(f"\0{path}\0".encode())
            with storage.open(path) as file:
                digest.update(file.read())
    return digest.hexdigest()
