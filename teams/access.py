"""Load a thing through what the person may see, or refuse.

404 for strangers (they cannot tell it from nothing), 403 for members without the right.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .models import Invitation, Membership, User
from .permissions import may_edit_team, may_end, may_found_team, may_invite, may_open_debate


def membership_or_404(user: User, slug: str) -> Membership:
    """The person's place in a team; strangers cannot tell it from a team that does not exist."""
    found = Membership.objects.select_related("team").filter(user=user, team__slug=slug).first()
    if found is None:
        raise Http404
    return found


def inviting_membership_or_403(user: User, slug: str) -> Membership:
    """The place of somebody who may invite and change roles."""
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


def editing_membership_or_403(user: User, slug: str) -> Membership:
    """The place of somebody who may change the team's settings."""
    membership = membership_or_404(user, slug)
    if not may_edit_team(membership):
        raise PermissionDenied
    return membership


def changeable_membership_or_403(user: User, slug: str, pk: int) -> Membership:
    """A place in the team whose role this person may change."""
    return _fellow(inviting_membership_or_403(user, slug), pk)


def endable_membership_or_403(user: User, slug: str, pk: int) -> Membership:
    """One's own place, or for admins anybody's in their team."""
    mine = membership_or_404(user, slug)
    fellow = _fellow(mine, pk)
    if not may_end(fellow, by=mine):
        raise PermissionDenied
    return fellow


def revocable_invitation_or_403(user: User, slug: str, pk: int) -> Invitation:
    """An invitation into a team this person may invite to."""
    membership = inviting_membership_or_403(user, slug)
    found = Invitation.objects.filter(team=membership.team, pk=pk).first()
    if found is None:
        raise Http404
    return found


def check_may_found(user: User) -> None:
    """Refuse those who may not bring a new team here.

    Raises:
        PermissionDenied: when this server takes no new teams from them.
    """
    if not may_found_team(user):
        raise PermissionDenied


def _fellow(mine: Membership, pk: int) -> Membership:
    places = Membership.objects.with_people().select_related("team")
    found = places.filter(team=mine.team, pk=pk).first()
    if found is None:
        raise Http404
    return found
