"""The newer Kialo text ("Discussion Name:").

Each claim has a head line ("  1.1. Con:"), its lines, and an empty line after it, all indented by
two spaces a level; an empty line inside a claim is written as its indent alone. Text is plain, so
it is escaped into our Markdown; where a citation mark stood, the claim keeps a source. The extent
of the words that carried the link is lost in this format.

Line ends are all alike here and mean nothing. Lines are joined to the claim before unless they can
only be a head: after an empty line, with the right indent, and a number that may come next.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.formats import UnreadableFile
from debates.formats.kialo.citations import Citations, read_sources
from debates.formats.kialo.decoding import refusal
from debates.formats.kialo.numbering import NUMBER, Numbering, Record, level_of
from debates.formats.kialo.tree import Tree, as_words, reads_as_reference
from debates.models.document import Document, DocumentSource
from debates.models.visible_text import escape

HEADER = "Discussion Name:"
MAX_UNUSED = 1_000

_HEAD = re.compile(rf"( *)({NUMBER}) (Pro|Con|Thesis|Question):")
_SOURCES = "Sources:"


def read(text: str) -> Document:
    """Read one debate; the text begins with HEADER."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != HEADER:
        raise refusal(1, _("“%(header)s” should stand alone in its line."), header=HEADER)
    if len(lines) < 2 or not lines[1].strip():
        raise UnreadableFile(min(2, len(lines)), _("The debate has no title."))
    if len(lines) < 4:
        raise UnreadableFile(len(lines), _("The file holds no claim."))
    if lines[2]:
        raise UnreadableFile(3, _("The third line should be empty."))
    end = _end_of_claims(lines)
    sources = read_sources(lines[end + 1 :])
    document, unused = _build(lines[1], _records(lines[:end]), Citations(sources))
    _keep_unused(unused, document, line=end + 1)
    return document


def _end_of_claims(lines: list[str]) -> int:
    """Where "Sources:" stands, or the end of the file when there are none."""
    for index in range(4, len(lines)):
        if lines[index] == _SOURCES and not lines[index - 1]:
            following = lines[index + 1 : index + 2]
            if not following or not following[0] or following[0].startswith("[1] "):
                return index
    return len(lines)


def _records(lines: list[str]) -> list[Record]:
    """All claims in the lines before the sources, without their indent."""
    records: list[Record] = []
    numbering = Numbering()
    for index in range(3, len(lines)):
        head = _HEAD.fullmatch(lines[index])
        if head and not lines[index - 1] and len(head[1]) == 2 * (level_of(head[2]) - 1):
            _refuse_misplaced(head[2], head[3], records, numbering, line=index + 1)
            numbering.advance(head[2])
            records.append(Record(index + 1, head[2], head[3], []))
        elif records:
            indent = " " * (2 * level_of(records[-1].number) - 2)
            records[-1].lines.append(lines[index].removeprefix(indent))
        else:
            raise UnreadableFile(index + 1, _("The first claim should be “1. Thesis:”."))
    for record in records:
        while record.lines and not record.lines[-1]:
            record.lines.pop()  # the empty line after the claim
    return records


def _refuse_misplaced(
    number: str, label: str, records: list[Record], numbering: Numbering, *, line: int
) -> None:
    """Raise unless this claim may stand here: the next number, with the label of its level."""
    if not numbering.may_follow(number):
        if not records:
            raise UnreadableFile(line, _("The first claim should be “1. Thesis:”."))
        reason = _("%(number)s cannot come after %(latest)s")
        raise refusal(line, reason, number=number, latest=str(numbering))
    is_question = bool(records) and records[0].label == "Question"
    if level_of(number) == 1:
        expected = {"Thesis", "Question"}
    elif level_of(number) == 2 and is_question:
        expected = {"Thesis"}
    else:
        expected = {"Pro", "Con"}
    if label not in expected:
        reason = _("%(number)s cannot be called “%(label)s” at this level.")
        raise refusal(line, reason, number=number, label=label)


def _build(
    title: str, records: list[Record], citations: Citations
) -> tuple[Document, list[DocumentSource]]:
    """The tree with its citations, and the sources no mark led to."""
    tree = Tree()
    for record in records:
        text = "\n".join(record.lines)
        sources: list[DocumentSource] = []
        if reads_as_reference(text):
            markdown = escape(text)
        else:
            text, sources = citations.take_from(text)
            markdown = as_words(escape(text))
        tree.add(record, markdown, sources)
    document = tree.document(title)
    if records[0].label == "Question":
        document.kind = "question"
    return document, citations.unused()


def _keep_unused(unused: list[DocumentSource], document: Document, *, line: int) -> None:
    """Keep sources without a mark with the first claim, and report them."""
    if not unused:
        return
    if len(unused) > MAX_UNUSED:
        reason = _("%(count)d sources have no mark in the text; this is no list of sources.")
        raise refusal(line, reason, count=len(unused))
    document.warnings.append(
        ngettext(
            "%(count)d source has no mark in the text and is kept with the first claim.",
            "%(count)d sources have no mark in the text and are kept with the first claim.",
            len(unused),
        )
        % {"count": len(unused)}
    )
    kept = document.claims[0].sources
    for number, source in enumerate(unused, start=len(kept) + 1):
        kept.append(DocumentSource(number, source.url, quotation=source.quotation))
