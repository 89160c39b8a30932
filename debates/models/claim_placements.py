"""Questions about the places of a claim: where it stands, and where it might."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import connections, models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .search import ClaimSearch

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate

# A list to choose from; whoever looks for more types a word.
PLACES_OFFERED = 50

# The ways up from several claims at once. A limit, as in ANCESTORS_SQL.
WAYS_SQL = """
WITH RECURSIVE way (start, id, parent_id, level) AS (
    SELECT id, id, parent_id, 0 FROM debates_claim WHERE id = ANY(%s)
    UNION ALL
    SELECT way.start, c.id, c.parent_id, way.level + 1
    FROM debates_claim c JOIN way ON c.id = way.parent_id WHERE way.level < 200
)
SELECT start, id FROM way WHERE level > 0 ORDER BY start, level DESC
"""


class ClaimPlacements(ClaimSearch):
    """Part of the questions about claims, after those about words."""

    if TYPE_CHECKING:

        def with_authors(self, debate: "Debate") -> Self: ...
        def ancestors_of(self, claim: "Claim") -> list["Claim"]: ...

    def with_placements(self) -> Self:
        """With `places_else`: in how many other places links show the claim."""
        links = self.model.objects.filter(links_to=OuterRef("pk"))
        shown = links.filter(archived_at=None, archived_above=False).order_by().values("links_to")
        number = Subquery(shown.annotate(n=Count("pk")).values("n"))
        return self.annotate(places_else=Coalesce(number, 0))

    def placements_of(self, claim: "Claim", most: int) -> list["Claim"]:
        """The claim in its own place, then the links that show it, each with its `way`.

        Three queries, however many there are and however deep they stand.

        Args:
            most: how many links to give; `places_else` says how many there are.
        """
        links = self.shown().filter(links_to=claim).with_authors(claim.debate)
        places = [claim, *links.order_by("created_at", "pk")[:most]]
        ways = self._ways_to(places, claim.debate)
        for place in places:
            place.debate, place.way = claim.debate, ways[place.pk]
        return places

    def with_ways(self, keys: Iterable[int], debate: "Debate") -> dict[int, "Claim"]:
        """These claims by their keys, each with its `way`: two queries, of however many or none."""
        asked = list(keys)
        with connections[self.db].cursor() as cursor:
            cursor.execute(WAYS_SQL, [asked])
            steps = cursor.fetchall()
        wanted = [*asked, *{step for _, step in steps}]
        among = models.expressions.RawSQL("SELECT unnest(%s::bigint[])", [wanted])
        found = {row.pk: row for row in self.filter(pk__in=among).select_related("links_to")}
        for row in found.values():
            row.debate, row.way = debate, []
        for start, step in steps:
            found[start].way.append(found[step])
        return {key: found[key] for key in asked}

    def _ways_to(self, claims: Iterable["Claim"], debate: "Debate") -> dict[int, list["Claim"]]:
        """From the root down to the parent of each."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(WAYS_SQL, [[claim.pk for claim in claims]])
            steps = cursor.fetchall()
        above = self.in_bulk({step for _, step in steps})
        ways: dict[int, list[Claim]] = defaultdict(list)
        for start, step in steps:
            above[step].debate = debate
            ways[start].append(above[step])
        return ways

    def places_for(self, claim: "Claim") -> Self:
        """What a claim may be put under: not itself, its branch, a link or another debate.

        That it is not seen below itself through a link is asked under the lock.
        """
        from .claim_queries import BRANCH_SQL

        branch = models.expressions.RawSQL(BRANCH_SQL, [claim.pk])  # noqa: S611 (constant SQL, the id is a parameter)
        takes_replies = self.shown().filter(links_to=None, external_title="")
        return takes_replies.filter(debate=claim.debate).exclude(pk__in=branch)

    def places_for_link(self, claim: "Claim") -> Self:
        """What a claim may be shown under as well: where it does not stand, and no question."""
        standing = self.model.objects.filter(Q(pk=claim.pk) | Q(links_to=claim), archived_at=None)
        places = self.places_for(claim).exclude(pk__in=standing.values("parent"))
        return places.exclude(parent=None) if claim.debate.has_theses else places

    def offered(self, claim: "Claim", words: str, chosen: str) -> list["Claim"]:
        """Of these places those with these words, or without words those near by; at most 50.

        Args:
            claim: what is to be put there.
            chosen: the id of a place that is offered in any case, if it is one.
        """
        if words:
            offered = self.filter(text__icontains=words)
        else:
            way = [step.pk for step in self.model.objects.ancestors_of(claim)]
            near = Q(pk__in=way) | Q(parent=claim.parent_id)
            offered = self.filter(near | Q(pk=int(chosen)) if chosen.isdecimal() else near)
        first = models.F("parent_id").asc(nulls_first=True)
        found = list(offered.order_by(first, "position", "pk")[:PLACES_OFFERED])
        for place in found:
            place.debate = claim.debate
        return found
