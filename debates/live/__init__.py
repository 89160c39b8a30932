"""Open pages hear of what others do, within a second.

PostgreSQL is the record of what happened; Redis only rings. A ring says nothing, so a lost one
costs no more than the time until the next look. What pages are told are ids and kinds: never who,
never what was said, never when.
"""

from .events import latest
from .stream import Listener, poll, stream

__all__ = ["Listener", "latest", "poll", "stream"]
