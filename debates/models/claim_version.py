"""How a claim read before it was changed."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from .claim import Claim
from .debate import Debate
from .participant import Participant


class ClaimVersionQuerySet(models.QuerySet["ClaimVersion"]):
    """Questions about earlier wordings."""

    def with_people(self, debate: Debate) -> list["ClaimVersion"]:
        """With who replaced them, as this debate shows people."""
        person = ["replaced_by__user"] if debate.is_named else ["replaced_by"]
        versions = list(self.select_related(*person))
        for version in versions:
            by = version.replaced_by
            version.replaced_by_name = by.shown_as(debate.naming) if by else ""
        return versions


class ClaimVersion(models.Model):
    """An earlier wording, with who replaced it, when and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    replaced_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    objects = ClaimVersionQuerySet.as_manager()

    if TYPE_CHECKING:
        replaced_by_name: str

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, version {self.number}"
