"""What colours the overview: a mode paints every claim, geometry never knows.

A new mode is one function from a tree and whoever looks to a Painting, one entry in MODES and,
if there are none to reuse, the colours of its shades in sunburst.css. What it needs beside the
tree it loads itself, in a fixed number of queries.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from debates.models import Debate
from debates.overview import impact, people
from debates.overview.evidence import by_source
from debates.overview.impact import by_impact
from debates.overview.news import by_news
from debates.overview.painting import Key, Painting
from debates.overview.people import by_people
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer

SIDES = {1: "pro", -1: "con", 0: "thesis"}
TO_PARENT = Key("pro", _("supports its parent")), Key("con", _("attacks its parent"))
TO_THESIS = Key("pro", _("speaks for the thesis")), Key("con", _("speaks against it"))


def by_stance(tree: Tree) -> Painting:
    """Does the claim support or attack the one it answers?"""
    return Painting(_sides(tree.stances), TO_PARENT)


def by_leaning(tree: Tree) -> Painting:
    """Does the claim, in the end, speak for or against the thesis?"""
    return Painting(_sides(tree.leanings), TO_THESIS)


def _sides(stances: Sequence[int]) -> list[str]:
    return [SIDES[stance] for stance in stances]


def _always(debate: Debate) -> bool:
    return True


def _nothing(viewer: Viewer) -> Hashable:
    return None


class Mode(NamedTuple):
    """One way to colour.

    `depends_on` gives what it shows beside what the version of the debate tells: two answers
    that are equal paint the same picture.
    """

    label: Promise
    paint: Callable[[Tree, Viewer], Painting]
    is_offered: Callable[[Debate], bool] = _always
    depends_on: Callable[[Viewer], Hashable] = _nothing
    has_sides: bool = False  # then a thesis, which takes none, is to be explained


DEFAULT = "stance"
MODES: dict[str, Mode] = {
    DEFAULT: Mode(_("Stance"), lambda tree, _viewer: by_stance(tree), has_sides=True),
    "thesis": Mode(_("To the thesis"), lambda tree, _viewer: by_leaning(tree), has_sides=True),
    "impact": Mode(_("Impact"), by_impact, impact.is_offered, Viewer.of_votes),
    "people": Mode(_("People"), by_people, people.is_offered, Viewer.of_names),
    "new": Mode(_("New"), by_news, depends_on=Viewer.of_unread),
    "sources": Mode(_("Sources"), by_source),
}


def offered(debate: Debate) -> dict[str, Mode]:
    """The modes that this debate can be seen in."""
    return {name: mode for name, mode in MODES.items() if mode.is_offered(debate)}
