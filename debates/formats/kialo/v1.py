"""The older Kialo text ("Discussion Title:").

A record ends with CRLF; a bare LF is a line break inside a claim. Many copies have lost that mark
(every end is LF, or every end is CRLF), so a record is a claim only when its number may follow the
number before it and it carries the label its level asks for. Anything else is a further line of
the claim before. That recovers every genuine file. Three things are refused rather than taken for
further lines, because that would quietly bury a part of the debate in a claim's text: a labelled
record out of order, a claim without the label it needs, and a second root.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from debates.formats import UnreadableFile
from debates.formats.kialo.decoding import refusal
from debates.formats.kialo.numbering import NUMBER, Numbering, Record, level_of
from debates.formats.kialo.tree import Tree
from debates.models.document import Document

HEADER = "Discussion Title:"

_RECORD = re.compile(rf"({NUMBER}) (?:(Pro|Con): )?(.*)", re.DOTALL)
_LIST_BEGINS = re.compile(r"^\W{0,3}1[.)] ", re.MULTILINE)


def read(text: str) -> Document:
    """Read one debate; the text begins with HEADER."""
    is_crlf = text.partition("\n")[0].endswith("\r")
    parts = text.split("\r\n") if is_crlf else text.replace("\r\n", "\n").split("\n")
    while len(parts) > 2 and not parts[-1]:
        parts.pop()  # a newline that an editor put at the end of the file
    title = parts[0].removeprefix(HEADER).removeprefix(" ")
    if not title.strip():
        raise UnreadableFile(1, _("The debate has no title."))
    if len(parts) < 3:
        raise UnreadableFile(len(parts), _("The file holds no claim."))
    if parts[1]:
        raise UnreadableFile(2, _("The second line should be empty."))
    tree = Tree()
    for record in _Records().read(parts):
        tree.add(record, "\n".join(record.lines))
    return tree.document(title)


class _Records:
    """Finds where claims begin, and joins the lines that belong to each."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._records: list[Record] = []
        self._list_has_begun = False  # inside the latest claim

    def read(self, parts: list[str]) -> list[Record]:
        """All claims of a file that was split at its record marks, title included."""
        line = 3
        for part in parts[2:]:
            head = _RECORD.fullmatch(part)
            if not self._records:
                self._begin(Record(line, "1.", None, []), self._root_text(part, line))
            elif head is not None and self._begins_claim(head[1], head[2], line):
                self._begin(Record(line, head[1], head[2], []), head[3])
            else:
                self._take(part)
            line += part.count("\n") + 1
        return self._records

    def _root_text(self, part: str, line: int) -> str:
        """What follows "1. "; the root has no label, so "Pro: " would be the thesis's own words."""
        if not part.startswith("1. "):
            raise UnreadableFile(line, _("The first claim should be “1.” and its text."))
        return part.removeprefix("1. ")

    def _begin(self, record: Record, text: str) -> None:
        self._numbering.advance(record.number)
        self._records.append(record)
        self._list_has_begun = False
        self._take(text)

    def _begins_claim(self, number: str, label: str | None, line: int) -> bool:
        """Whether this is a claim; False if it is a further line of the one before."""
        if level_of(number) == 1 and label is None:
            self._refuse_second_root(number, line)
            return False
        if not self._numbering.may_follow(number):
            if label is None and not (level_of(number) == 2 and self._has_theses):
                return False
            reason = _("%(number)s cannot come after %(latest)s")
            raise refusal(line, reason, number=number, latest=str(self._numbering))
        is_thesis = level_of(number) == 2 and (len(self._records) == 1 or self._has_theses)
        if label is None and not is_thesis:
            raise refusal(line, _("%(number)s has no “Pro: ” or “Con: ”."), number=number)
        if label is not None and level_of(number) == 2 and self._has_theses:
            reason = _("%(number)s is a thesis, as 1.1. is, and cannot be pro or con.")
            raise refusal(line, reason, number=number)
        return True

    @property
    def _has_theses(self) -> bool:
        """Whether the claims below the root carry no label: the root is a question."""
        return len(self._records) > 1 and self._records[1].label is None

    def _refuse_second_root(self, number: str, line: int) -> None:
        """A lone number is an item of a list inside a claim, if that list has begun with 1."""
        if number != "1." and not self._list_has_begun:
            reason = _("%(number)s is a second root; a debate has one.")
            raise refusal(line, reason, number=number)

    def _take(self, text: str) -> None:
        """Give the latest claim a further piece of its text."""
        self._records[-1].lines.append(text)
        self._list_has_begun = self._list_has_begun or bool(_LIST_BEGINS.search(text))
