"""Thanks for a claim, shown as a number of people and nothing else."""

from django.db import models
from django.utils import timezone

from .claim import Claim
from .participant import Participant


class Thanks(models.Model):
    """One per person and claim. Who thanked is shown to nobody, in no kind of debate."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="thanks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "participant"], name="thanks_once")]

    def __str__(self) -> str:
        return f"thanks for claim {self.claim_id}"
