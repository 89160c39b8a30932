"""What the pages of the guided voting show, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from config.htmx import render_partial, targets
from teams.http import MemberRequest

from .inconsistencies import Inconsistency, Rule, find_inconsistencies
from .models import Ballot, Claim, Debate, PassedOver, Source
from .wording import changes_since

# The part of the page that a vote exchanges.
BALLOT = "ballot"
# How many inconsistencies are shown before they are only counted.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Two votes side by side, with their claims."""

    found: Inconsistency
    claim: Claim
    other: Claim

    @property
    def is_apart(self) -> bool:
        """Whether both show the same words, so that it must be said where each stands."""
        return self.found.rule == Rule.PLACES_APART

    @property
    def sentence(self) -> str:
        """What is seen, without calling it wrong."""
        return {
            Rule.AGREES_AGAINST: _(
                "You agree with this, and every con you voted on matters more to you than every "
                "pro."
            ),
            Rule.DISAGREES_AGAINST: _(
                "You disagree with this, and every pro you voted on matters more to you than "
                "every con."
            ),
            Rule.HIGH_UNSUPPORTED: _(
                "You gave this claim a high impact, while of what answers it the cons matter much "
                "to you and the pros hardly."
            ),
            Rule.NONE_SUPPORTED: _(
                "You gave this claim no impact, while of what answers it the pros matter much to "
                "you and the cons hardly."
            ),
            Rule.PLACES_APART: _(
                "The same claim stands in two places, and your votes on it there are far apart."
            ),
        }[self.found.rule]


def after_act(
    request: MemberRequest, ballot: Ballot, *, said: str = "", refusal: str = "", status: int = 200
) -> HttpResponse:
    """On to the next claim: in place with htmx, else by a redirect unless something was refused."""
    if not refusal and not targets(request, BALLOT):
        return redirect("debates:ballot_show", ballot.debate.pk)
    return show_ballot(request, ballot, focus=True, said=said, refusal=refusal, status=status)


def show_ballot(
    request: MemberRequest,
    ballot: Ballot,
    claim: Claim | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """One claim to vote on, the next one without a claim; the end when nothing waits."""
    debate = ballot.debate
    front = ballot.front() if debate.is_open() else None
    shown = claim or (ballot.claim(front.claim) if front else None)
    context = {
        "debate": debate,
        "claim": shown,
        "front": front,
        "is_front": shown is not None and front is not None and front.claim == shown.pk,
        "skipped": PassedOver.objects.skipped(ballot.voter).count(),
        "ignored": PassedOver.objects.branches(ballot.voter).count(),
        "may_vote": debate.is_open(),
        **more,
    }
    context |= pairs_of(ballot) if shown is None else _card(ballot, shown, context["is_front"])
    return render_partial(
        request, "debates/ballots/show.html", context, partial=BALLOT, target=BALLOT, status=status
    )


def pairs_of(ballot: Ballot) -> dict[str, Any]:
    """The person's votes that may not fit together: the first `pairs`, and how many `more`."""
    found = find_inconsistencies(ballot.casts())
    first = found[:MOST_SHOWN]
    keys = {cast.claim for it in first for cast in (it.vote, it.other)}
    claims = Claim.objects.select_related("links_to", "parent__links_to").in_bulk(keys)
    for claim in claims.values():
        claim.debate = ballot.debate
        if claim.parent is not None:
            claim.parent.debate = ballot.debate
    pairs = [Pair(it, claims[it.vote.claim], claims[it.other.claim]) for it in first]
    return {"pairs": pairs, "more": len(found) - len(first)}


def level_name(debate: Debate, level: int) -> str:
    """What a level is called; level 1 is what answers a thesis, also where there are several."""
    if level == 0:
        return _("The thesis")
    number = level - 1 if debate.has_theses else level
    return _("Level %(n)d") % {"n": number} if number else _("The theses")


def _card(ballot: Ballot, claim: Claim, is_front: bool) -> dict[str, Any]:
    trail = [] if claim.is_root else Claim.objects.ancestors_of(claim)
    Source.objects.put_on([claim], ballot.debate)
    before = ballot.before(claim, is_front=is_front)
    reworded = claim.own_vote is not None and claim.own_vote_version != claim.content.version
    return {
        "trail": trail,
        "level": level_name(ballot.debate, len(trail)),
        "before": before,
        "changed": changes_since(claim.content, claim.own_vote_version or 0) if reworded else [],
    }
