"""Asking people in by mail, and taking an invitation back."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teams.access import inviting_membership_or_403, revocable_invitation_or_403
from teams.forms.invitations import InvitationForm
from teams.http import MemberRequest, member_required, take_unsent
from teams.inviting import MailNotSentError, invite_by_mail
from teams.people_page import people_page


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Mail an invitation to one address."""
    membership = inviting_membership_or_403(request.user, slug)
    posted = request.method == "POST"
    form = InvitationForm(request.POST if posted else take_unsent(request), membership=membership)
    status = 422 if posted else 200
    if posted and form.is_valid():
        refusal: HttpResponse | None = consume_or_429(request, action="invite")
        if refusal is not None:
            return refusal
        try:
            sent = invite_by_mail(membership.team, **form.cleaned_data, by=request.user)
        except MailNotSentError:
            form.add_error(
                None,
                _("The mail could not be sent, and nobody was invited. Try again, or make a link."),
            )
            status = 503
        else:
            said = _("An invitation is on its way to %(email)s.") % {"email": sent.email}
            messages.success(request, said)
            return redirect("teams:membership_index", slug)
    context = people_page(membership, invitation_form=form)
    return render(request, "teams/memberships/index.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Close this way in."""
    revocable_invitation_or_403(request.user, slug, pk).revoke()
    return redirect("teams:membership_index", slug)
