"""When a digest is due, in every zone and across every change of clocks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.due import CATCH_UP, SPREAD, Moment, following, is_too_late, latest, spread_of

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Europe/London",
    "America/St_Johns",
]
zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.integers(6, 20)
moments = st.floats(0, 1).map(
    lambda share: datetime(2020, 1, 1, tzinfo=UTC) + share * timedelta(days=3653)
)


def weekly_moments(
    weekday: int, hour: int, zone: ZoneInfo, start: datetime, weeks: int
) -> list[Moment]:
    """The moments after `start`, each found from the one before."""
    found: list[Moment] = []
    now = start
    while len(found) < weeks:
        moment = following("weekly", weekday, hour, zone, now)
        found.append(moment)
        now = moment.at
    return found


@given(st.integers(0, 6), hours, zones, moments)
def test_for_sixty_weeks_once_a_week_at_the_asked_local_hour(
    weekday: int, hour: int, zone: ZoneInfo, start: datetime
) -> None:
    found = weekly_moments(weekday, hour, zone, start, 60)
    assert len({m.period_key for m in found}) == 60
    for moment in found:
        local = moment.at.astimezone(zone)
        assert (local.weekday(), local.hour, local.minute) == (weekday, hour, 0)
        year, week, _ = local.isocalendar()
        assert moment.period_key == f"{year}-W{week:02}"
    for one, next_one in pairwise(found):
        assert timedelta(days=7) - timedelta(hours=2) <= next_one.at - one.at
        assert next_one.at - one.at <= timedelta(days=7) + timedelta(hours=2)


@given(hours, zones, moments)
def test_daily_is_once_on_every_local_day(hour: int, zone: ZoneInfo, start: datetime) -> None:
    now, keys = start, []
    for _ in range(60):
        moment = following("daily", 0, hour, zone, now)
        assert moment.at.astimezone(zone).hour == hour
        assert moment.period_key == moment.at.astimezone(zone).date().isoformat()
        keys.append(moment.period_key)
        now = moment.at
    days = [datetime.fromisoformat(key) for key in keys]
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))


@given(st.sampled_from(["daily", "weekly"]), st.integers(0, 6), hours, zones, moments)
def test_latest_and_following_lie_around_now_with_nothing_between(
    cadence: str, weekday: int, hour: int, zone: ZoneInfo, now: datetime
) -> None:
    before = latest(cadence, weekday, hour, zone, now)
    after = following(cadence, weekday, hour, zone, now)
    assert before.at <= now < after.at
    assert following(cadence, weekday, hour, zone, before.at) == after
    assert latest(cadence, weekday, hour, zone, after.at) == after


def test_a_planner_that_looks_every_five_minutes_finds_each_week_once() -> None:
    zone = ZoneInfo("Australia/Lord_Howe")
    now, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
    first_seen: dict[str, datetime] = {}
    while now < end:
        first_seen.setdefault(latest("weekly", 0, 9, zone, now).period_key, now)
        now += timedelta(minutes=5)
    del first_seen[min(first_seen, key=first_seen.__getitem__)]  # was there when we began
    assert len(first_seen) >= 60
    for seen in first_seen.values():
        local = seen.astimezone(zone)
        assert (local.weekday(), local.hour) == (0, 9)
        assert local.minute < 5


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        # An hour that the clocks leave out means the moment at which it would have been.
        ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC), 2, "2026-03-29T01:00"),
        # An hour that comes twice means the first.
        ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC), 2, "2026-10-25T00:00"),
        ("America/New_York", datetime(2026, 11, 1, tzinfo=UTC), 1, "2026-11-01T05:00"),
    ],
)
def test_hours_that_are_missing_or_come_twice(
    zone: str, day: datetime, hour: int, utc: str
) -> None:
    now = day - timedelta(hours=6)
    assert following("daily", 0, hour, ZoneInfo(zone), now).at.isoformat()[:16] == utc


def test_the_last_days_of_a_year_belong_to_the_week_they_are_in() -> None:
    at = datetime(2027, 1, 1, 12, tzinfo=UTC)
    assert latest("weekly", 4, 9, ZoneInfo("UTC"), at).period_key == "2026-W53"


def test_everybody_has_their_own_minute_within_the_half_hour() -> None:
    spreads = [spread_of(n) for n in range(2000)]
    assert spreads == [spread_of(n) for n in range(2000)]
    assert min(spreads) >= timedelta(0)
    assert max(spreads) <= SPREAD
    tenths = [sum(1 for s in spreads if s // (SPREAD / 10) == n) for n in range(10)]
    assert min(tenths) > 100


def test_two_days_late_is_too_late() -> None:
    due = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert not is_too_late(due, due + CATCH_UP)
    assert is_too_late(due, due + CATCH_UP + timedelta(seconds=1))
