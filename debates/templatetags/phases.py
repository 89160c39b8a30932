"""How the phases of a debate are said."""

from datetime import datetime

from django import template

from debates.models.team_time import in_team_time
from teams.models import Team

register = template.Library()


@register.filter
def team_time(at: datetime, team: Team) -> str:
    """On the team's clock, with the reader's own beside it where that shows another hour."""
    return in_team_time(at, team)
