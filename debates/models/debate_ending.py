"""Deleting a whole debate: gone at once for everybody, for good after thirty days."""

import logging
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Self, cast

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from teams.models import User

from .activity import Activity, Kind
from .debate_import import DebateImport

if TYPE_CHECKING:
    from .debate import Debate

logger = logging.getLogger(__name__)

# How long a deleted debate can be brought back.
GRACE = timedelta(days=30)
# Nothing is taken away before this has passed as well: clocks of several hosts differ, and a
# debate brought back in the last second must be whole.
SLACK = timedelta(hours=1)
# Rows that go in one transaction, each with what hangs on it; and how long one run goes on before
# it leaves the rest to the next (a task is stopped after a minute).
ACTIVITIES_AT_ONCE, CLAIMS_AT_ONCE = 1_000, 200
PURGE_SECONDS = 30.0


class DebateEnding(models.Model):
    """Mixin of Debate."""

    class Meta:
        abstract = True

    @property
    def gone_at(self) -> datetime | None:
        """When a deleted debate is gone for good."""
        deleted_at = cast("Debate", self).deleted_at
        return None if deleted_at is None else deleted_at + GRACE

    def put_in_bin(self, *, by: User, at: datetime | None = None) -> Activity | None:
        """Hide it from everybody, and for good after 30 days. None when it was deleted already."""
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            if me.lock().deleted_at is not None:
                return None
            # The form that made it may make another one now.
            me.deleted_at, me.deleted_by, me.token = now, by, None
            me.save(update_fields=["deleted_at", "deleted_by", "token"])
            return me.record(Kind.DEBATE_DELETED, by=me.framer(by), at=now, framing=True)

    def bring_back(self, *, by: User, at: datetime | None = None) -> Activity | None:
        """Undo the deletion, within its 30 days. None when it is not deleted, or too late."""
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            gone_at = me.lock().gone_at
            if gone_at is None or gone_at <= now:
                return None
            me.deleted_at, me.deleted_by = None, None
            me.save(update_fields=["deleted_at", "deleted_by"])
            return me.record(Kind.DEBATE_BROUGHT_BACK, by=me.framer(by), at=now, framing=True)


class DebateEndings(DebateImport):
    """Mixin of the questions about debates, on top of how they come in."""

    def there(self) -> Self:
        """Without what was deleted."""
        return self.filter(deleted_at=None)

    def in_bin(self, at: datetime | None = None) -> Self:
        """Deleted and still to be brought back, the latest first."""
        now = at or timezone.now()
        return self.filter(deleted_at__gt=now - GRACE).order_by("-deleted_at", "-pk")

    def in_bin_of(self, user: User, *, team: int | None = None, all_of_team: bool) -> Self:
        """What this member may bring back: what they deleted themselves, or all of it."""
        mine = Q() if all_of_team else Q(deleted_by=user)
        return self.in_bin().filter(mine, team=team).select_related("deleted_by", "team")

    def due_to_purge(self, at: datetime | None = None) -> Self:
        """Deleted so long ago that nobody can bring them back, the oldest first."""
        now = at or timezone.now()
        return self.filter(deleted_at__lte=now - GRACE - SLACK).order_by("deleted_at", "pk")

    def purge(self, at: datetime | None = None, *, seconds: float = PURGE_SECONDS) -> int:
        """Take away what is due, a piece a transaction; returns how many debates are gone.

        Killed in the middle it leaves a smaller debate that is still due and still hidden; the
        next run goes on there. Two runs at once take different debates.
        """
        end, gone = monotonic() + seconds, 0
        while monotonic() < end:
            with transaction.atomic():
                due = self.due_to_purge(at).select_for_update(skip_locked=True, of=("self",))
                debate = due.first()
                if debate is None:
                    break
                if not _purge_piece(debate):
                    logger.info("Debate %s was deleted 30 days ago and is gone now.", debate.pk)
                    debate.delete()
                    gone += 1
        return gone


def _purge_piece(debate: "Debate") -> bool:
    """Delete some of what hangs on a debate; False when nothing does.

    The newest claims first: what stands below a claim is nearly always newer, so that a piece
    stays small.
    """
    from .claim import Claim

    activities = Activity.objects.filter(debate=debate).order_by("-pk")
    claims = Claim.objects.filter(debate=debate).order_by("-pk")
    for rows, most in ((activities, ACTIVITIES_AT_ONCE), (claims, CLAIMS_AT_ONCE)):
        piece = list(rows.values_list("pk", flat=True)[:most])
        if piece:
            rows.model._default_manager.filter(pk__in=piece).delete()
            return True
    return False
