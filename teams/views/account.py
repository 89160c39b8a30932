"""A person's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from teams.forms.account import AccountForm
from teams.http import MemberRequest, member_required, take_unsent
from teams.models import Membership
from teams.permissions import may_found_team


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest) -> HttpResponse:
    """Name, time zone and language; the ways to address, password and teams."""
    posted = request.method == "POST"
    form = AccountForm(request.POST if posted else take_unsent(request), user=request.user)
    if posted and form.is_valid():
        request.user.introduce(**form.cleaned_data)
        with override(request.user.language):
            messages.success(request, _("Saved."))
        return redirect("teams:account_edit")
    context = {
        "form": form,
        "memberships": Membership.objects.of_person(request.user),
        "may_found_team": may_found_team(request.user),
    }
    return render(request, "teams/account/edit.html", context, status=422 if posted else 200)
