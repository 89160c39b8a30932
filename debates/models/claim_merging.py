"""Making one claim of two that say the same, and two of them again."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .claim_archiving import mark_branch
from .debate_choices import Naming
from .ghost import PutAside
from .merge_branch import bring_branch, give_branch_back
from .merge_details import bring_details, give_details_back
from .merge_flags import bring_flags, give_flags_back
from .merge_suggestions import bring_suggestions, give_suggestions_back
from .merge_talk import bring_talk, give_talk_back
from .merge_votes import bring_votes, give_votes_back
from .refusals import CannotMerge, ClaimGone, Overtaken

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate
    from .participant import Participant

# Suggestions last, once what is out of sight is known.
_GIVE_BACK = (
    give_branch_back,
    give_talk_back,
    give_details_back,
    give_votes_back,
    give_flags_back,
)

# Whether a claim stands somewhere below another one, without looking through links.
STANDS_BELOW_SQL = """
WITH RECURSIVE up (id, parent_id) AS (
    SELECT id, parent_id FROM debates_claim WHERE id = %s
    UNION
    SELECT c.id, c.parent_id FROM up JOIN debates_claim c ON c.id = up.parent_id
)
SELECT EXISTS (SELECT FROM up WHERE id = %s)
"""
# Whether a claim is seen below itself: from above all its places up, through links as well.
BELOW_ITSELF_SQL = """
WITH RECURSIVE up (id, parent_id) AS (
    SELECT id, parent_id FROM debates_claim WHERE id IN (
        SELECT parent_id FROM debates_claim WHERE id = %s OR links_to_id = %s
    )
    UNION
    SELECT c.id, c.parent_id
    FROM up JOIN debates_claim c ON c.id = up.parent_id OR c.links_to_id = up.id
)
SELECT EXISTS (SELECT FROM up WHERE id = %s)
"""

# Whether a place has the same claim twice, among those where two claims stand or are answered.
DOUBLED_SQL = """
SELECT EXISTS (
    SELECT FROM debates_claim
    WHERE archived_at IS NULL
    AND (parent_id = ANY(%s) OR id = ANY(%s) OR links_to_id = ANY(%s))
    GROUP BY parent_id, coalesce(links_to_id, id) HAVING count(*) > 1
)
"""


class ClaimMerging(models.Model):
    """Mixin of Claim. A merged claim is out of sight, and its address leads to the other one."""

    # Always the claim that is there: when that is merged itself, this follows at once.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")

    class Meta:
        abstract = True

    def merge(
        self, into: "Claim", *, by: "Participant", reason: str = "", at: datetime | None = None
    ) -> Activity | None:
        """Become part of another claim, which keeps its words and its place. None when it is so.

        What stands below, votes, talk, thanks, bookmarks, flags, suggestions, sources and links
        come along. Who voted on both keeps the later vote; votes that came along are asked to be
        confirmed. A longer text comes along where the other claim has none.

        Args:
            by: the author of both, or somebody who frames the debate.
            reason: why, for everybody to read; needed unless both are one's own.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: one of them, or something above it, was archived meanwhile.
            CannotMerge: one stands below the other, or they are not of one sort.
            ValueError: the root, another debate, no reason; forms check it before.
        """
        me, now = cast("Claim", self), at or timezone.now()
        framing = merging_is_framing(me, into, by)
        roots = me.is_root or into.is_root
        if roots or into.debate_id != me.debate_id or (framing and not reason):
            raise ValueError(f"claim {me.pk} cannot be merged like this")
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            kept = type(me).objects.select_related("debate").get(pk=into.pk)
            me.refresh_from_db(fields=["merged_into", "archived_at", "archived_above", "parent"])
            if me.merged_into_id == kept.pk:
                return None
            _refuse(me, kept)
            brought = bring_branch(me, kept) | bring_talk(me, kept) | bring_details(me, kept)
            brought |= bring_votes(me, kept, brought["placements"])
            brought |= bring_flags(me, kept, now, framing=framing)
            rows = type(me).objects.filter(pk=me.pk)
            rows.update(merged_into=kept, archived_at=now)
            mark_branch(me, hidden=True)
            brought |= bring_suggestions(me, kept, now)
            if _is_below_itself(kept) or _is_doubled(me, kept):
                raise CannotMerge
            me.merges.create(into=kept, brought=brought, at=now)
            me.merged_into, me.archived_at = kept, now
            left = {"details_left": True} if brought["details_left"] else {}
            activity = _record(
                debate,
                Kind.CLAIM_MERGED,
                me,
                None if framing and not debate.is_named else by,
                now,
                framing=framing,
                reason=reason,
                into=kept.pk,
                **left,
            )
            if activity.participant is None:
                PutAside.objects.put_aside(me, by=by)
            return activity

    def unmerge(
        self, *, by: "Participant", reason: str = "", undoes: Activity, at: datetime | None = None
    ) -> Activity | None:
        """Be a claim of its own again, with everything it brought. None when it is one.

        What was done since to what it brought stays as it was done: a claim moved elsewhere is
        not fetched back, and a vote confirmed since stays where it was confirmed.

        Raises:
            DebateReadOnly: the debate is closed.
            Overtaken: the claim it became part of was merged itself since, or something would be
                seen below itself or twice in one place, as the claims stand now.
        """
        me, now = cast("Claim", self), at or timezone.now()
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            me.refresh_from_db(fields=["merged_into", "archived_at", "archived_above", "parent"])
            merge = me.merges.filter(undone_at=None).first()
            if merge is None or me.merged_into is None:
                return None
            kept = cast("Claim", me.merged_into)
            if merge.into_id != kept.pk:
                raise Overtaken
            type(me).objects.filter(pk=me.pk).update(merged_into=None, archived_at=None)
            for give_back in _GIVE_BACK:
                give_back(me, kept, merge.brought)
            mark_branch(kept, hidden=kept.is_out_of_sight)
            mark_branch(me, hidden=me.archived_above)
            give_suggestions_back(me, kept, merge.brought)
            if _is_below_itself(kept) or _is_below_itself(me) or _is_doubled(me, kept):
                raise Overtaken
            me.merged_into, me.archived_at, merge.undone_at = None, None, now
            merge.save(update_fields=["undone_at"])
            framing = bool(undoes.data.get("framing"))
            return _record(
                debate,
                Kind.CLAIM_UNMERGED,
                me,
                None if framing and not debate.is_named else by,
                now,
                framing=framing,
                reason=reason,
                into=kept.pk,
                undoes=undoes.pk,
            )

    def merged_here(self) -> "list[Claim]":
        """What became part of this claim, the latest first.

        Each with `has_details`: whether a longer text of its own stayed behind it.
        """
        from .details import Details

        me = cast("Claim", self)
        left = models.Exists(Details.objects.filter(claim=models.OuterRef("pk")))
        found = list(me.merged.annotate(has_details=left).order_by("-archived_at", "-pk"))
        for claim in found:
            claim.debate = me.debate
        return found


def merging_is_framing(claim: "Claim", into: "Claim", by: "Participant") -> bool:
    """Whether it is done to others' words.

    Without masks always: merging two of one's own would say that one wrote both.
    """
    own = claim.author_id == by.pk == into.author_id
    return not own or claim.debate.naming == Naming.UNATTRIBUTED


def _refuse(claim: "Claim", kept: "Claim") -> None:
    if claim.is_out_of_sight or kept.is_out_of_sight:
        raise ClaimGone
    if not (claim.takes_replies and kept.takes_replies) or claim.is_thesis != kept.is_thesis:
        raise CannotMerge
    if claim.pk == kept.pk or _stands_below(claim, kept) or _stands_below(kept, claim):
        raise CannotMerge


def _stands_below(claim: "Claim", above: "Claim") -> bool:
    with connection.cursor() as cursor:
        cursor.execute(STANDS_BELOW_SQL, [claim.parent_id, above.pk])
        return bool(cursor.fetchone() == (True,))


def _is_below_itself(claim: "Claim") -> bool:
    with connection.cursor() as cursor:
        cursor.execute(BELOW_ITSELF_SQL, [claim.pk] * 3)
        return bool(cursor.fetchone() == (True,))


def _is_doubled(*claims: "Claim") -> bool:
    with connection.cursor() as cursor:
        cursor.execute(DOUBLED_SQL, [[claim.pk for claim in claims]] * 3)
        return bool(cursor.fetchone() == (True,))


def _record(
    debate: "Debate",
    kind: Kind,
    claim: "Claim",
    by: "Participant | None",
    at: datetime,
    **data: object,
) -> Activity:
    """Write it down with how many claims can be seen now: places that were doubled are not."""
    seen = type(claim).objects.filter(debate=debate).shown().count()
    more: dict[str, Any] = dict(data)
    return debate.record(kind, claim=claim, by=by, at=at, claims=seen - debate.claims_count, **more)
