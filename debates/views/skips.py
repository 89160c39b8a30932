"""Claims one does not want to vote on now."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from debates.access.ballots import ballot_or_403, balloted_claim_or_403
from debates.ballot_page import after_act
from debates.models import PassedOver
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Leave one for later and go on."""
    ballot, current = balloted_claim_or_403(request.user, pk, claim)
    PassedOver.objects.skip(current, by=ballot.voter)
    return after_act(request, ballot, said=_("Skipped."))


@member_required
@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask about all of them again."""
    ballot = ballot_or_403(request.user, pk)
    PassedOver.objects.skipped(ballot.voter).delete()
    return after_act(request, ballot)
