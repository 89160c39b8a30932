"""What is suggested for one claim and not decided yet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.htmx import dom_id, targets
from debates.access.proposals import suggested_place_or_404
from debates.suggestion_page import at_claim
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """On a page of its own, or unfolded below the claim's words."""
    place = suggested_place_or_404(request.user, pk, claim)
    context = at_claim(place, request.user)
    template = "debates/open_suggestions/index.html"
    if targets(request, dom_id(place.claim, "suggestions-body")):
        template = "debates/suggestions/_list.html"
    return render(request, template, context)
