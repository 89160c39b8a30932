"""How a claim read before."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.places import place_or_404
from debates.models.claim_moving import moves_of
from debates.wording import history
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """All changes of wording and place, the newest first, each with who made it and why."""
    place = place_or_404(request.user, pk, claim)
    versions = place.claim.versions.with_people(place.debate)
    context = {
        "debate": place.debate,
        "claim": place.claim,
        "steps": history(place.claim, versions),
        "merged": place.claim.merged_here(),
        "moves": moves_of(place.claim) if place.claim.moved_at else [],
    }
    return render(request, "debates/versions/index.html", context)
