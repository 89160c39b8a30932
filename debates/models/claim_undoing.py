"""Taking back what was done to a claim. That is an act of its own, and recorded as one."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.db.models import Q

from .activity import Activity, Kind
from .refusals import Overtaken

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant


class ClaimUndoing(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def undo(
        self,
        done: Activity,
        *,
        by: "Participant",
        reason: str = "",
        at: datetime | None = None,
    ) -> Activity | None:
        """Put this claim back to how it was before an act. None when it is so already.

        Args:
            by: who may do so, which permissions say.
            reason: why, for everybody to read; needed where `undoing_needs_reason`.

        Raises:
            DebateReadOnly: the debate is closed.
            Overtaken: the same sort of thing was done to it since, or it was archived.
            NoSuchPlace: where it stood before takes it no more.
            ValueError: this cannot be taken back, or only with a reason; forms check it before.
        """
        me = cast("Claim", self)
        if not done.can_be_undone or done.claim_id != me.pk:
            raise ValueError(f"{done} cannot be taken back on claim {me.pk}")
        if undoing_needs_reason(done, by) and not reason:
            raise ValueError(f"{done} is not theirs to take back without a reason")
        with transaction.atomic():
            debate = me.debate
            debate.lock_open(at)
            if Activity.objects.with_overtaken().get(pk=done.pk).is_overtaken:
                raise Overtaken
            me.refresh_from_db()
            me.debate = debate
            if done.kind == Kind.CLAIM_ARCHIVED:
                return me.restore(by=by, at=at)
            if done.kind == Kind.CLAIM_MERGED:
                return me.unmerge(by=by, reason=reason, undoes=done, at=at)
            if me.is_out_of_sight:
                raise Overtaken
            if done.kind == Kind.CLAIM_MOVED:
                return _move_back(me, done, by, reason, at)
            return _word_as_before(me, done, by, reason, at)


def undoing_needs_reason(done: Activity, by: "Participant") -> bool:
    """Whether it takes back what an author did to their own claim: they will want to know why."""
    claim = done.claim
    return claim is not None and claim.author_id != by.pk and not done.data.get("framing")


def _move_back(
    claim: "Claim", done: Activity, by: "Participant", reason: str, at: datetime | None
) -> Activity | None:
    to = type(claim).objects.get(pk=done.data["parent"])
    return claim.move(to=to, stance=done.data["stance"], by=by, reason=reason, at=at, undoes=done)


def _word_as_before(
    claim: "Claim", done: Activity, by: "Participant", reason: str, at: datetime | None
) -> Activity | None:
    """The earlier wording becomes a new version; whoever voted on it need not confirm that."""
    from .vote import Vote

    before = claim.versions.get(number=done.data["version"] - 1)
    undone = claim.reword(
        before.text, by=by, version=claim.version, reason=reason, at=at, undoes=done.pk
    )
    votes = Vote.objects.filter(Q(claim=claim) | Q(claim__links_to=claim))
    votes.filter(claim_version=before.number).update(claim_version=claim.version)
    return undone
