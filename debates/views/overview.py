"""The whole debate in one picture, the same in words, and what a single segment says."""

from datetime import timedelta
from hashlib import blake2s

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.htmx import render_partial, targets
from debates.access.places import debate_or_404, seen_claim_or_404
from debates.models import Debate
from debates.overview.caption import Caption
from debates.overview.colours import MODES
from debates.overview.load import load_tree
from debates.overview.panel import Look, Panel
from debates.overview.release import RELEASE
from debates.overview.sunburst import PAGE, PANEL
from debates.overview.viewer import Viewer
from teams.http import MemberRequest, member_required

COOKIE = "colours"


@member_required
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The overview: a page of its own, or the panel beside an open claim."""
    debate = debate_or_404(request.user, pk)
    viewer = Viewer(debate, request.user)
    look = Look.asked(request.GET, debate, request.COOKIES.get(COOKIE, ""))
    beside = targets(request, "overview")
    tag = _tag(debate, look, MODES[look.colour].depends_on(viewer))
    # Only the panel can be unchanged: the page around it holds the reader's name and token.
    if beside and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    tree = load_tree(debate, archived=look.archived)
    panel = Panel(viewer, tree, look, PANEL if beside else PAGE)
    context = {"debate": debate, "panel": panel, "beside": beside}
    response = render_partial(
        request, "debates/overview/show.html", context, partial="panel", target="overview"
    )
    if request.GET.get("colour") == look.colour != request.COOKIES.get(COOKIE):
        _remember(response, look.colour)
    return _keep(response, tag) if beside else response


@member_required
@require_safe
def caption(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """What a segment says: the claim, or with `more` how many are merged under it."""
    shown = seen_claim_or_404(request.user, pk, claim)
    more = request.GET.get("more", "")
    number = int(more) if more.isdecimal() and len(more) < 9 else 0
    viewer = Viewer(shown.debate, request.user)
    tag = _tag(shown.debate, shown.pk, number, shown.author_name, viewer.of_votes())
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    context = {"caption": Caption(shown, viewer), "claim": shown, "more": number}
    return _keep(render(request, "debates/overview/_caption.html", context), tag)


def _tag(debate: Debate, *asked: object) -> str:
    """Names an answer by all it depends on, without saying what that is."""
    parts = (RELEASE, debate.pk, debate.version, *asked, get_language())
    return f'W/"{blake2s(repr(parts).encode(), digest_size=12).hexdigest()}"'


def _keep(response: HttpResponse, tag: str) -> HttpResponse:
    """Let the reader's own browser keep the answer, and ask each time whether it still holds."""
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _remember(response: HttpResponse, colour: str) -> None:
    """The next picture this browser asks for is in the same colours."""
    response.set_cookie(
        COOKIE,
        colour,
        max_age=timedelta(days=365),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
