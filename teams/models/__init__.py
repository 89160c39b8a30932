"""People and groups."""

from .invitation import Invitation
from .membership import Membership, Role
from .team import Team
from .user import User

__all__ = ["Invitation", "Membership", "Role", "Team", "User"]
