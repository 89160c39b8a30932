"""The whole debate in one picture, the same in words, and what a single segment says."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.htmx import render_partial, targets
from debates.access.places import debate_or_404, shown_claim_or_404
from debates.models import Debate
from debates.models.visible_text import visible_text
from debates.overview.load import load_tree
from debates.overview.panel import Look, Panel
from debates.overview.release import RELEASE
from debates.overview.sunburst import PAGE, PANEL
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The overview: a page of its own, or the panel beside an open claim."""
    debate = debate_or_404(request.user, pk)
    look = Look.asked(request.GET)
    beside = targets(request, "overview")
    tag = _tag(debate, look.colour, look.centre, look.claim)
    # Only the panel can be unchanged: the page around it holds the reader's name and token.
    if beside and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    panel = Panel(debate, load_tree(debate), look, PANEL if beside else PAGE)
    context = {"debate": debate, "panel": panel, "beside": beside}
    response = render_partial(
        request, "debates/overview/show.html", context, partial="panel", target="overview"
    )
    return _keep(response, tag) if beside else response


@member_required
@require_safe
def caption(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """What a segment says: the claim, or with `more` how many are merged under it."""
    shown = shown_claim_or_404(request.user, pk, claim)
    more = request.GET.get("more", "")
    number = int(more) if more.isdecimal() and len(more) < 9 else 0
    tag = _tag(shown.debate, "caption", shown.pk, number)
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    context = {
        "claim": shown,
        "more": number,
        "text": visible_text(shown.content.text or shown.content.external_title),
    }
    return _keep(render(request, "debates/overview/_caption.html", context), tag)


def _tag(debate: Debate, *asked: object) -> str:
    """Names an answer that holds nothing of the reader but their language."""
    parts = (RELEASE, debate.pk, debate.version, *asked, get_language())
    return f'W/"{"-".join(map(str, parts))}"'


def _keep(response: HttpResponse, tag: str) -> HttpResponse:
    """Let the reader's own browser keep the answer, and ask each time whether it still holds."""
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response
