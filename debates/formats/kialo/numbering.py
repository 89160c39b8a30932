"""The numbers of the claims, which say where each belongs.

Numbering is strict pre-order: every number is the first child of the one before it, or the next
sibling of it or of one of the claims above it. Nothing is left out and nothing comes twice.
"""

from __future__ import annotations

from dataclasses import dataclass

# Nine digits keep an index inside a database integer; possessive, so that a long number that leads
# nowhere is given up at once.
NUMBER = r"(?:[1-9][0-9]{0,8}\.)++"


@dataclass(slots=True)
class Record:
    """A claim as the file has it: the line it begins on, its number, label and lines of text."""

    line: int
    number: str
    label: str | None
    lines: list[str]


class Numbering:
    """Remembers the latest number and knows which may come next."""

    def __init__(self) -> None:
        self._latest: list[int] = []

    def __str__(self) -> str:
        return "".join(f"{ordinal}." for ordinal in self._latest)

    def may_follow(self, number: str) -> bool:
        """Whether a claim with this number may come next."""
        ordinals = as_ordinals(number)
        level = len(ordinals)
        if not self._latest:
            return ordinals == [1]
        if level == len(self._latest) + 1:
            return ordinals[-1] == 1 and ordinals[:-1] == self._latest
        return (
            2 <= level <= len(self._latest)
            and ordinals[-1] == self._latest[level - 1] + 1
            and ordinals[:-1] == self._latest[: level - 1]
        )

    def advance(self, number: str) -> None:
        self._latest = as_ordinals(number)


def as_ordinals(number: str) -> list[int]:
    """Read a number such as "1.2.1." as [1, 2, 1]."""
    return [int(part) for part in number[:-1].split(".")]


def level_of(number: str) -> int:
    """The level of a numbered claim; the root "1." has level 1."""
    return number.count(".")
