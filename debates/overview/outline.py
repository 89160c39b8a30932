"""The overview in words: the same debate and the same numbers as nested lists.

Written directly like the picture, not through a template: a debate of 1,000 claims would
spend most of its time there.
"""

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models.visible_text import visible_text
from debates.overview.svg import Links
from debates.overview.tree import Tree

MOST = 2_000  # claims on one page; whatever lies deeper is one step away
DEEPEST = 60  # lists within lists; browsers flatten what is nested some 500 elements deep
FEW = 200  # a branch of up to so many claims is unfolded from the start
UNFOLDED = 2  # levels unfolded in a larger one
SIGNS = {1: "pro", -1: "con", 0: "thesis"}


def render(tree: Tree, links: Links, centre: int = 0) -> str:
    """Nested lists of everything below `centre`, in the order of the debate.

    Every claim stands with its number, its stance to its parent, its text and how many claims
    are in its branch.
    """
    last = tree.depths[centre] + _levels_shown(tree, centre)
    unfolded = tree.depths[centre] + (UNFOLDED if tree.sizes[centre] > FEW else DEEPEST)
    words = {1: _("Pro"), -1: _("Con"), 0: _("Thesis")}
    numbers = {centre: number_of(tree, centre)}
    parts: list[str] = ['<ol class="outline">']
    open_lists = [centre]
    for place, nth in _walk(tree, centre, last):
        parent = tree.parents[place]
        while open_lists[-1] != parent:
            open_lists.pop()
            parts.append("</ol></details></li>")
        numbers[place] = number = f"{numbers[parent]}{nth}."
        row, side = tree.rows[place], tree.stances[place]
        address = escape(f"{row.shows}".join(links.claim))
        parts.append(
            f'<li id="o{row.id}" class="outline__claim outline__claim--{SIGNS[side]}">'
            f'<p><span class="outline__number">{number}</span> '
            f'<span class="outline__stance">{words[side]}</span> '
            f'<a id="o{row.id}-text" href="{address}">{escape(visible_text(row.text))}</a></p>'
        )
        below = tree.sizes[place] - 1
        if below and tree.depths[place] < last:
            unfold = " open" if tree.depths[place] < unfolded else ""
            parts.append(
                f'<details{unfold}><summary id="o{row.id}-fold">{_count(below)}</summary>'
                '<ol class="outline__branch">'
            )
            open_lists.append(place)
            continue
        if below:
            address = escape(f"{row.id}".join(links.centre)) + "#outline"
            parts.append(f'<a id="o{row.id}-more" href="{address}">{_count(below)}</a>')
        parts.append("</li>")
    parts.append("</ol></details></li>" * (len(open_lists) - 1) + "</ol>")
    return "".join(parts)


def number_of(tree: Tree, place: int) -> str:
    """Where a claim stands, as in exports: "1.2.3." is the third answer to the second one."""
    way = tree.path(place)
    steps = ["1."]
    for parent, child in pairwise(way):
        steps.append(f"{list(tree.children(parent)).index(child) + 1}.")
    return "".join(steps)


def _walk(tree: Tree, centre: int, last: int) -> Iterator[tuple[int, int]]:
    """The places below the centre down to depth `last`, each with its number among siblings."""
    nth: dict[int, int] = {}
    for place in range(centre + 1, centre + tree.sizes[centre]):
        if tree.depths[place] <= last:
            parent = tree.parents[place]
            nth[parent] = nth.get(parent, 0) + 1
            yield place, nth[parent]


def _levels_shown(tree: Tree, centre: int) -> int:
    """How many levels fit on a page; at least one."""
    on_level = [0] * (DEEPEST + 1)
    for depth in tree.depths[centre + 1 : centre + tree.sizes[centre]]:
        if (level := depth - tree.depths[centre]) <= DEEPEST:
            on_level[level] += 1
    shown = 0
    for level in range(1, DEEPEST + 1):
        shown += on_level[level]
        if shown > MOST:
            return max(level - 1, 1)
    return DEEPEST


def _count(claims: int) -> str:
    number = number_format(claims, force_grouping=True)
    return ngettext("%(count)s claim below", "%(count)s claims below", claims) % {"count": number}
