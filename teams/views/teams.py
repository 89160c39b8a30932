"""Bringing a team here, and how it is set up."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from teams.access import check_may_found, editing_membership_or_403
from teams.forms.teams import NewTeamForm, TeamForm
from teams.http import MemberRequest, member_required, take_unsent
from teams.models import Team


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Found a team and look after it; then ask the others in."""
    check_may_found(request.user)
    posted = request.method == "POST"
    form = NewTeamForm(request.POST if posted else take_unsent(request))
    if posted and form.is_valid():
        me = request.user
        team = Team.objects.found(
            form.cleaned_data["name"], by=me, time_zone=me.time_zone, language=me.language
        )
        return redirect("teams:membership_index", team.slug)
    return render(request, "teams/teams/new.html", {"form": form}, status=422 if posted else 200)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Name, zone, language, and what members may do."""
    team = editing_membership_or_403(request.user, slug).team
    posted = request.method == "POST"
    form = TeamForm(request.POST if posted else take_unsent(request), team=team)
    if posted and form.is_valid():
        team.reframe(**form.cleaned_data)
        return redirect("teams:membership_index", slug)
    status = 422 if posted else 200
    return render(request, "teams/teams/edit.html", {"form": form, "team": team}, status=status)
