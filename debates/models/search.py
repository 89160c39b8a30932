"""Finding claims by what they say."""

from typing import TYPE_CHECKING, Self

from django.db import connections, models

from .visible_text import visible_text

if TYPE_CHECKING:
    from .claim import Claim

# By the first letters of a debate's language: the text search configuration, and which of the
# weights (D, C, B, A) its stems have in the column `words` (migration 0008).
CONFIGURATIONS = {"en": ("english", "{0,0,0,1}"), "de": ("german", "{0,0,1,0}")}
ANY_LANGUAGE = ("simple", "{0,1,0,0}")
# What is compared of a draft: half a claim says what it is about.
COMPARED = 250
# Trigrams are looked up for drafts up to here: longer ones have words enough that are not mistyped.
TRIGRAMS_OF = 60
# How many that share words are weighed against each other.
WEIGHED = 50
# Share of the draft's words found in a claim (0 to 1) plus likeness of the spelling (0 to 1).
ALIKE = 0.9

# What a draft looks like in the columns: its letters, and any of its words.
ASKED_SQL = r"""
SELECT debates_plain(%(text)s), regexp_replace(
    plainto_tsquery(%(configuration)s::regconfig, debates_plain(%(text)s))::text,
    '&|<(-|\d+)>', '|', 'g'
)
"""

# A claim is a candidate when it has any of the draft's words (stems, without "the" and "is"). Where
# those find nothing alike, also when some stretch of it is spelt like a short draft, which finds
# what is mistyped and costs more.
# ts_rank gives each word found once 6 / pi^2 divided by the number of words.
SIMILAR_SQL = """
WITH here AS NOT MATERIALIZED (
    SELECT id, plain, words FROM debates_claim
    WHERE debate_id = %(debate)s AND archived_at IS NULL AND NOT archived_above
    AND text <> '' AND id <> ALL(%(above)s)
), told AS MATERIALIZED (
    SELECT found.id, length(found.plain) AS length,
           least(1, rank * 1.645) + word_similarity(%(plain)s, found.plain) AS score
    FROM (
        SELECT here.id, here.plain,
               ts_rank(%(weights)s::real[], here.words, %(words)s::tsquery) AS rank
        FROM here WHERE here.words @@ %(words)s::tsquery
        ORDER BY rank DESC, here.id LIMIT %(weighed)s
    ) found
), spelt AS (
    SELECT here.id, length(here.plain) AS length,
           least(1, ts_rank(%(weights)s::real[], here.words, %(words)s::tsquery) * 1.645)
           + word_similarity(%(plain)s, here.plain) AS score
    FROM here
    WHERE NOT EXISTS (SELECT FROM told WHERE score >= %(alike)s)
    AND %(is_short)s AND %(plain)s <%% here.plain
)
SELECT id FROM (SELECT * FROM told UNION SELECT * FROM spelt) found WHERE score >= %(alike)s
ORDER BY score DESC, length, id LIMIT %(limit)s
"""


def configuration_of(language: str) -> str:
    """The text search configuration for a debate's language; "simple" for those without one."""
    return CONFIGURATIONS.get(language[:2], ANY_LANGUAGE)[0]


class ClaimSearch(models.QuerySet["Claim"]):
    """Mixin of the questions about claims."""

    if TYPE_CHECKING:

        def shown(self) -> Self: ...

    def similar_to(self, text: str, *, under: "Claim", limit: int = 5) -> list["Claim"]:
        """Claims of the debate that say what a draft says, the most alike first.

        The claim that is being answered and all above it are left out: who writes has just read
        them, and repeating words of what one answers is how answers are written.

        Args:
            text: the draft, as inline Markdown.
            under: the claim it would be put under, with its debate.
        """
        from .claim_queries import ANCESTORS_SQL

        draft = visible_text(text)[:COMPARED]
        configuration, weights = CONFIGURATIONS.get(under.debate.language[:2], ANY_LANGUAGE)
        with connections[self.db].cursor() as cursor:
            cursor.execute(ANCESTORS_SQL, [under.pk])
            above = [pk for (pk,) in cursor.fetchall()]
            cursor.execute(ASKED_SQL, {"text": draft, "configuration": configuration})
            plain, words = cursor.fetchone()
            cursor.execute(
                SIMILAR_SQL,
                {
                    "debate": under.debate_id,
                    "above": [under.pk, *above],
                    "plain": plain,
                    "is_short": len(plain) <= TRIGRAMS_OF,
                    "words": words,
                    "weights": weights,
                    "weighed": WEIGHED,
                    "alike": ALIKE,
                    "limit": limit,
                },
            )
            ranks = {pk: rank for rank, (pk,) in enumerate(cursor.fetchall())}
        found = self.shown().filter(pk__in=ranks).select_related("parent")
        for claim in found:
            claim.debate = under.debate
            if claim.parent is not None:
                claim.parent.debate = under.debate
        return sorted(found, key=lambda claim: ranks[claim.pk])
