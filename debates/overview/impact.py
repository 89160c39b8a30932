"""Coloured by impact: the mean of the votes, as far as this reader may see them."""

from typing import NamedTuple

from django.db.models import Avg, Count, Max, Q
from django.utils.translation import gettext as _

from debates.models import Debate, Vote
from debates.models.debate_choices import VotesShown
from debates.overview.painting import BLANK, VEILED, Key, Painting
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer


class Votes(NamedTuple):
    """The votes on one claim, and the reader's own among them."""

    voters: int
    mean: float
    own: int | None


def is_offered(debate: Debate) -> bool:
    """Not while the debate keeps all votes to itself."""
    return debate.votes_shown != VotesShown.CLOSED or not debate.is_open()


def votes_on(viewer: Viewer, **claims: object) -> dict[int, Votes]:
    """The votes by claim, of those that have any; without them of the whole debate. One query."""
    votes = Vote.objects.filter(claim__debate=viewer.debate, **claims).values("claim").order_by()
    counted = votes.annotate(
        voters=Count("pk"),
        mean=Avg("value"),
        own=Max("value", filter=Q(participant__user=viewer.user)),
    )
    return {
        claim: Votes(*values)
        for claim, *values in counted.values_list("claim", "voters", "mean", "own")
    }


def may_see(viewer: Viewer, votes: Votes) -> bool:
    """Whether the debate shows them to this person."""
    return viewer.debate.shows_votes(voters=votes.voters, own=votes.own)


def by_impact(tree: Tree, viewer: Viewer) -> Painting:
    """How much does the claim matter to its parent, in the mean? On a thesis: do people agree?"""
    cast, nobody = votes_on(viewer), Votes(0, 0, None)
    shades = []
    for row in tree.rows:
        votes = cast.get(row.id, nobody)
        if not may_see(viewer, votes):
            shades.append(VEILED)
        else:
            shades.append(shade_of(votes.mean) if votes.voters else BLANK)
    return Painting(shades, legend_of(set(shades[1:])), fades=False)


def shade_of(mean: float) -> str:
    """The shade of a mean impact, by the nearest of the five votes."""
    return f"scale-{int(mean + 0.5)}"


def legend_of(used: set[str]) -> list[Key]:
    """The scale, and what else is among the shades of a picture."""
    steps = [Key(f"scale-{n}", str(n)) for n in range(5)]
    steps[0] = Key("scale-0", _("0: no impact"))
    steps[4] = Key("scale-4", _("4: the highest"))
    rest = [Key(BLANK, _("no votes yet")), Key(VEILED, _("votes you do not see"))]
    return steps + [key for key in rest if key.shade in used]
