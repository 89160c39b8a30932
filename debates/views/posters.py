"""The overview as a file."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.overview.load import load_tree
from debates.overview.panel import Look, Panel
from debates.overview.png import as_png
from debates.overview.poster import as_svg
from debates.overview.sunburst import PAGE
from debates.overview.viewer import Viewer
from teams.http import MemberRequest, member_required

TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@member_required
@require_safe
def show(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    """As SVG or PNG, coloured and zoomed as asked, with what this reader may see."""
    if form not in TYPES:
        raise Http404
    debate = debate_or_404(request.user, pk)
    look = Look.asked(request.GET, debate)
    tree = load_tree(debate, archived=look.archived)
    panel = Panel(Viewer(debate, request.user), tree, look, PAGE)
    svg = as_svg(panel, timezone.localdate())
    name = f"{slugify(debate.title)[:80] or 'debate'}-{debate.pk}-{look.colour}.{form}"
    return HttpResponse(
        as_png(svg) if form == "png" else svg,
        content_type=TYPES[form],
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )
