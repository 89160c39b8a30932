"""Saying how much a claim matters."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.htmx import dom_id, targets, tell_page
from config.nudge import nudge
from debates.access.places import Place, argued_place_or_403
from debates.claim_page import CLAIMS_CHANGED, ClaimPage
from debates.forms.claims import VoteForm
from debates.models import Claim, Refused
from teams.http import MemberRequest, member_required


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Set, change or take back one's vote, in place or on a page of its own."""
    place = argued_place_or_403(request.user, pk, claim)
    if request.method == "GET":
        return _vote(request, place)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _vote(request, place, refusal=str(form["value"].errors[0]), status=422)
    try:
        if place.claim.vote(form.cleaned_data["value"], by=place.reader):
            nudge()
    except Refused as refused:
        return _vote(request, place, refusal=refused.message, status=409)
    if not targets(request, dom_id(place.claim, "vote")):
        return redirect(place.claim.parent or place.claim)
    return tell_page(_vote(request, place, focus=True), CLAIMS_CHANGED)


def _vote(
    request: MemberRequest, place: Place, *, status: int = 200, **context: object
) -> HttpResponse:
    """The vote as it is now: the form alone where htmx puts it, otherwise a page."""
    claim = Claim.objects.card(place.claim, place.reader)
    in_place = targets(request, dom_id(claim, "vote"))
    page = ClaimPage(place)
    context |= {
        "claim": page.mark(claim),
        "spread": page.spread(claim),
        "debate": place.debate,
        "may_argue": place.debate.is_open(),
    }
    template = "debates/votes/_vote.html" if in_place else "debates/votes/edit.html"
    return render(request, template, context, status=status)
