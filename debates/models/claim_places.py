"""Where a claim or a link may stand. Asked under the debate's lock, where the answer stays true."""

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Max, Q

from .claim_verbs import STEP
from .refusals import NoSuchPlace, StandsThereAlready

if TYPE_CHECKING:
    from .claim import Claim

# Everything a claim can be seen under: up its parents, and up from every place that links to it.
# A union, so that it ends even where a loop were already.
SEEN_UNDER_SQL = """
WITH RECURSIVE up (id, parent_id) AS (
    SELECT id, parent_id FROM debates_claim WHERE id = %s
    UNION
    SELECT c.id, c.parent_id
    FROM up JOIN debates_claim c ON c.id = up.parent_id OR c.links_to_id = up.id
)
SELECT EXISTS (SELECT FROM up WHERE id = ANY(%s))
"""


def last_position_under(to: "Claim", stance: str | None, claim: "Claim", *, moves: bool) -> int:
    """The position after the last child of a new parent, if the claim may be shown there.

    Args:
        claim: what is to be moved, or to be shown there by a link as well.
        moves: whether it leaves where it stands now; a link stays beside its claim.

    Raises:
        NoSuchPlace: the parent was archived, takes no such reply, or is seen below the claim.
        StandsThereAlready: the claim, or a link to it, is a child of that parent.
    """
    parent = type(to).objects.select_related("debate").get(pk=to.pk)
    fits = parent.takes_replies and (stance or "thesis") in parent.stance_of_replies
    # A thesis has words of its own: what is only shown there is no answer to the question.
    has_words = claim.takes_replies and moves
    if parent.is_out_of_sight or not fits or (stance is None and not has_words):
        raise NoSuchPlace
    content = claim.links_to_id or claim.pk
    with connection.cursor() as cursor:
        cursor.execute(SEEN_UNDER_SQL, [parent.pk, [claim.pk, content]])
        if cursor.fetchone() == (True,):
            raise NoSuchPlace
    others = parent.children.exclude(pk=claim.pk) if moves else parent.children
    if others.filter(Q(pk=content) | Q(links_to=content), archived_at=None).exists():
        raise StandsThereAlready
    last = parent.children.aggregate(last=Max("position"))["last"]
    return int(last or 0) + STEP
