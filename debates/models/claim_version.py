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
        """With who replaced and who suggested that, as this debate shows people."""
        people = ["replaced_by", "suggestion__author"]
        if debate.is_named:
            people = [f"{person}__user" for person in people]
        versions = list(self.select_related(*people))
        for version in versions:
            by, suggestion = version.replaced_by, version.suggestion
            version.replaced_by_name = by.shown_as(debate.naming) if by else ""
            if suggestion is not None:
                suggestion.debate = debate
                version.suggested_by_name = suggestion.author_name
                if suggestion.framed:
                    version.replaced_by_name = suggestion.decided_by_whom
        return versions


class ClaimVersion(models.Model):
    """An earlier wording, with who replaced it, when and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    replaced_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)
    # What the new wording came from.
    suggestion = models.ForeignKey(
        "debates.Suggestion", models.SET_NULL, null=True, related_name="+"
    )

    objects = ClaimVersionQuerySet.as_manager()

    if TYPE_CHECKING:
        replaced_by_name: str
        suggested_by_name: str

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, version {self.number}"
