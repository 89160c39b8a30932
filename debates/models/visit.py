"""When somebody was here last: what "new" means for them."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from .participant import Participant

# Coming back within this time continues the visit: marks stay until one has gone away.
SAME_VISIT = timedelta(minutes=30)
# The row is written at most this often, so that reading stays cheap.
WRITE_EVERY = timedelta(minutes=1)


class Visit(models.Model):
    """`since` is when the previous visit ended: what came later is new. Seen by nobody else."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="visit")
    since = models.DateTimeField()
    latest = models.DateTimeField()

    def __str__(self) -> str:
        return f"visit of participant {self.participant_id}"

    @classmethod
    def of(cls, participant: Participant, at: datetime | None = None) -> "Visit":
        """Note that somebody is here, and say since when things are new for them.

        On the very first visit nothing is new: everything would be.
        """
        now = at or timezone.now()
        visit: Visit | None = getattr(participant, "visit", None)
        if visit is None:
            visit, _made = cls.objects.get_or_create(
                participant=participant, defaults={"since": now, "latest": now}
            )
            return visit
        if now - visit.latest >= SAME_VISIT:
            visit.since = visit.latest
        if now - visit.latest >= WRITE_EVERY:
            visit.latest = now
            visit.save(update_fields=["since", "latest"])
        return visit
