"""A team's people as one of them sees the page, with the forms of those who may invite."""

from typing import Any

from django import forms

from .forms.invitations import InvitationForm, LinkForm
from .models import Invitation, Membership
from .permissions import may_edit_team, may_invite


def people_page(membership: Membership, **given: forms.Form) -> dict[str, Any]:
    """The context of `teams/memberships/index.html`.

    A form that was posted and is wrong takes the place of the empty one of its name
    (`invitation_form` or `link_form`).
    """
    inviting = may_invite(membership)
    context: dict[str, Any] = {
        "team": membership.team,
        "mine": membership,
        "memberships": membership.team.memberships.with_people(),
        "may_invite": inviting,
        "may_edit_team": may_edit_team(membership),
    }
    if inviting:
        context |= {
            "invitations": Invitation.objects.open_in(membership.team),
            "invitation_form": InvitationForm(membership=membership),
            "link_form": LinkForm(auto_id="id_link_%s"),
        }
    return context | given
