"""When a digest is due. Pure: the time is an argument, nothing is read or written.

Everything is reckoned on the member's own clock and only then turned into UTC. Adding seven days in
UTC was measured to drift by an hour at every change of clocks.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = {"daily": 1, "weekly": 7}
# Mails to everybody at nine sharp would come all at once; each member has their own minute.
SPREAD = timedelta(minutes=30)
# A digest this late is not sent any more; what it would have told falls into the next one.
CATCH_UP = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Moment:
    """One time at which a digest is asked for."""

    at: datetime
    period_key: str


def latest(cadence: str, weekday: int, hour: int, zone: ZoneInfo, now: datetime) -> Moment:
    """The last asked-for moment that is not after `now`.

    Args:
        cadence: "daily" or "weekly"; for daily the weekday is ignored.
    """
    day = _asked_day(cadence, weekday, now.astimezone(zone).date())
    moment = _moment(cadence, day, hour, zone)
    while moment.at > now:
        day -= timedelta(days=DAYS[cadence])
        moment = _moment(cadence, day, hour, zone)
    return moment


def following(cadence: str, weekday: int, hour: int, zone: ZoneInfo, now: datetime) -> Moment:
    """The first asked-for moment after `now`."""
    day = _asked_day(cadence, weekday, now.astimezone(zone).date())
    moment = _moment(cadence, day, hour, zone)
    while moment.at <= now:
        day += timedelta(days=DAYS[cadence])
        moment = _moment(cadence, day, hour, zone)
    return moment


def spread_of(user_id: int) -> timedelta:
    """The same minutes after the hour for one person every time, 0 to 30."""
    number = int.from_bytes(hashlib.sha256(str(user_id).encode()).digest()[:4])
    return timedelta(seconds=number % int(SPREAD.total_seconds() + 1))


def is_too_late(due_at: datetime, now: datetime) -> bool:
    """Whether it is not worth sending any more."""
    return now - due_at > CATCH_UP


def _asked_day(cadence: str, weekday: int, today: date) -> date:
    if cadence == "daily":
        return today
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _moment(cadence: str, day: date, hour: int, zone: ZoneInfo) -> Moment:
    # fold=0: an hour that comes twice means the first; one that is left out, the same moment as if
    # the clock had not been changed yet.
    local = datetime.combine(day, time(hour), zone)
    return Moment(local.astimezone(UTC), _key(cadence, day))


def _key(cadence: str, day: date) -> str:
    if cadence == "daily":
        return day.isoformat()
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
