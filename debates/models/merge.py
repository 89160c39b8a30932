"""What one claim brought along when it became part of another, to give it back exactly."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .claim import Claim


class Merge(models.Model):
    """One row a merge. Shown to nobody: the record says that it happened, by whom and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    # Rows by what they are, with what they had before (claim_merging.py).
    brought = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(claim=models.F("into")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"merge of claim {self.claim_id} into {self.into_id}"
