"""Moments a whole team keeps to: on its clock, with the reader's own beside it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from teams.models import Team

if TYPE_CHECKING:
    from .debate import Debate


def in_team_time(at: datetime, team: Team) -> str:
    """A moment as the team says it: "Thu 3 Dec, 17:00".

    Somebody whose clock shows another hour just then reads both: "Thu 3 Dec, 17:00 in London
    (22:45 for you)". The year stands there when it is not the present one.
    """
    ours, mine = at.astimezone(team.zone), timezone.localtime(at)
    same_year = ours.year == timezone.localtime(timezone=team.zone).year
    said = date_format(ours, "D j M, H:i" if same_year else "D j M Y, H:i")
    if ours.utcoffset() == mine.utcoffset():
        return said
    own = date_format(mine, "H:i" if ours.date() == mine.date() else "D j M, H:i")
    return _("%(moment)s in %(place)s (%(own)s for you)") % {
        "moment": said,
        "place": team.place,
        "own": own,
    }


def on_debates_clock(at: datetime, debate: "Debate") -> datetime:
    """A moment on the clock by which a debate says on which day something was said.

    The reader's own where names are shown. Elsewhere the team's: by a day of their own somebody
    who changes their zone again and again could tell the hour, and the hour tells who it was.
    """
    return timezone.localtime(at, None if debate.is_named else debate.team.zone)
