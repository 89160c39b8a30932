"""What somebody has read: their own business, shown to nobody else."""

from django.db import models

from .claim import Claim
from .participant import Participant


class Reading(models.Model):
    """Up to which act somebody has read one claim, where that is further than `read_to`.

    Rows are few: `Participant.read_to` says up to where they have read the whole debate, and a row
    is taken away once that has passed it.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="readings")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    up_to = models.BigIntegerField()
    # For taking back that a whole branch was marked as read: by which mark, and what stood before.
    marking = models.UUIDField(null=True)
    was = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "claim"], name="reading_once")
        ]

    def __str__(self) -> str:
        return f"reading of claim {self.claim_id}"
