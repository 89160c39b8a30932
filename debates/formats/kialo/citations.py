"""The citation marks of the newer Kialo text, and the list of sources they lead to.

Marks are numbered through the whole file. `[n]` is a mark exactly when n is one more than the last
mark, and the list has an entry n; every other bracket was typed by somebody.
"""

from __future__ import annotations

import re

from debates.models.document import DocumentSource
from debates.models.visible_text import unescape

_MARK = re.compile(r" ?\[([1-9][0-9]{0,8})\]")
_ENTRY = re.compile(r"\[([1-9][0-9]{0,8})\] (.*)")


def read_sources(lines: list[str]) -> list[DocumentSource]:
    """The entries below "Sources:", in order.

    The URL runs to the end of its line, with spaces when somebody pasted a quotation there, and
    loses its escapes. What follows is the quotation, until the entry with the next number; it may
    hold empty lines and lines that begin with a bracket.
    """
    entries: list[tuple[str, list[str]]] = []
    for line in lines:
        entry = _ENTRY.fullmatch(line)
        if entry and int(entry[1]) == len(entries) + 1:
            entries.append((unescape(entry[2]), []))
        elif entries:
            entries[-1][1].append(line)
    return [
        DocumentSource(number, url, quotation=_unquoted("\n".join(quotation).strip()))
        for number, (url, quotation) in enumerate(entries, start=1)
    ]


class Citations:
    """Takes the marks out of one text after the other and hands each claim its sources."""

    def __init__(self, sources: list[DocumentSource]) -> None:
        self._sources = sources
        self._used = 0

    def take_from(self, text: str) -> tuple[str, list[DocumentSource]]:
        """The text without its marks (and the space before each), and its sources.

        A source keeps the place of its mark, counted in characters of the text that is left.
        """
        kept: list[str] = []
        cited: list[DocumentSource] = []
        end = position = 0
        for mark in _MARK.finditer(text):
            if int(mark[1]) != self._used + 1 or self._used == len(self._sources):
                continue
            kept.append(text[end : mark.start()])
            position += mark.start() - end
            end = mark.end()
            source = self._sources[self._used]
            self._used += 1
            cited.append(
                DocumentSource(
                    len(cited) + 1, source.url, quotation=source.quotation, position=position
                )
            )
        return "".join([*kept, text[end:]]), cited

    def unused(self) -> list[DocumentSource]:
        """The sources no mark led to."""
        return self._sources[self._used :]


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text
