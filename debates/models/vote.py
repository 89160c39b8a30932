"""How much a claim matters to one person, 0 to 4; on a thesis, how far they agree."""

from typing import Any, Self

from django.db import models
from django.db.models import Avg, Count, Q, StdDev
from django.utils import timezone

from .claim import Claim
from .claim_queries import in_sight
from .debate_choices import VotesShown
from .participant import Participant


class VoteQuerySet(models.QuerySet["Vote"]):
    """Questions about votes. Others' are only ever had through `shown_to`."""

    def shown_to(self, reader: Participant) -> Self:
        """Votes of the reader's debate whose spread they may see, on claims they can see.

        The rule of `Debate.shows_votes` for many claims at once, but for the number of voters:
        whoever asks in a debate without names also asks for enough of them.
        """
        debate = reader.debate
        votes = self.filter(in_sight("claim__"), claim__debate=debate)
        if debate.shows_all_votes:
            return votes
        if debate.votes_shown == VotesShown.CLOSED:
            return votes.none()
        return votes.filter(claim__in=reader.votes.values("claim"))

    def by_claim(self, fewest: int) -> models.QuerySet[Any, Any]:
        """One row a claim on which at least so many voted: `voters`, `impact` (mean), `apart`.

        `apart` is the standard deviation of the votes (health/differences.py says why).
        """
        counted = (
            self.order_by()
            .values("claim")
            .annotate(voters=Count("pk"), impact=Avg("value"), apart=StdDev("value"))
        )
        return counted.filter(voters__gte=fewest)


class Vote(models.Model):
    """One per person and place. Remembers the wording it answered."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    value = models.PositiveSmallIntegerField()
    claim_version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)

    objects = VoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "participant"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__lte=4), name="vote_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.value} on claim {self.claim_id}"
