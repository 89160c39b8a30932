"""What a person sees of a claim's inline Markdown.

A claim is kept as it was typed, in this small dialect:

- a backslash before ASCII punctuation shows that character and takes its meaning away; before
  anything else it is an ordinary backslash;
- `[anchor](url)` shows its anchor. The URL is everything up to the closing parenthesis that
  belongs to the opening one, or, when none does, up to the next one; it may hold spaces and may be
  no URL at all. Links do not nest: the inner one wins;
- everything else shows as it is, emphasis marks, HTML and entities included, because the writer
  counts the characters that were typed.

Everything takes one pass over the text, whatever the text is, so no claim can slow a page down.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|[\[\]()]")
_CHARACTER = re.compile(r"\\[!-/:-@\[-`{-~]|.", re.DOTALL)
_MEANINGFUL = re.compile(r"[\\`*_\[\]<&]")


def visible_text(markdown: str) -> str:
    """The characters of a claim that are shown: without URLs and escapes."""
    return "".join(text for text, _ in pieces(markdown))


def visible_length(markdown: str) -> int:
    """How many characters of a claim are shown; the limit of a claim applies to this number."""
    return len(visible_text(markdown))


def pieces(markdown: str) -> Iterator[tuple[str, str | None]]:
    """The visible text in order, each piece with the URL behind it or None where there is none."""
    shown = 0
    for opening, middle, closing in _links(markdown):
        if opening > shown:
            yield unescape(markdown[shown:opening]), None
        yield unescape(markdown[opening + 1 : middle]), unescape(markdown[middle + 2 : closing])
        shown = closing + 1
    if shown < len(markdown):
        yield unescape(markdown[shown:]), None


def raw_place(markdown: str, position: int) -> tuple[int, int]:
    """Where the visible character at `position` stands in the Markdown.

    Returns the beginning of the piece without a link that it belongs to, and its own place. A
    position inside an anchor gives twice the place after that link.
    """
    seen = shown = 0
    for opening, middle, closing in _links(markdown):
        plain = len(unescape(markdown[shown:opening]))
        if position <= seen + plain:
            break
        seen += plain + len(unescape(markdown[opening + 1 : middle]))
        shown = closing + 1
        if position <= seen:
            return shown, shown
    characters = islice(_CHARACTER.finditer(markdown, shown), max(0, position - seen))
    return shown, shown + sum(len(character[0]) for character in characters)


def unescape(text: str) -> str:
    """Take the backslash away from every escaped character."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def escape(plain: str) -> str:
    """Plain text as Markdown that shows exactly that text: no emphasis, code, entity or link."""
    return _MEANINGFUL.sub(r"\\\g<0>", plain)


def escape_url(url: str) -> str:
    """A URL as it can stand between the parentheses of a link."""
    return re.sub(r"[\\()]", r"\\\g<0>", url)


def _links(markdown: str) -> Iterator[tuple[int, int, int]]:
    """The places of `[`, `]` and the last `)` of every link, from left to right."""
    if "](" not in markdown:
        return
    marks = [(m.start(), m[0]) for m in _MARK.finditer(markdown) if m[0][0] != "\\"]
    partner = _matching_parentheses(marks)
    ends = [place for place, mark in marks if mark == ")"]
    open_brackets: list[int] = []
    done = 0
    for place, mark in marks:
        if place < done or mark in "()":
            continue
        if mark == "[":
            open_brackets.append(place)
        elif open_brackets:
            opening = open_brackets.pop()
            closing = _end_of_url(markdown, place + 1, partner, ends)
            if closing is not None:
                yield opening, place, closing
                open_brackets.clear()
                done = closing + 1


def _end_of_url(markdown: str, start: int, partner: dict[int, int], ends: list[int]) -> int | None:
    """Where the parenthesis closes that opens at `start`, or None if there is no link."""
    if not markdown.startswith("(", start):
        return None
    if start in partner:
        return partner[start]
    later = bisect_right(ends, start)
    return ends[later] if later < len(ends) else None


def _matching_parentheses(marks: list[tuple[int, str]]) -> dict[int, int]:
    """For every opening parenthesis that is closed, the place of the closing one."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for place, mark in marks:
        if mark == "(":
            waiting.append(place)
        elif mark == ")" and waiting:
            partner[waiting.pop()] = place
    return partner
