"""Putting a claim under another one: where to, as a pro or as a con."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.errors import answer
from config.htmx import dom_id, targets
from config.nudge import nudge
from debates.access.places import Place, removable_place_or_403
from debates.dropped import moved_in_place
from debates.forms.claim_moves import MoveForm
from debates.forms.claims import THESIS
from debates.models import Activity, Claim, Refused
from debates.undo_line import say_done, undo_url
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Choose another parent from those near by or found by their words, and go there."""
    place = removable_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    is_own = place.claim.author_id == place.reader.pk
    form = MoveForm(
        request.POST if posted else take_unsent(request),
        claim=place.claim,
        is_own=is_own,
        initial={
            "to": request.GET.get("to"),
            "stance": request.GET.get("stance", place.claim.stance or THESIS),
        },
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            activity = place.claim.move(**form.cleaned_data, by=place.reader)
            return _moved(request, place, form.cleaned_data["to"], activity)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    if posted and targets(request, dom_id(place.claim)):
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return answer(request, status, _("Nothing was moved"), said)
    words, chosen = request.GET.get("words", "")[:200], str(form["to"].value() or "")
    context = {
        "form": form,
        "claim": place.claim,
        "debate": place.debate,
        "is_own": is_own,
        "words": words,
        "chosen": chosen,
        "places": Claim.objects.places_for(place.claim).offered(place.claim, words, chosen),
    }
    return render(request, "debates/claim_moves/create.html", context, status=status)


def _moved(
    request: MemberRequest, place: Place, to: Claim, activity: Activity | None
) -> HttpResponse:
    """To the new place; a card that was dropped there leaves a line behind."""
    if activity is not None:
        nudge()
        if targets(request, dom_id(place.claim)):
            return moved_in_place(request, place, activity, undo_url=undo_url(activity))
        say_done(request, _("The claim is moved."), activity)
    return redirect(f"{to.get_absolute_url()}#{dom_id(place.claim)}")
