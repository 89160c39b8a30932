"""Saying how much a claim matters."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from config.htmx import dom_id, targets, tell_page
from config.nudge import nudge
from debates.access import argued_place_or_403
from debates.claim_page import CLAIMS_CHANGED, ClaimPage
from debates.forms.claims import VoteForm
from debates.models import Claim, Refused
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def edit(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Set, change or take back one's vote."""
    place = argued_place_or_403(request.user, pk, claim)
    form, refusal, status = VoteForm(request.POST), "", 200
    if form.is_valid():
        try:
            if place.claim.vote(form.cleaned_data["value"], by=place.reader):
                nudge()
        except Refused as refused:
            refusal, status = refused.message, 409
    else:
        refusal, status = str(form["value"].errors[0]), 422
    if not refusal and not targets(request, dom_id(place.claim, "vote")):
        return redirect(place.claim.parent or place.claim)
    voted = Claim.objects.card(place.claim, place.reader)
    ClaimPage.of(place).mark(voted)
    template = "debates/votes/edit.html"
    if targets(request, dom_id(place.claim, "vote")):
        template = "debates/votes/_vote.html"
    response = render(
        request,
        template,
        {
            "claim": voted,
            "debate": place.debate,
            "may_argue": place.debate.is_open(),
            "refusal": refusal,
            "focus": True,
        },
        status=status,
    )
    return tell_page(response, CLAIMS_CHANGED)
