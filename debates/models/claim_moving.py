"""Putting a claim under another one. Its branch comes along, because one row changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from .activity import Activity, Kind
from .claim_verbs import STEP
from .refusals import ClaimGone, NoSuchPlace

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant

# Everything a claim can be seen under: up its parents, and up from every place that links to it.
# A union, so that it ends even where a loop were already.
SEEN_UNDER_SQL = """
WITH RECURSIVE up (id, parent_id) AS (
    SELECT id, parent_id FROM debates_claim WHERE id = %s
    UNION
    SELECT c.id, c.parent_id
    FROM up JOIN debates_claim c ON c.id = up.parent_id OR c.links_to_id = up.id
)
SELECT EXISTS (SELECT FROM up WHERE id = ANY(%s))
"""


class ClaimMoving(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def move(
        self,
        *,
        to: "Claim",
        stance: str | None,
        by: "Participant",
        reason: str = "",
        at: datetime | None = None,
    ) -> Activity | None:
        """Stand under another claim, last of its column. None when it stands there already.

        Votes stay and are asked to be confirmed: they were about another place.

        Args:
            stance: towards the new parent; None makes it a thesis under a question.
            by: the author, or somebody who frames the debate.
            reason: why, for everybody to read; needed where it is not one's own claim.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: it, or something above it, was archived meanwhile.
            NoSuchPlace: the new parent was archived meanwhile, takes no such reply, or can be
                seen below this claim, be it through a link.
            ValueError: the root, or another's claim without a reason; forms check it before.
        """
        me, now = cast("Claim", self), at or timezone.now()
        framing = me.author_id != by.pk
        if me.is_root or (framing and not reason) or to.debate_id != me.debate_id:
            raise ValueError(f"claim {me.pk} cannot be moved like this")
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            here = type(me).objects.get(pk=me.pk)
            if here.is_out_of_sight:
                raise ClaimGone
            if (here.parent_id, here.stance) == (to.pk, stance):
                return None
            position = _position_under(to, stance, here)
            me.parent, me.stance, me.is_thesis = to, stance, stance is None
            me.position, me.moved_at = position, now
            me.save(update_fields=["parent", "stance", "is_thesis", "position", "moved_at"])
            return debate.record(
                Kind.CLAIM_MOVED,
                claim=me,
                by=None if framing and not debate.is_named else by,
                at=now,
                framing=framing,
                reason=reason,
                parent=here.parent_id,
                stance=here.stance,
            )


@dataclass(frozen=True, slots=True)
class Move:
    """One move, as everybody may read it."""

    who: str
    at: datetime
    reason: str
    parent: "Claim | None"
    """What it stood under before."""


def moves_of(claim: "Claim") -> list[Move]:
    """Where a claim stood before, the latest first, in two queries."""
    told = list(Activity.objects.of_kind(Kind.CLAIM_MOVED, claim.debate).filter(claim=claim))
    places = type(claim).objects.select_related("links_to")
    parents = places.in_bulk({activity.data["parent"] for activity in told})
    for parent in parents.values():
        parent.debate = claim.debate
    return [
        Move(
            who=activity.by_whom(claim.debate),
            at=activity.at,
            reason=activity.data["reason"],
            parent=parents.get(activity.data["parent"]),
        )
        for activity in told
    ]


def _position_under(to: "Claim", stance: str | None, claim: "Claim") -> int:
    """The end of the new parent's children, if the claim may stand there. Under the lock."""
    parent = type(to).objects.select_related("debate").get(pk=to.pk)
    fits = parent.takes_replies and (stance or "thesis") in parent.stance_of_replies
    if parent.is_out_of_sight or not fits:
        raise NoSuchPlace
    with connection.cursor() as cursor:
        cursor.execute(SEEN_UNDER_SQL, [to.pk, [claim.pk, claim.links_to_id]])
        if cursor.fetchone() == (True,):
            raise NoSuchPlace
    last = parent.children.aggregate(last=Max("position"))["last"]
    return int(last or 0) + STEP
