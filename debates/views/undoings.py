"""Taking back what was done, from the line that says so or from the record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.errors import answer
from config.htmx import dom_id, targets
from config.nudge import nudge
from debates.access.places import Place
from debates.access.undoings import undoable_act_or_403
from debates.dropped import moved_in_place
from debates.forms.undoings import UndoForm
from debates.models import Activity, Refused
from debates.models.claim_undoing import undoing_needs_reason
from debates.record import Entry, Run
from debates.undo_line import body_in_place
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, activity: int) -> HttpResponse:
    """Say what would be taken back, and do it; with a reason where an author did it."""
    place, done = undoable_act_or_403(request.user, pk, activity)
    posted = request.method == "POST"
    needs_reason = undoing_needs_reason(done, place.reader)
    form = UndoForm(request.POST if posted else take_unsent(request), needs_reason=needs_reason)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            undone = place.claim.undo(done, by=place.reader, reason=form.cleaned_data["reason"])
            return _undone(request, place, undone)
        except Refused as refusal:
            if targets(request, dom_id(place.claim, "body"), dom_id(place.claim, "line")):
                return answer(request, 409, _("Nothing was undone"), refusal.message)
            form.add_error(None, refusal.message)
            status = 409
    run = Run([Entry.of(place.debate, done)])
    context = {"form": form, "run": run, "claim": place.claim, "debate": place.debate}
    return render(request, "debates/undoings/create.html", context, status=status)


def _undone(request: MemberRequest, place: Place, undone: Activity | None) -> HttpResponse:
    """In place a wording and the move of a card are taken back; all else leads to the claim."""
    if undone is not None:
        nudge()
        if targets(request, dom_id(place.claim, "line")):
            return moved_in_place(request, place, undone)
    if targets(request, dom_id(place.claim, "body")):
        return body_in_place(request, place, announcement=_("It reads as it did before."))
    messages.success(request, _("Undone. That, too, is in the record."))
    parent = place.claim.parent
    if place.claim.takes_replies or parent is None:
        return redirect(place.claim)
    return redirect(f"{parent.get_absolute_url()}#{dom_id(place.claim)}")
