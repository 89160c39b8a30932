"""Which claims of some debates say certain words, or wait for something."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Case, Exists, FloatField, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from .asked_words import OF_BEGINNINGS, AskedWords
from .claim_alike import ClaimAlike
from .claim_placements import WAYS_SQL
from .word_links import LINK_MARK

if TYPE_CHECKING:
    from teams.models import User

    from .debate import Debate

# In the address: any flag, any source; and no source.
ANY, NONE = "any", "none"
# How many claims are shown: nobody reads further, they add a word. And how many are put in order.
MOST_FOUND, MOST_ORDERED = 1_000, 2_000

BEST_SQL = "SELECT id FROM ({claims}) AS found (id, rank) ORDER BY rank DESC, id LIMIT %s"


class AskedOf(NamedTuple):
    """What is looked for in the debates of one language."""

    words: AskedWords
    debates: list[int]


class ClaimFinding(ClaimAlike):
    """Part of the questions about claims, after those about likeness."""

    def to_be_found(self, debates: "Sequence[Debate]") -> Self:
        """What a search may find: each claim in its own place, without links and references."""
        here = self.filter(debate__in=[debate.pk for debate in debates])
        return here.filter(archived_at=None, archived_above=False, links_to=None, external_title="")

    def standing_as(self, stance: str) -> Self:
        """Pros, cons, or theses: a debate's one, or the answers to its question."""
        if stance != "thesis":
            return self.filter(stance=stance)
        return self.filter(Q(is_thesis=True) | Q(parent=None, debate__kind="thesis"))

    def flagged(self, kind: str) -> Self:
        """Those at which a flag of that kind, or ANY, waits for an answer."""
        from .flag import Flag

        flags = Flag.objects.waiting().filter(claim=OuterRef("pk"))
        return self.filter(Exists(flags if kind == ANY else flags.filter(kind=kind)))

    def founded_on(self, kind: str) -> Self:
        """Those with a source of that kind, with ANY, or with NONE and no link in their words."""
        from .source import Source

        sources = Source.objects.standing().filter(claim=OuterRef("pk"))
        if kind == NONE:
            return self.filter(~Exists(sources)).exclude(text__contains=LINK_MARK)
        return self.filter(Exists(sources if kind == ANY else sources.filter(kind=kind)))

    def unvoted_by(self, user: "User") -> Self:
        """Those that take votes and have none of this person."""
        from .vote import Vote

        own = Vote.objects.filter(claim=OuterRef("pk"), participant__user=user)
        return self.filter(~Exists(own)).exclude(parent=None, debate__kind="question")

    def unread_by(self, user: "User", debates: "Sequence[Debate]") -> Self:
        """Those of these debates that hold something this person has not read.

        As everywhere, of very many acts only the latest are looked at.
        """
        from .activity import Activity
        from .unread import MOST

        acts = Activity.objects.filter(debate__in=[debate.pk for debate in debates])
        latest = acts.unread_by(user).order_by("-pk")[:MOST]
        return self.filter(pk__in=latest.values("claim"))

    def saying(self, asked: Sequence[AskedOf]) -> Self:
        """Those that say what is looked for where they stand, with `rank`: higher is better."""
        where, ranks = Q(pk__in=[]), []
        for words, debates in asked:
            here, stems = Q(debate__in=debates), _Stems("pk")
            matching, ranking = (
                Cast(Value(query), SearchQueryField()) for query in (words.matching, words.ranking)
            )
            where |= here & Q(_Says(stems, matching))
            rank = _Rank(stems, ranking, weights=words.weights)
            begun = _Rank(stems, matching, weights=OF_BEGINNINGS)
            ranks.append(When(here, then=rank + begun))
        return self.filter(where).annotate(rank=Case(*ranks, output_field=FloatField()))

    def ids_of_latest(self, *, of_one: bool) -> list[int]:
        """The latest MOST_FOUND, and one more where there are more.

        Args:
            of_one: whether they are of one debate. Its own index leads there at once; that of all
                claims might have to pass everything that was said since elsewhere.
        """
        order = ["-created_at", "-pk"] if of_one else ["-pk"]
        return list(self.order_by(*order).values_list("pk", flat=True)[: MOST_FOUND + 1])

    def ids_of_best(self) -> list[int]:
        """The best MOST_FOUND of those with `rank`, and one more where there are more.

        Of very many only so many as the database comes upon first are put in order: a word that
        stands in every second claim tells none of them from the others.
        """
        some = self.order_by().values_list("pk", "rank")[:MOST_ORDERED]
        try:
            sql, params = some.query.sql_with_params()
        except EmptyResultSet:  # no debate, or no word: nothing has to be asked
            return []
        with connections[self.db].cursor() as cursor:
            cursor.execute(BEST_SQL.format(claims=sql), [*params, MOST_FOUND + 1])
            return [pk for (pk,) in cursor.fetchall()]

    def ids_of_ways_to(self, claims: Sequence[int]) -> dict[int, list[int]]:
        """For each claim those above it, from the root down, by their ids."""
        ways: dict[int, list[int]] = {claim: [] for claim in claims}
        with connections[self.db].cursor() as cursor:
            cursor.execute(WAYS_SQL, [list(claims)])
            for start, step in cursor.fetchall():
                ways[start].append(step)
        return ways


class _Stems(Func):
    """The column `words` of migration 0008, which is no field of the model: given the key."""

    output_field = SearchVectorField()

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        (key,) = self.get_source_expressions()
        column = connection.ops.quote_name("words")
        return f"{compiler.quote_name_unless_alias(key.alias)}.{column}", ()


class _Says(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class _Rank(Func):
    """Frequency and nearness of the words; a short claim that says them comes before a long one."""

    template = "ts_rank('%(weights)s'::real[], %(expressions)s, 1)"
    output_field = FloatField()
