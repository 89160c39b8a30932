"""A link that lets in whoever has it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from teams.access import inviting_membership_or_403
from teams.forms.invitations import LinkForm
from teams.http import MemberRequest, member_required, take_unsent
from teams.inviting import joining_link
from teams.models import Invitation
from teams.people_page import people_page


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Make a link and show it. Only this answer holds it; the database keeps a hash."""
    membership = inviting_membership_or_403(request.user, slug)
    posted = request.method == "POST"
    form = LinkForm(request.POST if posted else take_unsent(request), auto_id="id_link_%s")
    if posted and form.is_valid():
        invitation, token = Invitation.objects.invite(
            membership.team, by=request.user, role=form.cleaned_data["role"]
        )
        context = {"team": membership.team, "invitation": invitation, "link": joining_link(token)}
        return render(request, "teams/invitation_links/new.html", context)
    context = people_page(membership, link_form=form)
    status = 422 if posted else 200
    return render(request, "teams/memberships/index.html", context, status=status)
