"""Questions about suggestions. None grows with the debate."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from teams.models import Membership, User

from .claim_queries import in_sight
from .debate_choices import Naming
from .participant import ParticipantRole

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate
    from .participant import Participant
    from .suggestion import Suggestion


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions are only ever had through a debate the person may see (access)."""

    def waiting(self) -> Self:
        """Those nobody has decided on, at claims that can be seen."""
        return self.filter(in_sight("claim__"), state="open")

    def with_abandoned(self) -> Self:
        """With `is_abandoned`: whether nobody is there who could decide as the claim's author.

        Without names only where a claim never had an author: everything else would tell that a
        certain mask has left the team or lost their role.
        """
        member = Membership.objects.filter(
            team=OuterRef("debate__team"), user=OuterRef("claim__author__user")
        )
        gone = Q(claim__author__role=ParticipantRole.VIEWER) | ~Exists(member)
        return self.annotate(
            is_abandoned=Case(
                When(claim__author=None, then=Value(True)),
                When(Q(debate__naming=Naming.NAMED) & gone, then=Value(True)),
                default=Value(False),
            )
        )

    def with_people(self, debate: "Debate") -> Self:
        """With everything a list shows; persons are loaded only where the debate names them."""
        people = ["author", "claim__author", "decided_by"]
        if debate.is_named:
            people = [f"{person}__user" for person in people]
        return self.with_abandoned().select_related(
            *people, "claim__links_to", "claim__parent", "to", "claim_made"
        )

    def open_of(self, author: "Participant", claim: "Claim", kind: str, stance: str | None) -> Self:
        """What somebody has open that another suggestion of theirs would replace.

        Args:
            stance: of new claims one on each side may wait.
        """
        rows = self.filter(author=author, claim=claim, kind=kind, state="open")
        return rows.filter(stance=stance) if kind == "claim" else rows

    def at(self, claim: "Claim") -> "list[Suggestion]":
        """What is open at one claim, the oldest first, in one query."""
        rows = self.filter(claim=claim).waiting().with_people(claim.debate)
        return rows.order_by("created_at", "pk").in_debate(claim.debate)

    def in_debate(self, debate: "Debate") -> "list[Suggestion]":
        """These rows, their claims knowing the debate they were loaded through."""
        found = list(self)
        for suggestion in found:
            suggestion.debate = debate
            for claim in (
                suggestion.claim,
                suggestion.claim.parent,
                suggestion.to,
                suggestion.claim_made,
            ):
                if claim is not None:
                    claim.debate = debate
        return found

    def waiting_for(
        self, user: User, debates: "list[Debate]", framed: "list[Debate]", at: datetime
    ) -> Self:
        """What somebody may decide on at a moment, each with `waits_since`, the oldest first.

        Args:
            debates: where they may read and arguing goes on.
            framed: those of them they frame.
        """
        from .suggestion import AGES_AFTER

        own = Q(claim__author__user=user) & ~Q(claim__author__role=ParticipantRole.VIEWER)
        aged = Q(created_at__lte=at - AGES_AFTER) & ~Q(author__user=user)
        by_framing = Q(debate__in=framed) & (Q(is_abandoned=True) | aged)
        rows = self.waiting().with_abandoned().filter(debate__in=debates, created_at__lte=at)
        since = Case(
            When(own | Q(is_abandoned=True), then=F("created_at")),
            default=F("created_at") + AGES_AFTER,
            output_field=models.DateTimeField(),
        )
        found = rows.filter(own | by_framing).annotate(waits_since=since)
        return found.order_by("created_at", "pk")

    def overtake(self, at: datetime) -> int:
        """Their claim was archived or merged: there is nothing left to decide."""
        return self.filter(state="open").update(state="overtaken", decided_at=at)

    def revive(self) -> int:
        """Their claim is back."""
        return self.filter(state="overtaken").update(state="open", decided_at=None)
