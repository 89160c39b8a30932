"""Who may do what in a team. Pure predicates; nothing else compares roles."""

from django.conf import settings

from .models import Membership, Role, Team, User

FRAMING = frozenset({Role.FACILITATOR, Role.ADMIN})


def is_facilitator(role: str | None) -> bool:
    """Facilitators frame debates; admins may do so too."""
    return role in FRAMING


def is_admin(role: str | None) -> bool:
    """Admins look after people and settings."""
    return role == Role.ADMIN


def may_invite(membership: Membership) -> bool:
    """Invite, revoke invitations, change roles."""
    return is_admin(membership.role)


def may_edit_team(membership: Membership) -> bool:
    """Name, zone, language and what members may do."""
    return is_admin(membership.role)


def may_end(membership: Membership, by: Membership) -> bool:
    """Anybody may leave; admins may take others out."""
    return membership.pk == by.pk or is_admin(by.role)


def may_open_debate(team: Team, role: str | None) -> bool:
    """Facilitators always; members where the team allows it."""
    return is_facilitator(role) or (role is not None and team.members_may_open_debates)


def may_found_team(user: User) -> bool:
    """Everybody where the server is open to new teams; otherwise whoever looks after the server."""
    return settings.TEAMS_OPEN or user.is_staff
