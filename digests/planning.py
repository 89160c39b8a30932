"""Who is due: one row per person, team and period, however often and by however many planned."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from teams.models import Team, User

from .due import Moment, is_too_late, latest, spread_of
from .models import Digest, SkipReason, State, Subscription


def plan(at: datetime | None = None, *, team: Team | None = None, spread: bool = True) -> int:
    """Write a row for everybody whose moment has come and who has none for this period yet.

    Two planners at once are harmless: the row that is there first stays (a unique constraint, not
    a lock, so no planner waits and none can forget to let go).

    Args:
        spread: whether each member has their own minute; otherwise all are due at the hour.

    Returns:
        How many were due and not planned before, too late ones included.
    """
    now = at or timezone.now()
    Subscription.objects.insert_missing()
    due = {
        (row.user_id, row.team_id, row.period_key): row for row in _due(now, team, spread=spread)
    }
    known = Digest.objects.filter(period_key__in={key for _, _, key in due})
    for identity in known.values_list("user_id", "team_id", "period_key"):
        due.pop(identity, None)
    Digest.objects.bulk_create(due.values(), batch_size=1000, ignore_conflicts=True)
    return len(due)


def _due(now: datetime, team: Team | None, *, spread: bool) -> Iterator[Digest]:
    choices = Subscription.objects.active()
    if team is not None:
        choices = choices.filter(membership__team=team)
    moment_of = lru_cache(maxsize=None)(_latest)
    for user_id, team_id, cadence, weekday, hour, zone, chosen_at in choices.values_list(
        "membership__user_id",
        "membership__team_id",
        "cadence",
        "weekday",
        "hour",
        Coalesce(NullIf(F("time_zone"), Value("")), F("membership__user__time_zone")),
        "chosen_at",
    ).iterator():
        moment = moment_of(cadence, weekday, hour, zone, now)
        if moment.at < chosen_at:
            continue
        due_at = moment.at + (spread_of(user_id) if spread else timedelta(0))
        late = is_too_late(moment.at, now)
        yield Digest(
            user_id=user_id,
            team_id=team_id,
            period_key=moment.period_key,
            due_at=due_at,
            next_try_at=due_at,
            state=State.SKIPPED if late else State.PLANNED,
            skip_reason=SkipReason.TOO_LATE if late else "",
        )


def _latest(cadence: str, weekday: int, hour: int, zone: str, now: datetime) -> Moment:
    return latest(cadence, weekday, hour, _zone(zone), now)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return User(time_zone=name).zone
