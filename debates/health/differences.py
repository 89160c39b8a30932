"""Where people differ: the claims on which votes lie furthest apart.

Measured is the population standard deviation of the votes v₁ … vₙ on a claim, 0 to 4:

    apart = √( Σ (vᵢ − mean)² / n )

It is 0 where everybody votes alike and 2 where one half votes 0 and the other 4; that nothing
larger is possible is Popoviciu's inequality (T. Popoviciu, Mathematica 9, 1935, pp. 129–145): the
variance of numbers between m and M is at most (M − m)² / 4. Five votes spread evenly over the
scale give 1.41. Van der Eijk's agreement A (Quality & Quantity 35, 2001, pp. 325–341) orders such
spreads much alike, takes only the order of the answers from the scale, and is harder to say in a
sentence; these votes are numbers that the pages average anyway.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from debates.health.paging import steady_page
from debates.models import Claim, Participant, Vote
from debates.models.spread import Spread

# Below one step the votes agree as far as five words can.
APART = 1.0
# Over fewer people one vote makes the difference; without names it would say whose.
FEWEST = 4
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim, seen with its way from the thesis, and how its votes are spread."""

    claim: Claim
    spread: Spread
    apart: float
    """How far the votes lie from their mean, 1 to 2."""


def find_differences(reader: Participant, number: str) -> "Page[Difference]":
    """One page of what the reader may see, the furthest apart first, then by number of votes.

    Four queries, however large the debate is: the database counts and ranks.
    """
    wide = Vote.objects.shown_to(reader).by_claim(FEWEST).filter(apart__gte=APART)
    ranked: Any = wide.order_by("-apart", "-voters", "claim")
    page = steady_page(ranked, PER_PAGE, number)
    rows = {row["claim"]: row for row in page.object_list}
    claims = Claim.objects.with_spread().with_ways(rows, reader.debate)
    page.object_list = [_difference(claims[pk], row) for pk, row in rows.items()]
    return page


def _difference(claim: Claim, row: dict[str, float]) -> Difference:
    claim.impact = row["impact"]
    return Difference(claim, Spread.of(claim.votes_cast), row["apart"])
