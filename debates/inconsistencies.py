"""Votes of one person that may not fit together. Pure: votes in, findings out.

A claim's impact says how much it matters for the claim it answers; a position says how far one
agrees with a thesis. Neither follows from the votes below it by a formula, so nothing is called
wrong here: a finding is a pair of votes that few people mean when they see them side by side.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from .models.ballot import Cast

# A vote of this much or more is high, of so much or less is low.
HIGH, LOW = 3, 1
# Votes on two places of one claim are far apart from here on.
FAR = 3


class Rule(Enum):
    """What is seen. Each needs votes for and against: one side alone leaves open what is missing.

    `AGREES_AGAINST` and `DISAGREES_AGAINST`: one agrees with a thesis (3 or 4) although each con
    one weighed is heavier than each pro, or disagrees (0 or 1) although each pro is heavier than
    each con. The position then rests on something nobody has written, or is an earlier one.

    `HIGH_UNSUPPORTED`: a claim has a high impact although its pros hardly matter (0 or 1) and its
    cons matter much (3 or 4). What is refuted in one's own eyes can hardly weigh much above.

    `NONE_SUPPORTED`: a claim has no impact at all (0) although its pros matter much and its cons
    hardly. It may be true and beside the point; then a con saying so is missing.

    `PLACES_APART`: a claim stands in several places, and the votes on two of them are at least 3
    apart. Its truth is the same in both; only what it is held against differs. Of many places
    the lowest and the highest are named.
    """

    AGREES_AGAINST = "agrees_against"
    DISAGREES_AGAINST = "disagrees_against"
    HIGH_UNSUPPORTED = "high_unsupported"
    NONE_SUPPORTED = "none_supported"
    PLACES_APART = "places_apart"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Two votes that may not fit. Changing either can settle it."""

    rule: Rule
    vote: Cast
    other: Cast
    """The heaviest of the votes below that speak against `vote`, or the other place."""
    gap: int
    """How far apart the two sides are, 1 to 4."""


def find_inconsistencies(votes: Iterable[Cast]) -> list[Inconsistency]:
    """All there are among the votes of one person, the widest first; the same in any order."""
    ordered = sorted(votes, key=lambda vote: vote.claim)
    found = chain(_between_levels(ordered), _between_places(ordered))
    return sorted(found, key=lambda it: (-it.gap, it.vote.claim, it.other.claim))


def _between_levels(votes: list[Cast]) -> Iterable[Inconsistency]:
    below: dict[tuple[int | None, str | None], list[Cast]] = defaultdict(list)
    for vote in votes:
        below[vote.parent, vote.stance].append(vote)
    for vote in votes:
        pros, cons = (below.get((vote.content, stance), []) for stance in ("pro", "con"))
        if not pros or not cons:
            continue
        for rule, light, heavy in (
            (_rule_of_cons(vote, pros, cons), pros, cons),
            (_rule_of_pros(vote, pros, cons), cons, pros),
        ):
            if rule is not None:
                gap = _least(heavy) - _most(light)
                yield Inconsistency(rule, vote, max(heavy, key=lambda it: it.value), gap)


def _rule_of_cons(vote: Cast, pros: list[Cast], cons: list[Cast]) -> Rule | None:
    """What is seen when the cons weigh more than a high vote lets expect."""
    if vote.value < HIGH or _least(cons) <= _most(pros):
        return None
    if vote.is_position:
        return Rule.AGREES_AGAINST
    is_refuted = _most(pros) <= LOW and _least(cons) >= HIGH
    return Rule.HIGH_UNSUPPORTED if is_refuted else None


def _rule_of_pros(vote: Cast, pros: list[Cast], cons: list[Cast]) -> Rule | None:
    """What is seen when the pros weigh more than a low vote lets expect."""
    if vote.value > LOW or _least(pros) <= _most(cons):
        return None
    if vote.is_position:
        return Rule.DISAGREES_AGAINST
    is_upheld = vote.value == 0 and _least(pros) >= HIGH and _most(cons) <= LOW
    return Rule.NONE_SUPPORTED if is_upheld else None


def _between_places(votes: list[Cast]) -> Iterable[Inconsistency]:
    places: dict[int, list[Cast]] = defaultdict(list)
    for vote in votes:
        places[vote.content].append(vote)
    for same in places.values():
        low, high = min(same, key=lambda it: it.value), max(same, key=lambda it: it.value)
        if high.value - low.value >= FAR:
            yield Inconsistency(Rule.PLACES_APART, high, low, high.value - low.value)


def _most(votes: list[Cast]) -> int:
    return max(vote.value for vote in votes)


def _least(votes: list[Cast]) -> int:
    return min(vote.value for vote in votes)
