"""From one claim to those beside it, without going up."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from config.htmx import dom_id, render_partial
from debates.access.places import bare_place
from debates.models import Claim
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """All claims of one parent: a page of its own, or unfolded where one of them stands."""
    place = bare_place(request.user, pk, claim)
    context = {
        "debate": place.debate,
        "claim": place.claim,
        "siblings": Claim.objects.beside(place.claim, place.reader),
    }
    return render_partial(
        request,
        "debates/siblings/index.html",
        context,
        partial="list",
        target=dom_id(place.claim, "siblings"),
    )


@member_required
@require_safe
def show(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """To the one after it, or with `?to=previous` to the one before; around at either end.

    References to other debates have no page here, and are passed over.
    """
    place = bare_place(request.user, pk, claim)
    siblings = Claim.objects.beside(place.claim, place.reader)
    pages = [it.pk for it in siblings if not it.external_title]
    if not pages:
        return redirect(place.claim)
    step = -1 if request.GET.get("to") == "previous" else 1
    # One that is archived stands before the first.
    here = pages.index(place.claim.pk) if place.claim.pk in pages else min(0, -step)
    to = pages[(here + step) % len(pages)]
    return redirect("debates:claim_show", place.debate.pk, to)
