"""In which branch claims stand: the head of it, directly below some claim above them."""

from collections.abc import Iterable

from django.db import connection

from .claim import Claim

# Every step from these claims up to the one below which the branches begin, each once however many
# share it. Claims are looked up one at a time: never the whole table (unread.py).
UP_SQL = """
WITH RECURSIVE way (id, parent_id) AS (
    SELECT id, parent_id FROM debates_claim WHERE id = ANY(%(claims)s)
    UNION
    SELECT c.id, c.parent_id FROM way CROSS JOIN LATERAL (
        SELECT * FROM debates_claim WHERE id = way.parent_id AND way.parent_id <> %(top)s OFFSET 0
    ) c
)
SELECT id, parent_id FROM way
"""


def heads_of(claims: Iterable[int], *, below: Claim) -> dict[int, Claim]:
    """The head of each claim's branch, in two queries; nothing for what does not stand below.

    Args:
        claims: their keys.
        below: what the branches begin under: the root, or the claim one looks at.
    """
    keys = sorted(claims)
    with connection.cursor() as cursor:
        cursor.execute(UP_SQL, {"claims": keys, "top": below.pk})
        parents: dict[int, int | None] = dict(cursor.fetchall())
    heads: dict[int, int] = {}
    for key in keys:
        step: int | None = key
        while step in parents and parents[step] != below.pk:
            step = parents[step]
        if step in parents:
            heads[key] = step
    found = Claim.objects.select_related("links_to").in_bulk(set(heads.values()))
    for head in found.values():
        head.debate = below.debate
    return {key: found[head] for key, head in heads.items()}
