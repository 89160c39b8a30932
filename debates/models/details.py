"""The longer text behind a claim. What was there before stays: every saving is a row."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .claim import Claim
from .participant import Participant

if TYPE_CHECKING:
    from .debate import Debate

# What one may write, counted as people see it (visible_text.py), and what the column takes.
MAX_DETAILS, MAX_RAW_DETAILS = 5_000, 20_000


class DetailsQuerySet(models.QuerySet["Details"]):
    """Questions about longer texts."""

    def with_people(self, debate: "Debate") -> list["Details"]:
        """The newest first, with who wrote each, as this debate shows people."""
        person = ["by__user"] if debate.is_named else ["by"]
        found = list(self.select_related(*person).order_by("-number"))
        for details in found:
            details.by_name = details.by.shown_as(debate.naming) if details.by else ""
        return found


class Details(models.Model):
    """What stood behind a claim from one moment on; empty when it was taken away."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="details")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DetailsQuerySet.as_manager()

    if TYPE_CHECKING:
        by_name: str

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="details_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="details_from_one"),
        ]

    def __str__(self) -> str:
        return f"details {self.number} of claim {self.claim_id}"
