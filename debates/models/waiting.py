"""What waits for one person in many debates at once: what is new, unread, to be voted on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, F, Q

from .activity import Activity, Kind
from .ballot import state_sql
from .debate_choices import DebateKind, Phase
from .participant import Participant, ParticipantRole

if TYPE_CHECKING:
    from teams.models import User

    from .debate import Debate

# Everything the guided voting would still ask (ballot.py), counted instead of walked: what can be
# seen and voted on, without a fresh vote, neither skipped since nor in a branch one leaves out.
# Who has never come has voted on nothing. The branches left out are walked from where they begin.
UNVOTED_SQL = f"""
WITH RECURSIVE here (debate, has_theses, voter) AS (
    SELECT d.id, d.kind = %(question)s, me.id FROM debates_debate d
    LEFT JOIN debates_participant me ON me.debate_id = d.id AND me.user_id = %(user)s
    WHERE d.id = ANY(%(debates)s) AND COALESCE(me.role, '') <> %(reads)s
),
ignored (id) AS (
    SELECT o.claim_id FROM debates_passedover o JOIN here ON here.voter = o.participant_id
    WHERE o.with_branch
    UNION
    SELECT below.id FROM ignored CROSS JOIN LATERAL (
        SELECT id FROM debates_claim WHERE parent_id = ignored.id OFFSET 0
    ) below
)
SELECT c.debate_id, count(*)
FROM here JOIN debates_claim c ON c.debate_id = here.debate
{state_sql("here.voter", "here.has_theses")}
WHERE c.archived_at IS NULL AND NOT c.archived_above
    AND (t.id IS NULL OR (t.archived_at IS NULL AND NOT t.archived_above))
    AND s.votable AND NOT s.fresh AND NOT s.skipped
    AND c.id NOT IN (SELECT id FROM ignored)
GROUP BY c.debate_id
"""  # noqa: S608 (constants, everything else is a parameter)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one debate holds for one person."""

    is_new: bool = False
    """It can be argued or prepared for, and they have never opened it."""
    unread: int = 0
    """Claims that hold something somebody has not read; none where they never were."""
    answers: int = 0
    """Of these, new ones that stand directly under a claim of theirs."""
    unvoted: int = 0
    """Claims the guided voting would still ask; none where they cannot vote."""

    def __bool__(self) -> bool:
        return self.is_new or self.unread > 0 or self.unvoted > 0

    @classmethod
    def in_all(cls, debates: "Iterable[Debate]", user: "User") -> "dict[int, Waiting]":
        """By debate, for each of these, in three queries however many they are.

        Args:
            debates: what the person may see.
        """
        known = list(debates)
        keys = [debate.pk for debate in known]
        come = set(
            Participant.objects.filter(user=user, debate__in=keys).values_list("debate", flat=True)
        )
        unread = _unread(keys, user)
        unvoted = _unvoted([debate.pk for debate in known if debate.is_open()], user)
        return {
            debate.pk: cls(
                debate.pk not in come and debate.phase_at() in {Phase.OPEN, Phase.MEETING},
                *unread.get(debate.pk, (0, 0)),
                unvoted.get(debate.pk, 0),
            )
            for debate in known
        }


def _unread(debates: list[int], user: "User") -> dict[int, tuple[int, int]]:
    """How many claims hold something unread, and how many of them answer the person's own."""
    to_me = Q(kind=Kind.CLAIM_ADDED, claim__parent__author=F("me__pk"))
    acts = Activity.objects.filter(debate__in=debates).unread_by(user).order_by()
    counted = acts.values("debate").annotate(
        n=Count("claim", distinct=True), answers=Count("claim", distinct=True, filter=to_me)
    )
    return {pk: (n, answers) for pk, n, answers in counted.values_list("debate", "n", "answers")}


def _unvoted(debates: list[int], user: "User") -> dict[int, int]:
    """How many claims of open debates wait for the person's vote."""
    parameters: dict[str, list[int] | int | str] = {
        "debates": debates,
        "user": user.pk,
        "question": DebateKind.QUESTION,
        "reads": ParticipantRole.VIEWER,
    }
    with connection.cursor() as cursor:
        cursor.execute(UNVOTED_SQL, parameters)
        return dict(cursor.fetchall())
