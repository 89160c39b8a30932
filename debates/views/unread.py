"""The way to what one has not read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.htmx import dom_id
from debates.access.places import bare_place
from debates.models import Claim, Unread
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def show(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """To the next unread claim after this one, as one reads the outline; around at its end."""
    place = bare_place(request.user, pk, claim)
    way = [*Claim.objects.ancestors_of(place.claim), place.claim]
    following = Unread.of(place.debate, place.reader).next_after(way)
    if following is None:
        messages.info(request, _("You have read everything."))
        return redirect(place.claim)
    found = Claim.objects.select_related("parent").get(pk=following)
    if found.takes_replies or found.parent is None:
        return redirect(found)
    # A link has no page of its own: it is read where it stands.
    return redirect(f"{found.parent.get_absolute_url()}#{dom_id(found)}")
