"""Claims that may say the same as another one."""

from typing import TYPE_CHECKING, Self

from django.db import models

from .claim_placements import ClaimPlacements

if TYPE_CHECKING:
    from .claim import Claim

# A list to choose from; whoever looks for more types other words.
ALIKE_OFFERED = 20


class ClaimAlike(ClaimPlacements):
    """Mixin of the questions about claims."""

    def mergeable_with(self, claim: "Claim") -> Self:
        """Claims of its debate it can become one with: none above it, none below it."""
        from .claim_queries import ANCESTORS_SQL, BRANCH_SQL

        branch = models.expressions.RawSQL(BRANCH_SQL, [claim.pk])  # noqa: S611 (constant SQL, the id is a parameter)
        way = models.expressions.RawSQL(ANCESTORS_SQL, [claim.pk])  # noqa: S611 (the same)
        same = self.shown().filter(debate=claim.debate, is_thesis=claim.is_thesis)
        own_words = same.filter(links_to=None, external_title="", parent__isnull=False)
        return own_words.exclude(pk__in=branch).exclude(pk__in=way)

    def chosen(self, pk: str) -> "Claim | None":
        """The one of these with that id, as it was typed or linked, if there is one."""
        if not pk.isdecimal() or len(pk) > 18:
            return None
        return self.select_related("author", "parent").filter(pk=int(pk)).first()

    def to_offer(self, claim: "Claim", words: str) -> list["Claim"]:
        """Those with these words in them, or without words those most alike; the first few."""
        found = self.select_related("parent")
        if words:
            offered = list(found.filter(text__icontains=words).order_by("pk")[:ALIKE_OFFERED])
        else:
            alike = claim.debate.claims.similar_to(claim.text, under=claim, limit=ALIKE_OFFERED)
            ids = [other.pk for other in alike]
            offered = sorted(found.filter(pk__in=ids), key=lambda other: ids.index(other.pk))
        for other in offered:
            other.debate = claim.debate
            if other.parent is not None:
                other.parent.debate = claim.debate
        return offered
