"""How a claim read before it was changed."""

from django.db import models
from django.utils import timezone

from .claim import Claim
from .participant import Participant


class ClaimVersion(models.Model):
    """An earlier wording, with who replaced it, when and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    replaced_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, version {self.number}"
