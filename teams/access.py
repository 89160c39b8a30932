"""Load a thing through what the person may see, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .models import Invitation, Membership, User
from .permissions import may_invite, may_open_debate


def membership_or_404(user: User, slug: str) -> Membership:
    """The person's place in a team; strangers cannot tell it from a team that does not exist."""
    found = Membership.objects.select_related("team").filter(user=user, team__slug=slug).first()
    if found is None:
        raise Http404
    return found


def inviting_membership_or_403(user: User, slug: str) -> Membership:
    """The place of somebody who may invite."""
    membership = membership_or_404(user, slug)
    if not may_invite(membership):
        raise PermissionDenied
    return membership


def opening_membership_or_403(user: User, slug: str) -> Membership:
    """The place of somebody who may open a debate."""
    membership = membership_or_404(user, slug)
    if not may_open_debate(membership.team, membership.role):
        raise PermissionDenied
    return membership


def invitation_or_404(token: str) -> Invitation:
    """The usable invitation with this secret."""
    found = Invitation.objects.usable().with_token(token).first()
    if found is None:
        raise Http404
    return found
