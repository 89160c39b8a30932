"""Who is in a team, as what, and leaving it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teams.access import (
    changeable_membership_or_403,
    endable_membership_or_403,
    membership_or_404,
)
from teams.forms.memberships import RoleForm
from teams.http import MemberRequest, member_required, take_unsent
from teams.models import LastAdminError
from teams.people_page import people_page


@member_required
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody in the team; for administrators also the ways in."""
    membership = membership_or_404(request.user, slug)
    return render(request, "teams/memberships/index.html", people_page(membership))


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Another role for somebody."""
    fellow = changeable_membership_or_403(request.user, slug, pk)
    posted = request.method == "POST"
    form = RoleForm(request.POST if posted else take_unsent(request), membership=fellow)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            fellow.change_role(form.cleaned_data["role"])
            return redirect("teams:membership_index", slug)
        except LastAdminError as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "membership": fellow, "team": fellow.team}
    return render(request, "teams/memberships/edit.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def delete(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Leave, or take somebody out: one page to think about it, one button."""
    fellow = endable_membership_or_403(request.user, slug, pk)
    leaving = fellow.user == request.user
    refusal, status = "", 200
    if request.method == "POST":
        try:
            fellow.end()
        except LastAdminError as error:
            refusal, status = str(error.message), 409
        else:
            if leaving:
                messages.success(request, _("You have left %(team)s.") % {"team": fellow.team})
                return redirect("debates:home")
            return redirect("teams:membership_index", slug)
    context = {"membership": fellow, "team": fellow.team, "leaving": leaving, "refusal": refusal}
    return render(request, "teams/memberships/delete.html", context, status=status)
