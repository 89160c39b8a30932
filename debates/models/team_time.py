"""Moments a whole team keeps to: on its clock, with the reader's own beside it."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from teams.models import Team


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
