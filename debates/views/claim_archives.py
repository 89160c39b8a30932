"""Taking a claim out of sight and bringing it back, from its card or on a page of its own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.errors import answer
from config.htmx import dom_id, targets, tell_page
from config.nudge import nudge
from debates.access.places import (
    Place,
    debate_or_404,
    frames,
    removable_place_or_403,
    restorable_place_or_403,
)
from debates.archives import Archived
from debates.claim_page import CLAIMS_CHANGED, ClaimPage, Column
from debates.forms.claim_archives import ArchiveForm
from debates.models import Activity, Claim, Refused
from debates.undo_line import say_done
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything archived in a debate: by whom, when and why."""
    debate = debate_or_404(request.user, pk)
    reader = debate.join(request.user)
    archived = Archived.all_of(debate, reader, frames=frames(debate, request.user))
    context = {"debate": debate, "archived": list(archived)}
    return render(request, "debates/claim_archives/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Archive a claim with everything below it; others' claims with a reason."""
    place = removable_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    is_own = place.claim.author_id == place.reader.pk
    form = ArchiveForm(request.POST if posted else take_unsent(request), is_own=is_own)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            activity = place.claim.archive(by=place.reader, reason=form.cleaned_data["reason"])
            return _archived(request, place, activity)
        except Refused as refusal:
            if targets(request, dom_id(place.claim), dom_id(place.claim, "line")):
                return answer(request, 409, _("Nothing was archived"), refusal.message)
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "claim": place.claim, "debate": place.debate, "is_own": is_own}
    return render(request, "debates/claim_archives/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Bring an archived claim back to its place."""
    place = restorable_place_or_403(request.user, pk, claim)
    try:
        if place.claim.restore(by=place.reader):
            nudge()
    except Refused as refusal:
        return answer(request, 409, _("Nothing was restored"), refusal.message)
    if not targets(request, dom_id(place.claim), dom_id(place.claim, "ghost")):
        return redirect(place.claim)
    card = ClaimPage(place).mark(Claim.objects.card(place.claim, place.reader))
    return _in_place(request, place, "debates/claim_archives/delete.oob.html", card=card)


def _archived(request: MemberRequest, place: Place, activity: Activity | None) -> HttpResponse:
    """In place an undo line stands where the card was; otherwise the page above says it.

    The line that told of a link says that it is undone.
    """
    if activity is not None:
        nudge()
    if targets(request, dom_id(place.claim)):
        return _in_place(request, place, "debates/claim_archives/create.oob.html")
    if targets(request, dom_id(place.claim, "line")):
        return _in_place(request, place, "debates/claim_links/delete.oob.html")
    if activity is not None:
        said = _("The claim is archived, with everything below it.")
        if place.claim.links_to_id:
            said = _("The link is removed. The claim still stands in its own place.")
        say_done(request, said, activity)
    return redirect(place.claim.parent or place.claim)


def _in_place(
    request: MemberRequest, place: Place, template: str, card: Claim | None = None
) -> HttpResponse:
    parent = Claim.objects.with_replies().get(children=place.claim)
    parent.debate = place.debate
    context = {
        "debate": place.debate,
        "claim": parent,
        "place": parent,
        "link": place.claim,
        "column": Column(parent, place.claim.stance or "thesis", []),
        "card": card or place.claim,
        "may_argue": True,
    }
    return tell_page(render(request, template, context), CLAIMS_CHANGED)
