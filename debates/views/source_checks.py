"""Having the address of a source looked at again."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from debates.access.evidence import checked_source_or_403
from debates.source_page import after_source, asks_for_sources
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest, pk: int, source: int) -> HttpResponse:
    """Let the worker look at it, also when the debate is closed: it changes nobody's words."""
    place, mine = checked_source_or_403(request.user, pk, source)
    if mine.check_again():
        said = _("The page will be looked at again within some minutes.")
    else:
        said = _("This address is not looked at.")
    if not asks_for_sources(request, place, mine):
        messages.success(request, said)
    return after_source(request, place, request.user, said=said, changed=mine)
