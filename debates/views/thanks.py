"""Thanking for a claim, and taking that back."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.nudge import nudge
from debates.access.talk import thanked_place_or_403
from debates.models import Refused
from debates.talk_page import after_regard
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Thank whoever wrote it."""
    return _thank(request, pk, claim, given=True)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Take one's thanks back."""
    return _thank(request, pk, claim, given=False)


def _thank(request: MemberRequest, pk: int, claim: int, *, given: bool) -> HttpResponse:
    place = thanked_place_or_403(request.user, pk, claim)
    refusal = ""
    try:
        if place.claim.thank(by=place.reader, given=given):
            nudge()
    except Refused as refused:
        refusal = refused.message
    said = _("You said thanks.") if given else _("Your thanks are taken back.")
    return after_regard(request, place, "thanks", said=said, refusal=refusal)
