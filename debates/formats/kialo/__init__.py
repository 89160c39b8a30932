"""Kialo's text export, both generations of it.

The older one begins with "Discussion Title:", holds inline Markdown and comes back byte for byte
from `write`; the newer one begins with "Discussion Name:" and holds plain text with a list of
sources at its end. Neither has authors, dates, votes or comments.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from debates.formats.kialo import v1, v2
from debates.formats.kialo.decoding import decode, refusal
from debates.formats.kialo.write import write
from debates.models.document import Document

__all__ = ["read", "write"]


def read(data: bytes) -> Document:
    """Read either format; raise UnreadableFile with the line and the reason for anything else.

    Give it bytes: a file opened as text has lost the line ends that separate claims.
    """
    text = decode(data)
    if text.startswith(v1.HEADER):
        return v1.read(text)
    if text.startswith(v2.HEADER):
        return v2.read(text)
    reason = _(
        "The first line of a Kialo text begins with “%(old)s” or is “%(new)s”, not “%(line)s”."
    )
    first = text.partition("\n")[0].rstrip()
    raise refusal(1, reason, old=v1.HEADER, new=v2.HEADER, line=first)
