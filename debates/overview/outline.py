"""The debate in words: nested lists of all its claims, folded by <details>.

Written directly like the picture, not through a template: a debate of 1,000 claims would
spend most of its time there. The order and the numbers are those of an export.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models.visible_text import visible_text
from debates.overview.printed import Printed, as_printed
from debates.overview.svg import Links
from debates.overview.tree import Tree

DEEPEST = 60  # lists within lists; browsers flatten what is nested some 500 elements deep
FEW = 200  # a branch of up to so many claims is unfolded from the start
UNFOLDED = 2  # levels unfolded in a larger one
SIGNS = {1: "pro", -1: "con", 0: "thesis"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How much of a debate is written on one page, and with what."""

    most: int = 2_000
    """Claims on the page; whatever lies deeper is one step away."""
    levels: int | None = None
    """How many are unfolded; None for all of a small debate and two of a large one."""
    alone: int | None = None
    """A branch of so many claims or more has a link to a page of its own."""
    marks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """By claim, the numbers of its sources in the list at the end of the page."""


def render(tree: Tree, links: Links, centre: int = 0, manner: Manner | None = None) -> str:
    """Nested lists of everything below `centre`, in the order of an export.

    Every claim stands with its number, its stance to its parent, its text and how many claims
    are in its branch.
    """
    printed = as_printed(tree)
    start = printed.place_of(tree.rows[centre].shows) or 0
    return write(printed, links, start, manner or Manner())


def write(printed: Printed, links: Links, start: int, manner: Manner) -> str:
    """The same for a debate that was put in order before; `start` is a place in that order."""
    return "".join(_Writer(printed, links, start, manner).parts())


def number_of(tree: Tree, place: int) -> str:
    """Where a claim stands, as in exports: "1.2.3." is the third answer to the second one."""
    way = tree.path(place)
    steps = ["1."]
    for parent, child in pairwise(way):
        steps.append(f"{list(tree.children(parent)).index(child) + 1}.")
    return "".join(steps)


def words() -> dict[int, str]:
    """What a claim is called by its stance to its parent."""
    return {1: _("Pro"), -1: _("Con"), 0: _("Thesis")}


def levels_unfolded(tree: Tree, centre: int = 0) -> int:
    """How many levels of a branch stand open where nobody asked for a number."""
    return UNFOLDED if tree.sizes[centre] > FEW else DEEPEST


def levels_shown(tree: Tree, centre: int, most: int) -> int:
    """How many levels fit on a page; at least one."""
    on_level = [0] * (DEEPEST + 1)
    for depth in tree.depths[centre + 1 : centre + tree.sizes[centre]]:
        if (level := depth - tree.depths[centre]) <= DEEPEST:
            on_level[level] += 1
    shown = 0
    for level in range(1, DEEPEST + 1):
        shown += on_level[level]
        if shown > most:
            return max(level - 1, 1)
    return DEEPEST


class _Writer:
    """One branch on its way into a page."""

    def __init__(self, printed: Printed, links: Links, start: int, manner: Manner) -> None:
        tree = self._tree = printed.tree
        self._printed, self._links, self._start, self._manner = printed, links, start, manner
        self._last = tree.depths[start] + levels_shown(tree, start, manner.most)
        levels = levels_unfolded(tree, start) if manner.levels is None else manner.levels
        self._unfolded = tree.depths[start] + levels
        self._words = words()
        self._only = escape(_("Only this branch"))
        self._numbers = {start: number_of(tree, start)}
        # By claim that is written in full, its number: a later place points there.
        self._written = {tree.rows[start].shows: self._numbers[start]}

    def parts(self) -> Iterator[str]:
        """The lists piece by piece, as the claims come."""
        tree = self._tree
        yield '<ol class="outline" role="list">'
        open_lists = [self._start]
        for place, nth in _walk(tree, self._start, self._last):
            parent = tree.parents[place]
            while open_lists[-1] != parent:
                open_lists.pop()
                yield "</ol></details></li>"
            self._numbers[place] = f"{self._numbers[parent]}{nth}."
            yield self._claim(place)
            if tree.sizes[place] == 1:
                yield "</li>"
            elif tree.depths[place] < self._last:
                yield self._fold(place)
                open_lists.append(place)
            else:
                yield f"{self._way_on(place)}</li>"
        yield "</ol></details></li>" * (len(open_lists) - 1) + "</ol>"

    def _claim(self, place: int) -> str:
        row, side = self._tree.rows[place], self._tree.stances[place]
        address = escape(f"{row.shows}".join(self._links.claim))
        return (
            f'<li id="o{row.id}" class="outline__claim outline__claim--{SIGNS[side]}">'
            f'<p><span class="outline__number">{self._numbers[place]}</span> '
            f'<span class="outline__stance">{self._words[side]}</span> '
            f'<a id="o{row.id}-text" href="{address}">{escape(visible_text(row.text))}</a>'
            f"{self._after(place)}</p>"
        )

    def _after(self, place: int) -> str:
        """What follows the words: marks of sources, or where they stand in full."""
        row, said = self._tree.rows[place], []
        home = self._printed.home(row.shows)
        if home != row.id:
            if number := self._written.get(row.shows):
                said.append(f' <a class="outline__see" href="#o{home}">→ {number}</a>')
            return "".join(said)
        self._written[row.shows] = self._numbers[place]
        said += [
            f'<sup class="cite"><a href="#source-{number}">{number}</a></sup>'
            for number in self._manner.marks.get(row.shows, ())
        ]
        least = self._manner.alone
        if least is not None and self._tree.sizes[place] > least:
            address = escape(f"{row.shows}".join(self._links.centre))
            said.append(f' <a class="outline__only" href="{address}">{self._only}</a>')
        return "".join(said)

    def _fold(self, place: int) -> str:
        tree, unfolded = self._tree, ""
        if tree.depths[place] < self._unfolded:
            unfolded = " open"
        return (
            f'<details{unfolded}><summary id="o{tree.rows[place].id}-fold">'
            f"{_count(tree.sizes[place] - 1)}</summary>"
            '<ol class="outline__branch" role="list">'
        )

    def _way_on(self, place: int) -> str:
        """To the same page for this branch, where it is too deep for this one."""
        row = self._tree.rows[place]
        address = escape(f"{row.shows}".join(self._links.centre)) + "#outline"
        return f'<a id="o{row.id}-more" href="{address}">{_count(self._tree.sizes[place] - 1)}</a>'


def _walk(tree: Tree, centre: int, last: int) -> Iterator[tuple[int, int]]:
    """The places below the centre down to depth `last`, each with its number among siblings."""
    nth: dict[int, int] = {}
    for place in range(centre + 1, centre + tree.sizes[centre]):
        if tree.depths[place] <= last:
            parent = tree.parents[place]
            nth[parent] = nth.get(parent, 0) + 1
            yield place, nth[parent]


def _count(claims: int) -> str:
    number = number_format(claims, force_grouping=True)
    return ngettext("%(count)s claim below", "%(count)s claims below", claims) % {"count": number}
