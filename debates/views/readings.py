"""Marking a branch or the whole debate as read, and taking that back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.htmx import targets
from debates.access.places import Place, bare_place, place_or_404
from debates.claim_page import ClaimPage
from debates.forms.readings import ReadingForm, UndoForm
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Mark a claim with everything below it as read; at the root, or when asked, all there is."""
    place = place_or_404(request.user, pk, claim)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return redirect(place.claim)
    up_to = min(form.cleaned_data["up_to"], place.debate.last_activity)
    undo: dict[str, object]
    if form.cleaned_data["everything"] or place.claim.is_root:
        undo = {"up_to": up_to, "before": place.reader.read_all(up_to=up_to)}
    else:
        undo = {"marking": place.reader.read_branch(place.claim, up_to=up_to)}
    if targets(request, "unread"):
        return _in_place(request, place, undo=undo)
    address = reverse("debates:reading_delete", args=[place.debate.pk, place.claim.pk])
    link = format_html('<a href="{}?{}">{}</a>', address, urlencode(undo), _("Undo"))
    messages.success(request, format_html("{} {}", _("Marked as read."), link))
    return redirect(place.claim)


@member_required
@require_http_methods(["GET", "POST"])
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Take it back; what was read one by one since stays read."""
    if request.method == "GET":
        place = bare_place(request.user, pk, claim)
        context = {"debate": place.debate, "claim": place.claim, "form": UndoForm(request.GET)}
        return render(request, "debates/readings/delete.html", context)
    place = place_or_404(request.user, pk, claim)
    form = UndoForm(request.POST)
    undone = form.is_valid() and _undo(place, **form.cleaned_data)
    if targets(request, "unread"):
        return _in_place(request, place, undone=undone)
    said = _("Marked as unread again.") if undone else _("That cannot be taken back any more.")
    messages.info(request, said)
    return redirect(place.claim)


def _undo(place: Place, *, marking: Any, up_to: int | None, before: int | None) -> bool:
    if marking is not None:
        return place.reader.unread_branch(marking)
    if up_to is None or before is None:
        return False
    return place.reader.unread_all(up_to=up_to, before=before)


def _in_place(request: MemberRequest, place: Place, **said: object) -> HttpResponse:
    """The panel as it is now, and the marks of everything that stands on the page."""
    place.reader.refresh_from_db(fields=["read_to"])
    context = ClaimPage(place).context()
    cards = [card for column in context["columns"] for card in column.cards]
    context |= {"signed": [*context["trail"], place.claim, *cards], **said}
    return render(request, "debates/readings/show.oob.html", context)
