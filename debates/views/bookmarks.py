"""One's own bookmarks in a debate. Nobody else sees them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debates.access.places import debate_or_404
from debates.access.talk import talk_place_or_404
from debates.models import Claim
from debates.talk_page import after_regard
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """All of a debate, the latest first."""
    debate = debate_or_404(request.user, pk)
    claims = Claim.objects.bookmarked_by(debate.join(request.user))
    context = {"debate": debate, "claims": claims}
    return render(request, "debates/bookmarks/index.html", context)


@member_required
@require_POST
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Remember a claim."""
    place = talk_place_or_404(request.user, pk, claim)
    place.claim.bookmark(by=place.reader)
    return after_regard(request, place, "bookmark", said=_("Bookmarked. Only you see this."))


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Forget it."""
    place = talk_place_or_404(request.user, pk, claim)
    place.claim.forget(by=place.reader)
    return after_regard(request, place, "bookmark", said=_("The bookmark is gone."))
