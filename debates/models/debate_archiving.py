"""Putting a whole debate away and taking it out again. It stays readable for everybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from teams.models import User

from .activity import Activity, Kind
from .debate_choices import Phase
from .refusals import DraftNotArchived

if TYPE_CHECKING:
    from .debate import Debate


class DebateArchiving(models.Model):
    """Mixin of Debate. Archived is a phase; the record remembers the one before."""

    class Meta:
        abstract = True

    @property
    def is_archived(self) -> bool:
        """Whether it stands in the team's archive: readable, but out of the list and read-only."""
        return cast("Debate", self).phase == Phase.ARCHIVED

    def archive(self, *, by: User, reason: str = "", at: datetime | None = None) -> Activity | None:
        """Take it out of the team's list. None when it was archived (or deleted) already.

        Args:
            by: who frames it.
            reason: why, for everybody to read.

        Raises:
            DraftNotArchived: drafts are for those who frame them, archives for the whole team.
        """
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            was = me.lock()
            if was.is_archived or was.deleted_at is not None:
                return None
            if was.phase == Phase.DRAFT:
                raise DraftNotArchived
            me.phase = Phase.ARCHIVED
            me.save(update_fields=["phase"])
            return me.record(
                Kind.DEBATE_ARCHIVED,
                by=me.framer(by),
                at=now,
                framing=True,
                reason=reason,
                phase=was.phase,
            )

    def take_out(self, *, by: User, at: datetime | None = None) -> Activity | None:
        """Put it back into the list, in the phase it was in. None when it is not archived."""
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            if not me.lock().is_archived:
                return None
            archiving = _last_archiving(me)
            me.phase = Phase(archiving.data["phase"]) if archiving else Phase.MEETING
            me.save(update_fields=["phase"])
            return me.record(
                Kind.DEBATE_RESTORED, by=me.framer(by), at=now, framing=True, phase=me.phase
            )

    @property
    def archiving(self) -> "DebateArchived | None":
        """Who archived it last, when and why, as everybody may read it: one query."""
        me = cast("Debate", self)
        told = _last_archiving(me)
        if told is None:
            return None
        return DebateArchived(told.by_whom(me), told.at, told.data["reason"])


@dataclass(frozen=True, slots=True)
class DebateArchived:
    """One archiving. `who` is nobody's name where that would name a mask."""

    who: str
    at: datetime
    reason: str


def _last_archiving(debate: "Debate") -> Activity | None:
    return Activity.objects.of_kind(Kind.DEBATE_ARCHIVED, debate).first()
