"""What is told, to whom, when, and what has been told."""

from .digest import Digest, SkipReason, State
from .notification import Notification
from .subscription import Cadence, Subscription
from .telling import Telling

__all__ = [
    "Cadence",
    "Digest",
    "Notification",
    "SkipReason",
    "State",
    "Subscription",
    "Telling",
]
