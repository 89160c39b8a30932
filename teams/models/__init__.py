"""People and groups."""

from .invitation import Invitation, WrongAddressError
from .membership import LastAdminError, Membership, Role
from .team import Team
from .user import User

__all__ = [
    "Invitation",
    "LastAdminError",
    "Membership",
    "Role",
    "Team",
    "User",
    "WrongAddressError",
]
