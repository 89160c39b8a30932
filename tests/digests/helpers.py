"""What the tests of digests have in common."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from digests.compose import compose
from digests.letter import Letter
from digests.models import Digest, State, Subscription
from digests.window import Window
from teams.models import Membership, Team, User

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)  # a Monday, at eight in London


def long_ago(*users: User, days: int = 30) -> None:
    """As if these people had been in all their teams for a while."""
    joined = timezone.now() - timedelta(days=days)
    Membership.objects.filter(user__in=users).update(joined_at=joined)


def subscribe(user: User, team: Team, at: datetime = MONDAY, **choice: Any) -> Subscription:
    """A choice made a month before `at`."""
    subscription = Subscription.objects.of(Membership.objects.get(user=user, team=team))
    values: dict[str, Any] = {"cadence": "weekly", "weekday": 0, "hour": 8, **choice}
    subscription.choose(**values)
    Subscription.objects.filter(membership=subscription.membership).update(
        chosen_at=at - timedelta(days=30)
    )
    return Subscription.objects.get(membership=subscription.membership)


def planned(user: User, team: Team, key: str = "2026-W47", **fields: Any) -> Digest:
    """A digest whose turn has come."""
    due = fields.pop("due_at", timezone.now() - timedelta(minutes=1))
    return Digest.objects.create(
        user=user,
        team=team,
        period_key=key,
        due_at=due,
        next_try_at=due,
        state=State.PLANNED,
        **fields,
    )


def last_week() -> Window:
    """Everything of the last seven days, up to now."""
    now = timezone.now()
    return Window(now - timedelta(days=7), now)


def letter_to(user: User, team: Team, window: Window | None = None) -> Letter:
    """What this member would hear."""
    return compose(team, user, window or last_week())
