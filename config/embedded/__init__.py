"""PostgreSQL and Valkey out of their wheels, living in the data folder.

`attach()` finds the services of a folder or starts them; the last process to leave stops them.
They are no child of anybody's terminal, so that one command may start them and another go on
using them.
"""

from .attachment import Services, attach, detach
from .errors import EmbeddedError

__all__ = ["EmbeddedError", "Services", "attach", "detach"]
