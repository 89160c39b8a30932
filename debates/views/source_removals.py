"""Taking a source off its claim, and putting it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.errors import answer
from config.nudge import nudge
from debates.access.evidence import removable_source_or_403, restorable_source_or_403
from debates.forms.sources import RemovalForm
from debates.models import Refused
from debates.source_page import after_source, asks_for_sources
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, source: int) -> HttpResponse:
    """Take a source off; with a reason where somebody else added it."""
    place, mine = removable_source_or_403(request.user, pk, source)
    posted = request.method == "POST"
    is_own = mine.added_by_id == place.reader.pk
    form = RemovalForm(request.POST if posted else take_unsent(request), is_own=is_own)
    status = 422 if posted else 200
    if posted and form.is_valid():
        said = _("The source is removed.")
        try:
            if mine.remove(by=place.reader, reason=form.cleaned_data["reason"]):
                nudge()
        except Refused as refusal:
            if asks_for_sources(request, place, mine):
                return answer(request, 409, _("Nothing was removed"), refusal.message)
            form.add_error(None, refusal.message)
            status = 409
        else:
            if not asks_for_sources(request, place, mine):
                messages.success(request, said)
            return after_source(request, place, request.user, said=said, changed=mine, removed=True)
    context = {"form": form, "source": mine, "claim": place.claim, "debate": place.debate}
    context["is_own"] = is_own
    return render(request, "debates/source_removals/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, source: int) -> HttpResponse:
    """Put a removed source back on its claim."""
    place, mine = restorable_source_or_403(request.user, pk, source)
    try:
        if mine.restore(by=place.reader):
            nudge()
    except Refused as refusal:
        return answer(request, 409, _("Nothing was put back"), refusal.message)
    said = _("The source is back.")
    return after_source(request, place, request.user, said=said, changed=mine)
