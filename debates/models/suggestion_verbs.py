"""Deciding on a suggestion. Each verb is one transaction under the debate's lock."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .refusals import ClaimChanged, SuggestionSettled

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant
    from .suggestion import Suggestion


class SuggestionVerbs(models.Model):
    """Mixin of Suggestion."""

    class Meta:
        abstract = True

    def accept(
        self,
        *,
        by: "Participant",
        seen: str,
        answer: str = "",
        at: datetime | None = None,
        **changes: Any,
    ) -> Activity | None:
        """Do what is suggested. None when the same person accepted it already.

        A claim accepted as it is becomes the suggester's; whoever changes its words stands for
        them and becomes its author.

        Args:
            by: the claim's author, or somebody who frames the debate.
            seen: what they had before them of the claim (`Suggestion.seen`).
            answer: what they say about it; may be empty.
            changes: of `wish`, what they want otherwise.

        Raises:
            DebateReadOnly: the debate is closed.
            SuggestionSettled: somebody decided meanwhile, or it was withdrawn or overtaken.
            ClaimChanged: the claim was reworded or moved after they looked.
            ClaimGone, NoSuchPlace: as the claim's own verbs say.
            ValueError: a claim amended by framing without names, which would give it the
                facilitator's mask; permissions say so before.
        """
        me, now = cast("Suggestion", self), at or timezone.now()
        with transaction.atomic():
            if self._lock_undecided("accepted", by, at) is None:
                return None
            if seen != me.seen:
                raise ClaimChanged
            wish = me.wish | changes
            me.amended = wish != me.wish
            me.framed = me.claim.author_id != by.pk
            if me.kind == "claim" and me.amended and me.framed and not me.debate.is_named:
                raise ValueError(f"{me} cannot be amended by framing")
            me.claim_made = _DONE[me.kind](me, by, now, wish)
            return self._settle("accepted", by, now, answer)

    def decline(
        self, *, by: "Participant", answer: str, at: datetime | None = None
    ) -> Activity | None:
        """Say no, and why. None when the same person declined it already.

        Raises:
            DebateReadOnly, SuggestionSettled: as for `accept`.
        """
        me, now = cast("Suggestion", self), at or timezone.now()
        with transaction.atomic():
            if self._lock_undecided("declined", by, at) is None:
                return None
            me.framed = me.claim.author_id != by.pk
            return self._settle("declined", by, now, answer)

    def withdraw(self, *, by: "Participant", at: datetime | None = None) -> Activity | None:
        """Take one's own suggestion back. None when that was done already.

        Raises:
            DebateReadOnly, SuggestionSettled: as for `accept`.
            ValueError: somebody else's; permissions say so before.
        """
        me, now = cast("Suggestion", self), at or timezone.now()
        if me.author_id != by.pk:
            raise ValueError(f"{me} is somebody else's")
        with transaction.atomic():
            if self._lock_undecided("withdrawn", by, at) is None:
                return None
            return self._settle("withdrawn", by, now, "")

    def _lock_undecided(
        self, wanted: str, by: "Participant", at: datetime | None
    ) -> "Suggestion | None":
        """This suggestion and its claim as they are now, under the lock; None if it is done."""
        me = cast("Suggestion", self)
        me.debate.lock_open(at)
        now = type(me).objects.select_related("claim", "to", "author").get(pk=me.pk)
        if now.state == wanted and now.decided_by_id == by.pk:
            return None
        if not now.is_open:
            raise SuggestionSettled(now.state)
        me.claim, me.author, me.to = now.claim, now.author, now.to
        for claim in (me.claim, me.to):
            if claim is not None:
                claim.debate = me.debate
        return me

    def _settle(self, state: str, by: "Participant", at: datetime, answer: str) -> Activity:
        me = cast("Suggestion", self)
        hidden = me.framed and not me.debate.is_named
        me.state, me.decided_at, me.answer = state, at, answer
        me.decided_by = None if hidden else by
        me.save(
            update_fields=[
                "state",
                "decided_at",
                "decided_by",
                "answer",
                "framed",
                "amended",
                "claim_made",
            ]
        )
        return me.debate.record(
            _TOLD[state],
            claim=me.claim,
            by=me.decided_by,
            at=at,
            suggestion=me,
            framing=me.framed,
            reason=answer,
        )


_TOLD = {
    "accepted": Kind.SUGGESTION_ACCEPTED,
    "declined": Kind.SUGGESTION_DECLINED,
    "withdrawn": Kind.SUGGESTION_WITHDRAWN,
}


def _reword(of: "Suggestion", by: "Participant", at: datetime, wish: dict[str, Any]) -> None:
    who = None if of.framed and not of.debate.is_named else by
    claim, reason = of.claim, of.reason
    claim.reword(**wish, by=who, version=claim.version, reason=reason, following=of, at=at)


def _add(of: "Suggestion", by: "Participant", at: datetime, wish: dict[str, Any]) -> "Claim":
    author = by if of.amended else of.author
    return of.claim.reply(**wish, by=author, following=of, at=at)[0]


def _move(of: "Suggestion", by: "Participant", at: datetime, wish: dict[str, Any]) -> None:
    of.claim.move(**wish, by=by, reason=of.reason, following=of, at=at)


_DONE = {"wording": _reword, "claim": _add, "move": _move}
