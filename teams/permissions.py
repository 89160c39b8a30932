"""Who may do what in a team. Pure predicates; nothing else compares roles."""

from .models import Membership, Role, Team

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


def may_open_debate(team: Team, role: str | None) -> bool:
    """Facilitators always; members where the team allows it."""
    return is_facilitator(role) or (role is not None and team.members_may_open_debates)
