"""Read whole debates for the overview: one query, archived claims left out."""

from collections.abc import Iterable

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, NullIf

from debates.models import Claim, Debate
from debates.overview.tree import Row, Tree, build

NOTHING = Value("", output_field=TextField())
SHAPE = ("id", "parent_id", "stance", "links_to_id", "position")


def load_tree(debate: Debate) -> Tree:
    """The whole debate with its texts as they were typed; a link has the text of what it shows."""
    said = Coalesce(NullIf("text", NOTHING), NullIf("links_to__text", NOTHING), "external_title")
    rows = Claim.objects.shown().filter(debate=debate).annotate(said=said)
    return build(map(Row._make, rows.values_list(*SHAPE, "said")))


def load_shapes(debates: Iterable[Debate]) -> dict[int, Tree]:
    """Several debates by id, without texts, in one query all the same."""
    rows: dict[int, list[Row]] = {}
    shown = Claim.objects.shown().filter(debate__in=debates)
    for debate, *values in shown.values_list("debate_id", *SHAPE):
        rows.setdefault(debate, []).append(Row(*values))
    return {debate: build(claims) for debate, claims in rows.items()}
