"""Read whole debates for the overview: one query, archived claims left out unless asked for."""

from collections.abc import Iterable
from itertools import starmap

from django.db.models import BooleanField, Case, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from debates.models import Claim, Debate
from debates.models.claim_queries import in_sight
from debates.overview.tree import Row, Tree, build

NOTHING = Value("", output_field=TextField())
SHAPE = ("id", "parent_id", "stance", "links_to_id", "position")


def load_tree(debate: Debate, *, archived: bool = False) -> Tree:
    """The whole debate with its texts as they were typed; a link has the text of what it shows.

    With `archived` also what is out of sight, whose text says so: but for what was merged, which
    stands where it went.
    """
    said = Coalesce(NullIf("text", NOTHING), NullIf("links_to__text", NOTHING), "external_title")
    claims = Claim.objects.filter(debate=debate).annotate(said=said)
    if not archived:
        return build(starmap(Row, claims.shown().values_list(*SHAPE, "said")))
    gone = Case(When(in_sight(), then=False), default=True, output_field=BooleanField())
    every = claims.filter(merged_into=None).annotate(gone=gone)
    word = _("(archived)")
    return build(
        row._replace(text=f"{word} {row.text}") if row.is_archived else row
        for row in starmap(Row, every.values_list(*SHAPE, "said", "gone"))
    )


def load_shapes(debates: Iterable[Debate]) -> dict[int, Tree]:
    """Several debates by id, without texts, in one query all the same."""
    rows: dict[int, list[Row]] = {}
    shown = Claim.objects.shown().filter(debate__in=debates)
    for debate, *values in shown.values_list("debate_id", *SHAPE):
        rows.setdefault(debate, []).append(Row(*values))
    return {debate: build(claims) for debate, claims in rows.items()}
