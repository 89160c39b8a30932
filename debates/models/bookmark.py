"""A place somebody wants to find again."""

from django.db import models
from django.utils import timezone

from .claim import Claim
from .participant import Participant


class Bookmark(models.Model):
    """One per person and claim, seen by that person only: nothing of it is recorded."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="bookmarks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "participant"], name="bookmark_once")
        ]

    def __str__(self) -> str:
        return f"bookmark on claim {self.claim_id}"
