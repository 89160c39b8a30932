"""From bytes to text: what every Kialo file must be before its grammar matters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from debates.formats import UnreadableFile


def decode(data: bytes) -> str:
    """Read UTF-8, dropping a byte order mark; refuse anything else and NUL, naming the line.

    Other control characters are kept: two genuine files hold one, and people paste them.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(line, _("This line is not valid UTF-8 text.")) from error
    if (nul := text.find("\0")) >= 0:
        raise UnreadableFile(
            text.count("\n", 0, nul) + 1, _("This line holds a NUL character, which is not text.")
        )
    return text


def refusal(line: int, reason: str, /, **names: str | int) -> UnreadableFile:
    """The error to raise for a line; what it quotes from the file is shortened."""
    quoted = {k: shorten(v) if isinstance(v, str) else v for k, v in names.items()}
    return UnreadableFile(line, reason % quoted)


def shorten(line: str, limit: int = 60) -> str:
    """A line or a number of the file as it can be shown in a message."""
    printable = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line[: limit + 1]
    )
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
