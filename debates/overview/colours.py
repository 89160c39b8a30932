"""What colours the overview: a mode names a class for every claim, geometry never knows.

A new mode (impact, people, what is new, kind of source) is one function from a tree to one
class name per claim, one entry in MODES and the colours of its classes in sunburst.css.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from debates.overview.tree import Tree

SIDES = {1: "pro", -1: "con", 0: "thesis"}


class Mode(NamedTuple):
    """One way to colour: its name on the switch, its classes, and what they mean."""

    label: Promise
    paint: Callable[[Tree], Sequence[str]]
    legend: tuple[tuple[str, Promise], ...]


def by_stance(tree: Tree) -> list[str]:
    """Does the claim support or attack the one it answers?"""
    return [SIDES[stance] for stance in tree.stances]


def by_leaning(tree: Tree) -> list[str]:
    """Does the claim, in the end, speak for or against the thesis?"""
    return [SIDES[leaning] for leaning in tree.leanings]


DEFAULT = "stance"
MODES: dict[str, Mode] = {
    DEFAULT: Mode(
        _("Stance"),
        by_stance,
        (("pro", _("supports its parent")), ("con", _("attacks its parent"))),
    ),
    "thesis": Mode(
        _("To the thesis"),
        by_leaning,
        (("pro", _("speaks for the thesis")), ("con", _("speaks against it"))),
    ),
}
