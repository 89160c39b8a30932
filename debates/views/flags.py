"""Saying what should be mended about a claim, and taking that back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.nudge import nudge
from debates.access.flags import flag_kind_or_404, flagged_place_or_403
from debates.access.places import debate_or_404
from debates.flag_page import after_flag, flag_form, waiting_of
from debates.forms.flags import FlagForm
from debates.models import FlagKind, Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything of a debate that waits for an answer, the longest waiting first."""
    debate = debate_or_404(request.user, pk)
    debate.join(request.user)
    context = {"debate": debate, "waiting": waiting_of(debate)}
    return render(request, "debates/flags/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Raise one of the six flags."""
    place = flagged_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    asked = {"kind": request.GET.get("kind")}
    form = FlagForm(request.POST if posted else take_unsent(request), initial=asked)
    status = 422 if posted else 200
    if posted and form.is_valid():
        kind, note = FlagKind(form.cleaned_data["kind"]), form.cleaned_data["note"]
        try:
            if place.claim.flag(kind, by=place.reader, note=note):
                nudge()
            return after_flag(request, place, request.user, said=_("Your flag is raised."))
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    return flag_form(request, place, "debates/flags/new.html", {"form": form}, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int, kind: str) -> HttpResponse:
    """Take one's own flag back."""
    place, refusal = flagged_place_or_403(request.user, pk, claim), ""
    try:
        if place.claim.unflag(flag_kind_or_404(kind), by=place.reader):
            nudge()
    except Refused as refused:
        refusal = refused.message
    said = _("Your flag is taken back.")
    return after_flag(request, place, request.user, said=said, refusal=refusal)
