"""Flags: saying what should be mended about a claim, and answering that."""

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .refusals import NoFlagWaits

if TYPE_CHECKING:
    from .claim import Claim
    from .flag import FlagKind
    from .participant import Participant


class ClaimFlags(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def flag(self, kind: "FlagKind", *, by: "Participant", note: str = "") -> Activity | None:
        """Raise a flag. None when this person's waits already; then its note is the new one.

        The record says that it happened, not who did it.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            ValueError: it is one's own claim; permissions say so before.
        """
        me = cast("Claim", self)
        if me.author_id == by.pk:
            raise ValueError(f"claim {me.pk} is their own")
        with transaction.atomic():
            debate = me.lock_standing()
            version = type(me).objects.values_list("version", flat=True).get(pk=me.pk)
            _flag, is_new = me.flags.update_or_create(
                participant=by,
                kind=kind,
                answered_at=None,
                defaults={"note": note, "claim_version": version},
            )
            return debate.record(Kind.FLAG_RAISED, claim=me, flag=kind) if is_new else None

    def unflag(self, kind: "FlagKind", *, by: "Participant") -> Activity | None:
        """Take one's own flag back. None when none waits.

        Raises:
            DebateReadOnly: the debate is closed.
        """
        me = cast("Claim", self)
        with transaction.atomic():
            debate = me.debate.lock_open()
            mine = me.flags.waiting().filter(participant=by, kind=kind)
            if not mine.delete()[0]:
                return None
            return debate.record(Kind.FLAG_WITHDRAWN, claim=me, flag=kind)

    def answer_flags(self, kind: "FlagKind", text: str, *, by: "Participant | None") -> Activity:
        """Answer everybody who raised this flag, with one sentence.

        Args:
            by: the claim's author; nobody when whoever frames the debate settles it.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            NoFlagWaits: they were withdrawn, or somebody else has answered meanwhile.
        """
        me, now = cast("Claim", self), timezone.now()
        with transaction.atomic():
            debate = me.lock_standing()
            waiting = list(me.flags.waiting().filter(kind=kind).values_list("pk", flat=True))
            if not waiting:
                raise NoFlagWaits
            me.flags.filter(pk__in=waiting).update(answer=text, answered_at=now, settled=by is None)
            return debate.record(
                Kind.FLAG_ANSWERED,
                claim=me,
                by=by,
                at=now,
                flag=kind,
                framing=by is None,
            )
