"""The longer text behind a claim, and how it read before."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.htmx import dom_id, render_partial, targets
from config.nudge import nudge
from debates.access.places import Place, own_claim_or_403
from debates.access.talk import talk_place_or_404
from debates.forms.details import DetailsForm
from debates.models import DetailsChanged, Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """All that stood there, the newest first."""
    place = talk_place_or_404(request.user, pk, claim)
    earlier = place.claim.details.all().with_people(place.debate)
    context = {"debate": place.debate, "claim": place.claim, "earlier": earlier}
    return render(request, "debates/details/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Write it, in place or on a page of its own; a conflict with oneself shows both texts."""
    place = own_claim_or_403(request.user, pk, claim)
    target, posted, theirs = dom_id(place.claim, "details"), request.method == "POST", None
    unsent = take_unsent(request)
    if posted or unsent:
        form, status = DetailsForm(request.POST if posted else unsent), 422 if posted else 200
    else:
        form, status = DetailsForm.of(place.claim.details.order_by("-number").first()), 200
    if posted and form.is_valid():
        try:
            if place.claim.explain(**form.cleaned_data, by=place.reader):
                nudge()
            return _saved(request, place, form.cleaned_data["text"])
        except DetailsChanged as change:
            form, theirs, status = (
                DetailsForm.after_change(request.POST, change),
                change.current,
                409,
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "claim": place.claim, "debate": place.debate, "theirs": theirs}
    template = "debates/details/edit.html"
    return render_partial(request, template, context, partial="form", target=target, status=status)


def _saved(request: MemberRequest, place: Place, text: str) -> HttpResponse:
    if not targets(request, dom_id(place.claim, "details")):
        return redirect(place.claim)
    place.claim.longer_text = text
    context = {"debate": place.debate, "claim": place.claim, "may_edit": True, "focus": True}
    return render(request, "debates/details/_details.html", context)
