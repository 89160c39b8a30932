"""What claims are founded on: all sources of a debate, adding one, changing one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.htmx import dom_id
from config.nudge import nudge
from debates.access.evidence import cited_place_or_403, own_source_or_403
from debates.access.places import Place, debate_or_404, frames
from debates.forms.sources import SourceEditForm, SourceForm
from debates.models import Refused, SourceChanged
from debates.permissions import may_argue
from debates.source_list import Removed, SourceList
from debates.source_page import after_source, asks_for_sources
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """All of a debate, under the claims they stand on; `kind` chooses."""
    debate = debate_or_404(request.user, pk)
    reader, framing = debate.join(request.user), frames(debate, request.user)
    sources = SourceList.asked(debate, request.GET.get("kind", ""))
    context = {
        "debate": debate,
        "kind": sources.kind,
        "choices": sources.choices,
        "page": sources.page(request.GET.get("page", "")),
        "may_check": may_argue(reader),
        "removed": Removed.all_of(debate, reader, frames=framing),
    }
    return render(request, "debates/sources/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Say where a claim has something from, in place or on a page of its own."""
    place = cited_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    where = dom_id(place.claim, "source-composer")
    form = SourceForm(
        request.POST if posted else take_unsent(request), claim=place.claim, auto_id=f"{where}-%s"
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            source, activity = place.claim.cite(**form.cleaned_data, by=place.reader)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            if activity:
                nudge()
            said = _("The source is added.")
            return after_source(request, place, request.user, said=said, changed=source)
    context = {"form": form, "where": where}
    return _form(request, place, "debates/sources/new.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, source: int) -> HttpResponse:
    """Say it otherwise; when somebody did so meanwhile, both are shown."""
    place, mine = own_source_or_403(request.user, pk, source)
    posted = request.method == "POST"
    where = dom_id(mine, "body")
    names = ("url", "title", "kind", "quotation", "passage", "version")
    form = SourceEditForm(
        request.POST if posted else take_unsent(request),
        claim=place.claim,
        auto_id=f"{where}-%s",
        initial={name: getattr(mine, name) for name in names},
    )
    theirs, status = None, 422 if posted else 200
    if posted and form.is_valid():
        try:
            if mine.revise(**form.cleaned_data, by=place.reader):
                nudge()
            said = _("The source is changed.")
            return after_source(request, place, request.user, said=said, changed=mine)
        except SourceChanged as change:
            form = SourceEditForm.after_change(request.POST, change, claim=place.claim)
            theirs, status = change.current, 409
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "where": where, "source": mine, "theirs": theirs}
    return _form(request, place, "debates/sources/edit.html", context, status=status)


def _form(
    request: MemberRequest, place: Place, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    in_place = asks_for_sources(request, place, context.get("source"))
    fixed = {"debate": place.debate, "claim": place.claim, "in_place": in_place}
    name = f"{template}#form" if in_place else template
    return render(request, name, context | fixed, status=status)
