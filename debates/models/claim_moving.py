"""Putting a claim under another one. Its branch comes along, because one row changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .activity import Activity, Kind
from .claim_places import last_position_under
from .refusals import ClaimGone

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant
    from .suggestion import Suggestion


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
        undoes: Activity | None = None,
        following: "Suggestion | None" = None,
    ) -> Activity | None:
        """Stand under another claim, last of its column. None when it stands there already.

        Votes stay and are asked to be confirmed: they were about another place.

        Args:
            stance: towards the new parent; None makes it a thesis under a question.
            by: the author, or somebody who frames the debate.
            reason: why, for everybody to read; needed where it is not one's own claim.
            undoes: the move that this one takes back (claim_undoing.py).
            following: the suggestion it comes from.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: it, or something above it, was archived meanwhile.
            NoSuchPlace: the new parent was archived meanwhile, takes no such reply, or can be
                seen below this claim, be it through a link.
            StandsThereAlready: a link to it, or what this link shows, is a child of that parent.
            ValueError: the root, or another's claim without a reason; forms check it before.
        """
        me, now = cast("Claim", self), at or timezone.now()
        framing = me.author_id != by.pk
        unexplained = framing and not reason and undoes is None
        if me.is_root or unexplained or to.debate_id != me.debate_id:
            raise ValueError(f"claim {me.pk} cannot be moved like this")
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            here = type(me).objects.get(pk=me.pk)
            if here.is_out_of_sight:
                raise ClaimGone
            if (here.parent_id, here.stance) == (to.pk, stance):
                return None
            position = last_position_under(to, stance, here, moves=True)
            me.parent, me.stance, me.is_thesis = to, stance, stance is None
            me.position, me.moved_at = position, now
            if undoes is not None:
                _stand_as_before(me, undoes)
            me.save(update_fields=["parent", "stance", "is_thesis", "position", "moved_at"])
            told: dict[str, Any] = {"undoes": undoes.pk} if undoes else {}
            activity = debate.record(
                Kind.CLAIM_MOVED,
                claim=me,
                by=None if framing and not debate.is_named else by,
                at=now,
                suggestion=following,
                framing=framing,
                reason=reason,
                parent=here.parent_id,
                stance=here.stance,
                position=here.position,
                moved_at=here.moved_at.isoformat() if here.moved_at else None,
                **told,
            )
            if activity.participant is None:
                by.read([me], up_to=activity.pk)
            return activity


@dataclass(frozen=True, slots=True)
class Move:
    """One move, as everybody may read it."""

    who: str
    at: datetime
    reason: str
    parent: "Claim | None"
    """What it stood under before."""
    suggested_by: str
    """Whose suggestion was accepted by it; may be empty."""


def moves_of(claim: "Claim") -> list[Move]:
    """Where a claim stood before, the latest first, in two queries."""
    person = ["suggestion__author__user"] if claim.debate.is_named else ["suggestion__author"]
    rows = Activity.objects.of_kind(Kind.CLAIM_MOVED, claim.debate).filter(claim=claim)
    told = list(rows.select_related(*person))
    for activity in told:
        if activity.suggestion is not None:
            activity.suggestion.debate = claim.debate
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
            suggested_by=activity.suggestion.author_name if activity.suggestion else "",
        )
        for activity in told
    ]


def _stand_as_before(claim: "Claim", move: Activity) -> None:
    """Among its siblings as before a move, and votes that were right before it are right again.

    Unless somebody voted since: that vote was about the other place, and all are asked.
    """
    claim.position = move.data.get("position", claim.position)
    if "moved_at" in move.data and not claim.votes.filter(at__gte=move.at).exists():
        before = move.data["moved_at"]
        claim.moved_at = parse_datetime(before) if before else None
