"""What time one digest covers: from where the last one ended to what is settled now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from teams.models import Membership

from .models import Digest

# How far back somebody's first digest looks at most.
FIRST = timedelta(days=14)
# Transactions older than this are none of ours (a request ends after 15 s).
LONGEST_TRANSACTION = timedelta(minutes=5)
# `at` is taken a moment before the transaction begins.
BEFORE_BEGIN = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """After `since`, up to and including `until`."""

    since: datetime
    until: datetime


def window_of(membership: Membership, at: datetime) -> Window:
    """What a digest made at this moment covers.

    Never "the last seven days": it begins where the last digest of this person and team ended, so
    that nothing falls between two, whatever was late, skipped or lost meanwhile.
    """
    until = settled(at)
    since = (
        Digest.objects.covering()
        .filter(user=membership.user_id, team=membership.team_id)
        .order_by("-until")
        .values_list("until", flat=True)
        .first()
    )
    since = since or max(membership.joined_at, at - FIRST)
    return Window(since, max(since, until))


def settled(at: datetime) -> datetime:
    """Up to when everything that happened can be seen: at most `at`, and never after now.

    A row carries the time at which its transaction wrote it, and is seen when that commits. What
    somebody is writing just now would be older than the end of this digest, and so be told by none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT least(statement_timestamp(), min(xact_start) - %s * interval '1 second')
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND backend_type = 'client backend' AND xact_start > now() - %s * interval '1 second'
            """,
            [BEFORE_BEGIN.total_seconds(), LONGEST_TRANSACTION.total_seconds()],
        )
        seen: datetime = cursor.fetchone()[0]
    return min(at, seen)
