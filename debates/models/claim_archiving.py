"""Taking a claim out of sight and bringing it back. Nothing is deleted by it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .ghost import PutAside
from .refusals import ClaimGone, StandsThereAlready

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate
    from .participant import Participant

# What stands below something else that is archived keeps its mark: its own branch is not entered.
MARK_BRANCH_SQL = """
WITH RECURSIVE branch (id, archived_at) AS (
    SELECT id, archived_at FROM debates_claim WHERE parent_id = %s
    UNION ALL
    SELECT c.id, c.archived_at
    FROM debates_claim c JOIN branch ON c.parent_id = branch.id WHERE branch.archived_at IS NULL
)
UPDATE debates_claim SET archived_above = %s FROM branch WHERE debates_claim.id = branch.id
"""


class ClaimArchiving(models.Model):
    """Mixin of Claim. What stands below goes out of sight with it, without being archived."""

    class Meta:
        abstract = True

    @property
    def is_out_of_sight(self) -> bool:
        """Whether it, or something above it, is archived."""
        me = cast("Claim", self)
        return me.archived_at is not None or me.archived_above

    def archive(
        self, *, by: "Participant", reason: str = "", at: datetime | None = None
    ) -> Activity | None:
        """Take this claim and its branch out of sight. None when it was archived already.

        Args:
            by: the author, or somebody who frames the debate.
            reason: why, for everybody to read; needed where it is not one's own claim.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: something above it was archived meanwhile.
            ValueError: the root, or another's claim without a reason; forms check it before.
        """
        me = cast("Claim", self)
        is_own = me.author_id == by.pk
        if me.is_root or not (is_own or reason):
            raise ValueError(f"claim {me.pk} cannot be archived like this")
        now = at or timezone.now()
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            me.refresh_from_db(fields=["archived_at", "archived_above"])
            if me.archived_at is not None:
                return None
            if me.archived_above:
                raise ClaimGone
            me.archived_at = now
            me.save(update_fields=["archived_at"])
            mark_branch(me, hidden=True)
            me.suggestions.overtake(now)
            return record_sight(debate, Kind.CLAIM_ARCHIVED, me, by, now, reason=reason)

    def restore(self, *, by: "Participant", at: datetime | None = None) -> Activity | None:
        """Bring it back to its place, its branch too. None when it is not archived.

        Below another archived claim it stays out of sight until that one is restored.

        Raises:
            DebateReadOnly: the debate is closed.
            StandsThereAlready: it is a link, and the claim it shows stands there meanwhile.
        """
        me, now = cast("Claim", self), at or timezone.now()
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            me.refresh_from_db(fields=["archived_at", "archived_above", "merged_into"])
            # What became part of another claim comes back by `unmerge`.
            if me.archived_at is None or me.merged_into_id is not None:
                return None
            _refuse_a_second(me)
            me.archived_at = None
            me.save(update_fields=["archived_at"])
            if not me.archived_above:
                mark_branch(me, hidden=False)
            me.suggestions.revive()
            return record_sight(debate, Kind.CLAIM_RESTORED, me, by, now)

    def last_archiving(self) -> Activity | None:
        """The record of who archived it, when and why, if it is archived."""
        me = cast("Claim", self)
        if me.archived_at is None:
            return None
        archivings = Activity.objects.of_kind(Kind.CLAIM_ARCHIVED, me.debate).filter(claim=me)
        return archivings.first()


def _refuse_a_second(link: "Claim") -> None:
    """While a link was away the claim may have come to stand there itself, or by another link."""
    same = models.Q(pk=link.links_to_id) | models.Q(links_to=link.links_to_id)
    beside = type(link).objects.filter(same, parent=link.parent_id, archived_at=None)
    if link.links_to_id is not None and beside.exists():
        raise StandsThereAlready


def mark_branch(claim: "Claim", *, hidden: bool) -> None:
    """Say of everything below a claim whether something above it is archived."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_BRANCH_SQL, [claim.pk, hidden])


def record_sight(
    debate: "Debate",
    kind: Kind,
    claim: "Claim",
    by: "Participant | None",
    at: datetime,
    *,
    framing: bool | None = None,
    **data: Any,
) -> Activity:
    """Write it down with how many claims can be seen now: links elsewhere go and come too.

    Args:
        framing: whether it is done by framing, also where it is one's own claim; without it, what
            is one's own is not.
    """
    if framing is None:
        framing = by is None or claim.author_id != by.pk
    seen = type(claim).objects.filter(debate=debate).shown().count()
    activity = debate.record(
        kind,
        claim=claim,
        by=None if framing and not debate.is_named else by,
        at=at,
        claims=seen - debate.claims_count,
        framing=framing,
        **data,
    )
    if activity.participant is None and by is not None:
        by.read([claim], up_to=activity.pk)
        PutAside.objects.put_aside(claim, by=by)
    return activity
