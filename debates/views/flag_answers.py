"""Answering what others would have mended about a claim."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.nudge import nudge
from debates.access.flags import answerable_place_or_403, flag_kind_or_404
from debates.flag_page import after_flag, flag_form
from debates.forms.flags import FlagAnswerForm
from debates.models import Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int, kind: str) -> HttpResponse:
    """The author answers everybody at once; whoever frames the debate settles it with a reason."""
    place, by = answerable_place_or_403(request.user, pk, claim)
    flag_kind, posted = flag_kind_or_404(kind), request.method == "POST"
    form = FlagAnswerForm(request.POST if posted else take_unsent(request), settles=by is None)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            place.claim.answer_flags(flag_kind, form.cleaned_data["answer"], by=by)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            nudge()
            return after_flag(request, place, request.user, said=_("Your answer is posted."))
    context = {"form": form, "kind": flag_kind, "settles": by is None}
    return flag_form(request, place, "debates/flag_answers/new.html", context, status=status)
