"""Taking a claim with its branch into another debate: however many rows, a few statements."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, models

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate

# Copying is work that grows with a debate, so it may take longer than other acts (settings/data).
PATIENCE_MS = 60_000
# What is seen of a claim and everything below it; links only while what they show is seen.
BRANCH_SQL = """
WITH RECURSIVE branch (id) AS (
    SELECT %(top)s::bigint
    UNION ALL
    SELECT c.id
    FROM branch JOIN debates_claim c ON c.parent_id = branch.id
    LEFT JOIN debates_claim t ON t.id = c.links_to_id
    WHERE %(deep)s AND c.archived_at IS NULL
    AND (t.id IS NULL OR (t.archived_at IS NULL AND NOT t.archived_above))
)
"""
# One statement, so that it sees one moment of the debate and nobody has to wait for it. New keys
# are drawn in the order of the old ones: among siblings in one place they decide.
COPY_SQL = """
{branch}, claims AS MATERIALIZED (
    SELECT id AS old, nextval(pg_get_serial_sequence('debates_claim', 'id')) AS new
    FROM (SELECT id FROM branch ORDER BY id) seen
), said AS ({claims}), cited AS ({sources}), explained AS ({details})
SELECT old FROM claims
"""
# A link to something that stays behind becomes a reference to that debate.
WORDS = "coalesce(nullif(stays.text, ''), stays.external_title)"
# What becomes of each column of a claim. Others (its words) are as they were, unless they point
# somewhere: then nothing, because where to would be another debate.
CLAIM = {
    "id": "claims.new",
    "debate_id": "%(into)s",
    "parent_id": "parents.new",
    "stance": "CASE WHEN c.id <> %(top)s THEN c.stance END",
    "is_thesis": "c.is_thesis AND c.id <> %(top)s",
    "links_to_id": "targets.new",
    "external_number": "CASE WHEN stays.id IS NULL THEN c.external_number ELSE c.debate_id END",
    "external_title": f"CASE WHEN stays.id IS NULL THEN c.external_title ELSE {WORDS} END",
    "external_debate_id": (
        "CASE WHEN stays.id IS NULL THEN c.external_debate_id ELSE c.debate_id END"
    ),
    "author_id": "NULL",
    "version": "1",
    "token": "gen_random_uuid()",
    "created_at": "%(at)s",
    "edited_at": "NULL",
    "moved_at": "NULL",
    "archived_at": "NULL",
    "archived_above": "false",
    "merged_into_id": "NULL",
}
# What the database keeps beside the words, and would make again at some cost (migration 0027).
KEPT_BESIDE = {"plain": "c.plain", "words": "c.words"}
FROM_CLAIMS = """
FROM claims JOIN debates_claim c ON c.id = claims.old
LEFT JOIN claims parents ON parents.old = c.parent_id
LEFT JOIN claims targets ON targets.old = c.links_to_id
LEFT JOIN debates_claim stays ON stays.id = c.links_to_id AND targets.old IS NULL
"""
SOURCE = {
    "claim_id": "claims.new",
    "added_by_id": "NULL",
    "added_at": "%(at)s",
    "version": "1",
    "token": "gen_random_uuid()",
    "removed_at": "NULL",
}
FROM_SOURCES = """
FROM claims JOIN debates_source c ON c.claim_id = claims.old AND c.removed_at IS NULL
"""
# The longer text as it reads now, unless it was taken away.
DETAILS = {
    "claim_id": "claims.new",
    "number": "1",
    "by_id": "NULL",
    "at": "%(at)s",
}
FROM_DETAILS = """
FROM claims JOIN debates_details c ON c.claim_id = claims.old AND c.text <> '' AND NOT EXISTS (
    SELECT FROM debates_details later WHERE later.claim_id = c.claim_id AND later.number > c.number
)
"""


def copy_branch(top: "Claim", into: "Debate", *, at: datetime, deep: bool = True) -> list[int]:
    """Copy a claim as the root of another debate, with its sources, details and what is below it.

    Nobody comes along: no author, no vote. Comments, earlier wordings, thanks, bookmarks and what
    was archived stay behind.

    Args:
        into: a debate without a claim; its number of claims is set.
        deep: whether what stands below comes as well.

    Returns:
        The keys of what was copied, as they were before.
    """
    from .claim import Claim
    from .details import Details
    from .source import Source

    copying = COPY_SQL.format(
        branch=BRANCH_SQL,
        claims=_insert(Claim, CLAIM | KEPT_BESIDE, FROM_CLAIMS),
        sources=_insert(Source, SOURCE, FROM_SOURCES),
        details=_insert(Details, DETAILS, FROM_DETAILS),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = %s", [PATIENCE_MS])
        cursor.execute(copying, {"top": top.pk, "into": into.pk, "at": at, "deep": deep})
        keys = [key for (key,) in cursor.fetchall()]
    into.claims_count = len(keys)
    into.save(update_fields=["claims_count"])
    return keys


def _insert(model: type[models.Model], changed: dict[str, str], source: str) -> str:
    """The statement that copies rows of a model, `c` being the row that is copied."""
    values: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        column = str(field.column)
        as_it_was = "NULL" if field.is_relation else f"c.{column}"
        if not field.primary_key:
            values[column] = as_it_was
    values |= changed
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) "
        f"SELECT {', '.join(values.values())} {source}"
    )
