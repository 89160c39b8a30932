"""Tells pictures drawn by this code from those drawn by an earlier one."""

from hashlib import blake2s
from pathlib import Path

from django.conf import settings

_CODE = sorted(Path(__file__).parent.glob("*.py"))
_TEMPLATES = sorted(Path(settings.BASE_DIR, "templates/debates/overview").glob("*.html"))


def _digest(files: list[Path]) -> str:
    digest = blake2s(digest_size=6)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


# Goes into the ETag: after an update nobody keeps a picture in last month's shape.
RELEASE = _digest(_CODE + _TEMPLATES)
