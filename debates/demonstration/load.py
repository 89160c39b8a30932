"""Puts the demonstration in place: a team, its debates, and weeks of arguing.

Written straight into the tables, as the verbs of the models would have left them had everybody
written at their own hour; through the verbs themselves it would take minutes. What they would
have recorded as Activity is there too, so that feeds, marks and digests have it.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from debates.models import Debate, Kind, Phase
from teams.demonstration import demonstration_team, found_demonstration_team
from teams.models import Team

from .ballot import cast_votes
from .habits import Clock
from .script import read_script
from .staging import Staging
from .talk import talk

FOLDER = Path(__file__).parent
# In the order in which they were opened.
SCRIPTS = ("weekly_sharing", "24_7", "politeness", "wednesdays")
# From the end of a debate to the meeting that decided.
UNTIL_DECIDED = timedelta(days=2, hours=18)


def load_demonstration(now: datetime | None = None) -> Team | None:
    """Make the team and its debates, all of it or nothing.

    Args:
        now: what the files' "days ago" count from.

    Returns:
        The team; None when it is there already, and then nothing is changed.
    """
    clock = Clock(now or timezone.now())
    with transaction.atomic():
        if demonstration_team() is not None:
            return None
        team, users = found_demonstration_team()
        for name in SCRIPTS:
            staging = Staging(read_script(FOLDER / f"{name}.txt"), team, users, clock)
            talk(staging)
            cast_votes(staging)
            _conclude(staging)
            staging.finish()
        _backdate(team)
    return team


def _conclude(staging: Staging) -> None:
    debate = staging.debate
    if debate.phase == Phase.DECIDED and debate.closes_at:
        decided_at = debate.closes_at + UNTIL_DECIDED
        staging.record(Kind.DEBATE_CLOSED, debate.closes_at, reason="")
        staging.record(Kind.PHASE_CHANGED, decided_at, phase=debate.phase)
        Debate.objects.filter(pk=debate.pk).update(phase_since=decided_at)


def _backdate(team: Team) -> None:
    """The team is a day older than its first debate, and so is everybody's place in it."""
    first = Debate.objects.filter(team=team).earliest("created_at")
    founded = first.created_at - timedelta(days=1)
    Team.objects.filter(pk=team.pk).update(created_at=founded)
    team.memberships.update(joined_at=founded)
