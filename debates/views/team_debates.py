"""The way in: a team's debates."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from debates.home_page import HomePage, TeamNews
from debates.models import Debate
from debates.tag_shelf import TagShelf
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required
from teams.models import Team
from teams.permissions import may_found_team, may_invite, may_open_debate


@member_required
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """Straight to the team, or a choice for people in several."""
    teams = list(Team.objects.of(request.user))
    if len(teams) == 1:
        return redirect(teams[0])
    news = TeamNews.in_all(teams, request.user)
    context = {"news": news, "may_found": may_found_team(request.user)}
    return render(request, "debates/team_debates/home.html", context)


@member_required
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """The debates of a team that this person may see, without the archive; what waits comes first.

    `tag` and `phase` choose, `page` leads on.
    """
    membership = membership_or_404(request.user, slug)
    mine = Debate.objects.visible_to(request.user).filter(team=membership.team)
    asked = request.GET.get
    shelf = TagShelf.of(mine.current(), asked("tag", ""))
    home = HomePage.of(shelf.debates, request.user, phase=asked("phase", ""), page=asked("page"))
    context = {
        "team": membership.team,
        "home": home,
        # There is nothing to choose from or to search yet: only a first step to take.
        "is_bare": home.is_empty and not shelf.asked,
        "shelf": shelf,
        "may_open": may_open_debate(membership.team, membership.role),
        "may_invite": may_invite(membership),
    }
    return render(request, "debates/team_debates/index.html", context)
