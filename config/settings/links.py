"""Whether the worker looks at the pages that sources lead to, and as whom."""

from config.env import env

from .apps import COUNTERPOINT_DEMONSTRATION
from .security import COUNTERPOINT_ORIGIN

# Off in closed networks, and in the demonstration, whose sources are invented.
LINKS_CHECKED = env.flag("LINKS_CHECKED", default=not COUNTERPOINT_DEMONSTRATION)
# What others read in their logs. The first word is our name in a robots.txt.
LINKS_AGENT = f"Counterpoint-LinkCheck/1 (+{COUNTERPOINT_ORIGIN})"
