"""How the votes on one claim are spread, in numbers of people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people gave 0, 1, 2, 3 and 4. Says nothing about who."""

    people: tuple[int, int, int, int, int]

    @classmethod
    def of(cls, votes: Iterable[int]) -> Self:
        """The spread of single votes, each 0 to 4."""
        given = Counter(votes)
        return cls((given[0], given[1], given[2], given[3], given[4]))

    @property
    def agree(self) -> int:
        """On a thesis: how many gave 3 or 4."""
        return self.people[3] + self.people[4]

    @property
    def undecided(self) -> int:
        """On a thesis: how many gave 2."""
        return self.people[2]

    @property
    def against(self) -> int:
        """On a thesis: how many gave 0 or 1."""
        return self.people[0] + self.people[1]

    @property
    def total(self) -> int:
        """How many voted."""
        return sum(self.people)

    @property
    def most(self) -> int:
        """How many gave the most frequent vote: the height of the picture."""
        return max(self.people)
