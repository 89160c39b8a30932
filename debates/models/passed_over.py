"""What somebody does not want to vote on: for now, or with everything below it."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .claim_queries import in_sight
from .vote import Vote

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant


class PassedOverQuerySet(models.QuerySet["PassedOver"]):
    """Questions about what was passed over, and how it comes to be."""

    def skip(self, claim: "Claim", *, by: "Participant", at: datetime | None = None) -> None:
        """Not now. Skipping again what is ignored with its branch leaves it ignored."""
        defaults = {"at": at or timezone.now()}
        self.update_or_create(claim=claim, participant=by, defaults=defaults)

    def ignore(self, claim: "Claim", *, by: "Participant", at: datetime | None = None) -> None:
        """Leave a claim out, and what stands or will stand below it. Twice is once.

        Raises:
            ValueError: the root, below which everything stands; access says so before.
        """
        if claim.is_root:
            raise ValueError(f"claim {claim.pk} is the root")
        defaults = {"at": at or timezone.now(), "with_branch": True}
        self.update_or_create(claim=claim, participant=by, defaults=defaults)

    def branches(self, voter: "Participant") -> Self:
        """The branches somebody ignores that can be seen, the latest first."""
        mine = self.filter(in_sight("claim__"), participant=voter, with_branch=True)
        return mine.select_related("claim", "claim__links_to").order_by("-at", "-pk")

    def skipped(self, voter: "Participant") -> Self:
        """What somebody skipped and has not voted on since."""
        later = Vote.objects.filter(
            claim=OuterRef("claim"), participant=voter, at__gt=OuterRef("at")
        )
        mine = self.filter(in_sight("claim__"), participant=voter, with_branch=False)
        return mine.filter(~Exists(later))


class PassedOver(models.Model):
    """One per person and place, seen by that person only: nothing of it is recorded."""

    claim = models.ForeignKey("debates.Claim", models.CASCADE, related_name="+")
    participant = models.ForeignKey("debates.Participant", models.CASCADE, related_name="+")
    # Everything below it as well, for as long as the person does not bring it back.
    with_branch = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = PassedOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "participant"], name="passed_over_once")
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} passed over"
