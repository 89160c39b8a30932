"""Branches one does not want to vote on. Nobody else sees which."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.htmx import targets
from debates.access.ballots import ballot_or_403, branch_or_403
from debates.ballot_page import BALLOT, after_act, show_ballot
from debates.models import PassedOver
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """All of a debate, the latest first, each with a way back."""
    ballot = ballot_or_403(request.user, pk)
    claims = [row.claim for row in PassedOver.objects.branches(ballot.voter)]
    for claim in claims:
        claim.debate = ballot.debate
    context = {"debate": ballot.debate, "claims": claims}
    return render(request, "debates/ignored_branches/index.html", context)


@member_required
@require_POST
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Leave a claim out with everything below it, and go on."""
    ballot, current = branch_or_403(request.user, pk, claim)
    PassedOver.objects.ignore(current, by=ballot.voter)
    return after_act(request, ballot, said=_("That branch is left out."))


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Be asked about it again."""
    ballot, current = branch_or_403(request.user, pk, claim)
    PassedOver.objects.filter(claim=current, participant=ballot.voter).delete()
    if not targets(request, BALLOT):
        return redirect("debates:ignored_branch_index", pk)
    current.is_ignored = False
    said = _("You will be asked about that branch again.")
    return show_ballot(request, ballot, current, focus=True, said=said)
