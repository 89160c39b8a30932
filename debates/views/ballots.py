"""Voting through a debate, one claim at a time. Others' votes are not shown here."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.nudge import nudge
from debates.access.ballots import ballot_or_403, balloted_claim_or_403
from debates.ballot_page import after_act, show_ballot
from debates.forms.ballots import BallotForm
from debates.models import Ballot, Claim, ClaimGone, Refused
from teams.http import MemberRequest, member_required

# Where one came from to change a vote, and goes back to.
LIST = "inconsistencies"


@member_required
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The next claim that waits for one's vote, and at the end what may not fit together."""
    return show_ballot(request, ballot_or_403(request.user, pk))


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """One claim again, or for the first time; a vote leads on to the next."""
    ballot, current = balloted_claim_or_403(request.user, pk, claim)
    from_list = request.GET.get("then") == LIST
    if request.method == "POST":
        return _vote(request, ballot, current, from_list=from_list)
    if current.is_out_of_sight:
        return redirect("debates:ballot_show", pk)
    return show_ballot(request, ballot, current, from_list=from_list, focus=True)


def _vote(request: MemberRequest, ballot: Ballot, claim: Claim, *, from_list: bool) -> HttpResponse:
    form = BallotForm(request.POST)
    if not form.is_valid():
        said = str(form["value"].errors[0])
        return show_ballot(request, ballot, claim, refusal=said, from_list=from_list, status=422)
    value = form.cleaned_data["value"]
    try:
        if claim.vote(value, by=ballot.voter):
            nudge()
    except ClaimGone:
        said = _("That claim was archived meanwhile. Your vote on it was not kept.")
        return after_act(request, ballot, refusal=said, status=409)
    except Refused as refused:
        return after_act(request, ballot, refusal=refused.message, status=409)
    if from_list:
        return redirect("debates:inconsistency_index", ballot.debate.pk)
    return after_act(request, ballot, said=_("You voted %(value)d.") % {"value": value})
