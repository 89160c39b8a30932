"""Two perspectives on one debate: what each weighs, and where they differ most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count

from debates.models import Claim, Participant, Vote
from debates.models.debate import FEWEST_FOR_STATISTICS
from debates.perspectives.perspective import Part, Perspective, side_of

PER_PAGE = 10
# What one decimal cannot tell apart is no difference.
LEAST = 0.05


class Weight(NamedTuple):
    """How much a claim matters to some people: how many voted, and their mean, 0 to 4."""

    voters: int
    mean: float


class Pair(NamedTuple):
    """What two perspectives make of one claim; nothing where they have no vote to be shown."""

    left: Weight | None
    right: Weight | None

    @property
    def gap(self) -> float:
        """How far apart their means are, 0 to 4; 0 where one of them has none."""
        if self.left is None or self.right is None:
            return 0.0
        return abs(self.left.mean - self.right.mean)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A claim that matters more to one side."""

    claim: Claim
    pair: Pair


@dataclass(frozen=True)
class Contrasts:
    """One reader's comparison. It never shows what the debate does not show them one by one."""

    reader: Participant
    left: Perspective
    right: Perspective

    @cached_property
    def pairs(self) -> dict[int, Pair]:
        """By claim, of those whose votes the reader may see. One query, two for masks."""
        columns: dict[str, Any] = {"everybody": Count("pk")}
        for name, votes in {"left": self.left.votes, "right": self.right.votes}.items():
            columns |= {
                f"{name}_voters": Count("pk", filter=votes) if votes else Count("pk"),
                f"{name}_mean": Avg("value", filter=votes) if votes else Avg("value"),
            }
        columns |= self._sizes
        shown: Any = Vote.objects.shown_to(self.reader).order_by().values("claim")
        rows: Iterable[dict[str, Any]] = shown.annotate(**columns)
        return {row["claim"]: self._pair(row) for row in rows}

    @property
    def _sizes(self) -> dict[str, Any]:
        """Without names: how many of those for and those against are among the votes."""
        debate = self.reader.debate
        if debate.is_named or debate.has_theses:
            return {}
        thesis = Claim.objects.values_list("pk", flat=True).get(debate=debate, parent=None)
        sides = {"for": Part.FOR, "against": Part.AGAINST}
        return {name: Count("pk", filter=side_of(thesis, part)) for name, part in sides.items()}

    def _pair(self, row: dict[str, Any]) -> Pair:
        may = set(Part)
        if not self.reader.debate.is_named:
            may = parts_shown(row["everybody"], row.get("for", 0), row.get("against", 0))
        weights = [
            Weight(row[f"{name}_voters"], row[f"{name}_mean"])
            if perspective.part in may and row[f"{name}_voters"]
            else None
            for name, perspective in (("left", self.left), ("right", self.right))
        ]
        return Pair(*weights)

    @cached_property
    def ranked(self) -> list[int]:
        """Claims both have voted on, those they differ on most first, then by number of votes."""

        def order(claim: int) -> tuple[float, int, int]:
            pair = self.pairs[claim]
            voters = sum(weight.voters for weight in pair if weight is not None)
            return -round(pair.gap, 6), -voters, claim

        return sorted((claim for claim, it in self.pairs.items() if it.gap >= LEAST), key=order)

    def page(self, number: str) -> "Page[Any]":
        """Some of them, each with its way, in two queries."""
        page: Page[Any] = Paginator(self.ranked, PER_PAGE).get_page(number)
        keys: Sequence[int] = list(page.object_list)
        claims = Claim.objects.with_ways(keys, self.reader.debate)
        page.object_list = [Contrast(claims[pk], self.pairs[pk]) for pk in keys]
        return page

    def has_both(self) -> bool:
        """Whether there is any claim on which both have votes."""
        return any(None not in pair for pair in self.pairs.values())


def parts_shown(everybody: int, for_thesis: int, against: int) -> set[Part]:
    """Whose mean may be shown where nobody has a name, by how many of them voted on a claim.

    Neither a mean of fewer than 4, nor two means whose difference is one: whoever knows the
    means of eight people and of seven of them knows the vote of the eighth. So those for are
    shown if everybody else who voted is nobody or at least 4, and both sides together only if the
    same holds for who is on neither. One's own votes are one's own.
    """

    def is_safe(people: int) -> bool:
        return people == 0 or people >= FEWEST_FOR_STATISTICS

    shown = {Part.OWN}
    if everybody < FEWEST_FOR_STATISTICS:
        return shown
    shown.add(Part.EVERYBODY)
    sides = {
        part
        for part, people in ((Part.FOR, for_thesis), (Part.AGAINST, against))
        if is_safe(people) and is_safe(everybody - people)
    }
    if len(sides) == 2 and not is_safe(everybody - for_thesis - against):
        return shown
    return shown | sides
