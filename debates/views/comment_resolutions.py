"""Saying that nothing is left to talk about, and taking that back."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.nudge import nudge
from debates.access.talk import resolvable_comment_or_403
from debates.models import Refused
from debates.talk_page import after_talk
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    """Resolve a comment with its answers."""
    return _settle(request, pk, comment, resolved=True)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    """Reopen it."""
    return _settle(request, pk, comment, resolved=False)


def _settle(request: MemberRequest, pk: int, comment: int, *, resolved: bool) -> HttpResponse:
    place, settled, by = resolvable_comment_or_403(request.user, pk, comment)
    refusal = ""
    try:
        if settled.resolve(by=by) if resolved else settled.reopen(by=by):
            nudge()
    except Refused as refused:
        refusal = refused.message
    said = _("Resolved.") if resolved else _("Open again.")
    return after_talk(request, place, request.user, said=said, focus=settled, refusal=refusal)
