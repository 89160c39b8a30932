"""A debate through two perspectives, side by side, and where they differ most."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import render_partial, targets
from debates.access.perspectives import may_delete
from debates.access.places import debate_or_404
from debates.models import VoterGroup
from debates.overview.load import load_tree
from debates.perspectives.contrasts import Contrasts
from debates.perspectives.perspective import Perspectives
from debates.perspectives.pictures import Compared
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """What `left` and `right` ask for; without them what is usually compared."""
    debate = debate_or_404(request.user, pk)
    reader = debate.join(request.user)
    offered = Perspectives(reader)
    left, right = offered.usual
    contrasts = Contrasts(
        reader,
        offered.find(request.GET.get("left", ""), left),
        offered.find(request.GET.get("right", ""), right),
    )
    groups = VoterGroup.objects.of(debate)
    context = {
        "debate": debate,
        "shelves": offered.shelves,
        "contrasts": contrasts,
        "compared": Compared(load_tree(debate), contrasts),
        "page": contrasts.page(request.GET.get("page", "")),
        "groups": [(group, may_delete(group, reader, request.user)) for group in groups],
        "focus": targets(request, "compared"),
    }
    return render_partial(
        request,
        "debates/perspectives/index.html",
        context,
        partial="compared",
        target="compared",
    )
