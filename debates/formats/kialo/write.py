"""Write a debate as the older Kialo text, which everybody's tools read.

What was read from such a file comes back byte for byte. What that format has no place for is put
as near as it can be: a source becomes a link on the word before its mark. Authors, dates and votes
have no place at all.
"""

from __future__ import annotations

import re

from debates.formats.kialo.tree import as_words
from debates.models.document import Document, DocumentClaim, DocumentSource
from debates.models.visible_text import escape_url, pieces, raw_place, unescape, visible_length

_LABELS = {"pro": "Pro: ", "con": "Con: "}
_LOOKS_LABELLED = re.compile(r"(Pro|Con): ")
_LAST_WORD = re.compile(r"\S+\Z")


def write(document: Document) -> bytes:
    """The bytes of the file: CRLF between claims, LF inside them, no newline at the end."""
    numbers = list(document.numbers())
    title = _lf(document.title).replace("\n", " ")
    records = [f"Discussion Title: {title}", ""]
    for number, claim in zip(numbers, document.claims, strict=True):
        label = _LABELS.get(claim.stance or "", "")
        records.append(f"{number} {label}{_words(claim, numbers, labelled=bool(label))}")
    return "\r\n".join(records).encode()


def _words(claim: DocumentClaim, numbers: list[str], *, labelled: bool) -> str:
    if claim.link is not None:
        return f"-> See {numbers[claim.link]}"
    if claim.external_number is not None:
        return f"-> See discussion #{claim.external_number}: {_lf(claim.external_title)}"
    words = _with_sources(claim.text, claim.sources) or claim.external_title
    text = as_words(_lf(words))
    if claim.parent is not None and not labelled and _LOOKS_LABELLED.match(text):
        return text.replace(":", "\\:", 1)
    return text


def _with_sources(text: str, sources: list[DocumentSource]) -> str:
    """The text with a link for every source: on the words it is about, or the word before its mark.

    Where there is neither (at the beginning, or right after a link) the source's number becomes
    the anchor. A source without a position goes to the end; one without an address has no place
    in this format.
    """
    cited = [source for source in sources if source.url]
    end = visible_length(text) if cited else 0
    written: list[str] = []
    done = 0
    for source in sorted(cited, key=lambda s: end if s.position is None else s.position):
        piece, place = raw_place(text, end if source.position is None else source.position)
        begin = _begin_of_anchor(text, source.start, max(piece, done), place)
        if begin is None:
            written.append(text[done:place] + (" " if place else ""))
            anchor = str(source.number)
        else:
            written.append(text[done:begin])
            anchor = text[begin:place]
        written.append(f"[{anchor}]({escape_url(source.url)})")
        done = place
    return "".join([*written, text[done:]])


def _begin_of_anchor(text: str, start: int | None, earliest: int, place: int) -> int | None:
    """Where the words before `place` begin that can carry a link, if any can."""
    if start is not None:
        begin = raw_place(text, start)[1]
        if earliest <= begin < place and _is_anchor(text[begin:place]):
            return begin
    word = _LAST_WORD.search(text, earliest, place)
    return word.start() if word and _is_anchor(word[0]) else None


def _is_anchor(word: str) -> bool:
    """Whether a link on this word is only that: no bracket or backslash of it spoils the link."""
    return list(pieces(f"[{word}](u)")) == [(unescape(word), "u")]


def _lf(text: str) -> str:
    """A line break inside a claim is a bare LF; CRLF would end the claim."""
    return re.sub(r"\r+\n", "\n", text)
