"""Marks that something about a claim should be mended. They speak of the claim, not of people."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .participant import Participant

if TYPE_CHECKING:
    from .debate import Debate

MAX_NOTE, MAX_ANSWER = 300, 500


class FlagKind(models.TextChoices):
    """What may be asked of a claim."""

    UNCLEAR = "unclear", _("unclear")
    SOURCE = "source", _("needs a source")
    DUPLICATE = "duplicate", _("says the same as another claim")
    ELSEWHERE = "elsewhere", _("is not about its parent")
    SEVERAL = "several", _("is more than one claim")
    RESPECT = "respect", _("is not respectful")


class FlagQuerySet(models.QuerySet["Flag"]):
    """Flags are only ever had through a claim the person may see (access)."""

    def waiting(self) -> "FlagQuerySet":
        """Those nobody has answered."""
        return self.filter(answered_at=None)

    def of_claim(self, claim: Claim, reader: Participant) -> list["FlagGroup"]:
        """What a page shows of a claim's flags in one query: what waits, then what was answered."""
        order = [*FlagKind.values]
        flags = sorted(
            self.filter(claim=claim),
            key=lambda flag: (flag.answered_at is not None, order.index(flag.kind), flag.pk),
        )
        grouped = groupby(flags, key=lambda flag: (flag.kind, flag.answered_at))
        return [FlagGroup.of(list(group), claim, reader) for _key, group in grouped]

    def of_debate(self, debate: "Debate") -> "FlagQuerySet":
        """What waits in a debate at claims that can be seen, the oldest first."""
        shown = Claim.objects.shown().filter(debate=debate)
        return self.waiting().filter(claim__in=shown).select_related("claim").order_by("at", "pk")


class Flag(models.Model):
    """One person's. Who raised it is shown to nobody; how many did is.

    Everything of one kind that waits at a claim gets one answer.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="flags")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=FlagKind)
    note = models.CharField(max_length=MAX_NOTE, blank=True)
    # The wording it was raised about.
    claim_version = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    answer = models.CharField(max_length=MAX_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True)
    # By whoever frames the debate, and not by the claim's author.
    settled = models.BooleanField(default=False)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "participant", "kind"],
                condition=Q(answered_at=None),
                name="flag_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=FlagKind.values), name="flag_kind"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (~Q(answered_at=None) & ~Q(answer="")),
                name="flag_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["claim"], condition=Q(answered_at=None), name="flag_waiting")
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """What several people said of a claim in the same word, and the one answer they got."""

    kind: FlagKind
    people: int
    notes: list[str]
    is_own: bool
    is_earlier: bool
    answer: str
    settled: bool
    answered_at: datetime | None

    @classmethod
    def of(cls, flags: list[Flag], claim: Claim, reader: Participant) -> "FlagGroup":
        """Of flags of one kind at one claim; `is_earlier` when all are about an older wording."""
        return cls(
            kind=FlagKind(flags[0].kind),
            people=len(flags),
            notes=[flag.note for flag in flags if flag.note],
            is_own=any(flag.participant_id == reader.pk for flag in flags),
            is_earlier=all(flag.claim_version < claim.version for flag in flags),
            answer=flags[0].answer,
            settled=flags[0].settled,
            answered_at=flags[0].answered_at,
        )
