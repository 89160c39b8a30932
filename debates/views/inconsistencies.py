"""One's own votes that may not fit together. Nobody else sees them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.ballots import ballot_or_403
from debates.ballot_page import pairs_of
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """Pairs of votes, the widest apart first, each with the way to change either."""
    ballot = ballot_or_403(request.user, pk)
    context = {"debate": ballot.debate, "may_vote": ballot.debate.is_open(), **pairs_of(ballot)}
    return render(request, "debates/inconsistencies/index.html", context)
