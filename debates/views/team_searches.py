"""Finding claims in all debates of a team that one may see."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import render_partial
from debates.models import Debate
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required

from .searches import RESULTS, looked_for


@member_required
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """A page with its form; while one types only what was found."""
    team = membership_or_404(request.user, slug).team
    debates = list(Debate.objects.visible_to(request.user).filter(team=team))
    return render_partial(
        request,
        "debates/team_searches/index.html",
        {"team": team, **looked_for(request, debates, across=True)},
        partial="found",
        target=RESULTS,
    )
