"""Works through what happened and tells those it concerns, once."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, FilteredRelation, Q, QuerySet, When

from debates.models import Activity, Kind, in_sight
from teams.models import Membership

from .models import Notification

# Activities, annotated with whom they concern.
Acts = QuerySet[Any, Any]

BATCH = 500
# A run ends here and the next ring goes on, so that no task lasts for minutes.
MOST_BATCHES = 40


def tell_waiting() -> int:
    """Tell everything that nobody was told yet, the older first; returns how many things."""
    told = 0
    for _ in range(MOST_BATCHES):
        batch = tell_batch()
        told += batch
        if batch < BATCH:
            break
    return told


def tell_batch() -> int:
    """One transaction: mark up to 500 activities as told and make what they tell.

    Two workers at once share the work: a mark can only be made by one of them, and marks and
    notifications are committed together.
    """
    with transaction.atomic():
        marked = _mark()
        Notification.objects.bulk_create(_notifications(marked), ignore_conflicts=True)
    return len(marked)


def _mark() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO digests_telling (activity_id, at)
            SELECT a.id, now() FROM debates_activity a
            WHERE NOT EXISTS (SELECT FROM digests_telling t WHERE t.activity_id = a.id)
            ORDER BY a.id LIMIT %s
            ON CONFLICT DO NOTHING
            RETURNING activity_id
            """,
            [BATCH],
        )
        return [row[0] for row in cursor.fetchall()]


def _notifications(marked: list[int]) -> list[Notification]:
    """Whom each of these things concerns: those who are still in the team.

    Nobody is told what they did themselves.
    """
    acts = Activity.objects.filter(in_sight("claim__"), pk__in=marked).order_by("pk")
    rows = [
        row
        for concerned in (_answered(acts), _called(acts), _flagged(acts))
        for row in concerned.filter(concerns__isnull=False).values_list(
            "pk", "debate_id", "debate__team_id", "claim_id", "participant__user_id", "concerns"
        )
    ]
    members = set(
        Membership.objects.filter(user__in={row[5] for row in rows}).values_list("team", "user")
    )
    return [
        Notification(activity_id=activity, debate_id=debate, claim_id=claim, recipient_id=recipient)
        for activity, debate, team, claim, by, recipient in rows
        if recipient != by and (team, recipient) in members
    ]


def _answered(acts: Acts) -> Acts:
    """An answer in the tree, a comment, a flag, a source, a suggestion is told to the author.

    An answer to a comment to the author of that, a decision to who suggested.
    """
    found: Acts = acts.annotate(
        concerns=Case(
            # The author of the claim it answers has accepted it themselves.
            When(kind=Kind.CLAIM_ADDED, suggestion__framed=False, then=None),
            When(kind=Kind.CLAIM_ADDED, then=F("claim__parent__author__user_id")),
            When(
                kind=Kind.COMMENT_ADDED,
                comment__parent__isnull=False,
                then=F("comment__parent__author__user_id"),
            ),
            When(
                kind__in=[
                    Kind.COMMENT_ADDED,
                    Kind.FLAG_RAISED,
                    Kind.SOURCE_ADDED,
                    Kind.SUGGESTION_MADE,
                ],
                then=F("claim__author__user_id"),
            ),
            When(
                kind__in=[Kind.SUGGESTION_ACCEPTED, Kind.SUGGESTION_DECLINED],
                then=F("suggestion__author__user_id"),
            ),
            # Somebody else decided for them.
            When(
                kind__in=[Kind.CLAIM_EDITED, Kind.CLAIM_MOVED],
                suggestion__framed=True,
                then=F("claim__author__user_id"),
            ),
        )
    )
    return found


def _called(acts: Acts) -> Acts:
    """A comment is told to everybody it calls."""
    found: Acts = acts.annotate(concerns=F("mentions__participant__user_id"))
    return found


def _flagged(acts: Acts) -> Acts:
    """The answer to a flag is told to everybody who raised it: those that got it at that moment."""
    answered = FilteredRelation("claim__flags", condition=Q(claim__flags__answered_at=F("at")))
    found: Acts = acts.filter(kind=Kind.FLAG_ANSWERED).annotate(
        answered=answered, concerns=F("answered__participant__user_id")
    )
    return found
