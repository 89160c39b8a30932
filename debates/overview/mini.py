"""Small still pictures for the cards of a list of debates."""

from collections.abc import Sequence

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from debates.models import Debate
from debates.overview.colours import by_stance
from debates.overview.load import load_shapes
from debates.overview.sunburst import MINI, lay_out
from debates.overview.svg import render
from debates.overview.tree import Tree

KEPT = 30 * 24 * 3600  # seconds; a new version has a new key


def miniatures(debates: Sequence[Debate]) -> dict[int, SafeString]:
    """The pictures by debate id: kept ones from the cache, the others from one query."""
    keys = {debate.pk: f"mini-{debate.pk}-{debate.version}" for debate in debates}
    kept = cache.get_many(keys.values())
    missing = [debate for debate in debates if keys[debate.pk] not in kept]
    if missing:
        drawn = {keys[pk]: _draw(pk, tree) for pk, tree in load_shapes(missing).items()}
        cache.set_many(drawn, KEPT)
        kept |= drawn
    return {pk: mark_safe(kept[key]) for pk, key in keys.items() if key in kept}  # noqa: S308 (our own markup)


def _draw(debate: int, tree: Tree) -> str:
    """A picture without words, for readers of every language: the card says the numbers."""
    return render(lay_out(tree, MINI), by_stance(tree), ident=f"mini-{debate}")
