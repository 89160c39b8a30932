"""A debate apart from its rows: a plain tree, as a file holds it.

Every format reads into a Document and writes from one, so that a format and the database never
need to know each other. Claims stand in pre-order (a parent before its children, siblings in the
order they are shown); a claim names its parent and the target of its link by their place in that
list. Nothing here recurses: 38 levels are real and hostile files have thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["thesis", "question"]
Stance = Literal["pro", "con"]


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """A citation on one claim.

    `number` counts within the claim, from 1. `position` is the number of visible characters of
    the claim that stand before the mark, or None when the file does not say where it belongs.
    `start` is the number of those before the words it is about, where that is known.
    """

    number: int
    url: str
    title: str = ""
    quotation: str = ""
    position: int | None = None
    start: int | None = None


@dataclass(slots=True)
class DocumentClaim:
    """One row of the tree: a claim with text, a link to another claim, or an external reference.

    `text` is inline Markdown exactly as it is kept, "" for the other two kinds. `link` is the
    place in the list of the claim that is shown here too. `external_title` (inline Markdown) and
    `external_number` name the thesis of another debate. `stance` belongs to this place, not to
    the target; it is None for the root and, below a question, for its theses.
    """

    parent: int | None
    ordinal: int
    stance: Stance | None
    text: str = ""
    link: int | None = None
    external_number: int | None = None
    external_title: str = ""
    sources: list[DocumentSource] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A whole debate; `warnings` are sentences for the reader about what was odd in the file."""

    title: str
    kind: Kind
    claims: list[DocumentClaim]
    warnings: list[str] = field(default_factory=list)

    def levels(self) -> list[int]:
        """The level of every claim; the root has level 1."""
        levels: list[int] = []
        for claim in self.claims:
            levels.append(1 if claim.parent is None else levels[claim.parent] + 1)
        return levels

    @property
    def depth(self) -> int:
        return max(self.levels(), default=0)

    @property
    def links(self) -> int:
        return sum(claim.link is not None for claim in self.claims)

    @property
    def theses(self) -> int:
        """How many theses the debate has: 1, or the answers to its question."""
        if self.kind == "thesis":
            return 1
        return sum(claim.parent == 0 for claim in self.claims)

    def numbers(self) -> Iterator[str]:
        """The printed number of every claim, such as "1.2.1.", one after the other.

        Only the numbers on the way to the current claim are held, so that thousands of levels
        cost no more memory than the longest number times the depth.
        """
        trail: list[tuple[int, str]] = []
        for index, claim in enumerate(self.claims):
            while trail and trail[-1][0] != claim.parent:
                trail.pop()
            number = f"{trail[-1][1] if trail else ''}{claim.ordinal}."
            trail.append((index, number))
            yield number
