"""How the phases of a debate are said."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Debate, Phase
from debates.models.team_time import in_team_time
from teams.models import Team

register = template.Library()

# Further ahead a date says more than a number of days.
FAR = 20


@register.filter
def team_time(at: datetime, team: Team) -> str:
    """On the team's clock, with the reader's own beside it where that shows another hour."""
    return in_team_time(at, team)


@register.filter
def phase_words(debate: Debate) -> str:
    """Where a debate stands in two or three words, with the days left on the reader's calendar."""
    phase = debate.phase_at()
    if phase == Phase.OPEN and debate.closes_at:
        return _open_words(debate.closes_at)
    if phase == Phase.DRAFT and debate.opens_at:
        return _("Draft · opens %(day)s") % {"day": near_day(debate.opens_at)}
    return str(phase.label).capitalize()


def _open_words(closes_at: datetime) -> str:
    days = days_ahead(closes_at)
    if days <= 1 or days > FAR:
        return _("Closes %(day)s") % {"day": near_day(closes_at)}
    return ngettext("Open · %(n)d day left", "Open · %(n)d days left", days) % {"n": days}


def near_day(at: datetime, now: datetime | None = None) -> str:
    """A day ahead as one says it: "today, 17:00", "tomorrow", "in 5 days", then its date."""
    local, days = timezone.localtime(at), days_ahead(at, now)
    if days <= 0:
        return _("today, %(time)s") % {"time": date_format(local, "H:i")}
    if days == 1:
        return _("tomorrow")
    if days <= FAR:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    same_year = local.year == timezone.localtime(now).year
    return date_format(local, "j M" if same_year else "j M Y")


def days_ahead(at: datetime, now: datetime | None = None) -> int:
    """How many midnights of the reader's lie between: days, as a calendar has them."""
    return (timezone.localtime(at).date() - timezone.localtime(now).date()).days
