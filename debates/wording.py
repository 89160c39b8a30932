"""What changed from one wording to another, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from .models import Claim, ClaimVersion
from .models.visible_text import visible_text

# Words with the spaces after them: a change of the spaces alone is no change of a word.
_WORD = re.compile(r"\S+\s*|\s+")
# Texts of more words than this (500 characters of real words have some 100) are shown as replaced
# whole: the time to compare grows with the square of their number, at worst with the cube.
MOST_WORDS = 150
# Of how many changes of one claim a page shows the words; older wordings stand there as they read.
MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that was kept, taken away or put in."""

    kind: Literal["kept", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier wording and what was done to it; nothing where that is too long ago."""

    version: ClaimVersion
    changes: list[Change]


def history(claim: Claim, versions: Sequence[ClaimVersion]) -> list[Step]:
    """The changes of a claim, the newest first, as its versions are given."""
    later = [claim.text, *(version.text for version in versions)]
    return [
        Step(version, changes(version.text, after) if n < MOST_COMPARED else [])
        for n, (version, after) in enumerate(zip(versions, later, strict=False))
    ]


def changes_since(claim: Claim, number: int) -> list[Change]:
    """What was done to a claim since the version with that number; nothing if there is none."""
    began = claim.versions.filter(number=number).values_list("text", flat=True).first()
    return [] if began is None else changes(began, claim.text)


def changes(before: str, after: str) -> list[Change]:
    """How one gets from one claim's inline Markdown to another's, as people see both.

    What is kept is shown as it reads now. The new text is everything that is not gone, the old
    one (but for its spaces) everything that is not new.
    """
    return list(_changes(before, after))


@lru_cache(maxsize=1024)
def _changes(before: str, after: str) -> tuple[Change, ...]:
    old, new = (_WORD.findall(visible_text(text)) for text in (before, after))
    if max(len(old), len(new)) > MOST_WORDS:
        return tuple(_apart(_replaced(old, new)))
    return tuple(_apart(_compared(old, new)))


def _compared(old: list[str], new: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for kind, i, until_i, j, until_j in matcher.get_opcodes():
        if kind == "equal":
            yield Change("kept", "".join(new[j:until_j]))
        else:
            yield from _replaced(old[i:until_i], new[j:until_j])


def _apart(found: Iterator[Change]) -> Iterator[Change]:
    """Words that are gone must not run into those that are there."""
    before = " "
    run = list(found)
    for n, change in enumerate(run):
        text = change.text
        if change.kind == "gone":
            text = text if before[-1].isspace() else f" {text}"
            text = text if n + 1 == len(run) or text[-1].isspace() else f"{text} "
        yield Change(change.kind, text)
        before = text


def _replaced(old: list[str], new: list[str]) -> Iterator[Change]:
    if old:
        yield Change("gone", "".join(old))
    if new:
        yield Change("new", "".join(new))
