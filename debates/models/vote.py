"""How much a claim matters to one person, 0 to 4; on a thesis, how far they agree."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .claim import Claim
from .participant import Participant


class Vote(models.Model):
    """One per person and place. Remembers the wording it answered."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    value = models.PositiveSmallIntegerField()
    claim_version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "participant"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__lte=4), name="vote_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.value} on claim {self.claim_id}"
