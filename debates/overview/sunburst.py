"""The geometry of the overview: where every claim of a debate stands in the round picture.

Pure: a tree and a frame in, angles and radii out, no colour and no markup. Angles are radians
clockwise from the top, radii and arcs are pixels at the size at which the frame is shown.

The disc in the middle is the claim the picture is about, each ring outward one level. A
claim's angle is its share of its parent's, by the number of claims in its branch; pros come
first. Nothing disappears: siblings too thin to be seen are counted in one merged segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, tau
from typing import NamedTuple

from debates.overview.tree import Tree

DEEPEST = 40  # rings that still can be told apart; what lies deeper is counted at the rim
SHRINK = 0.96  # each ring is this much narrower than the one inside it


class Frame(NamedTuple):
    """The size of a picture, in pixels as shown."""

    radius: float
    disc: float  # radius of the centre disc that is split into pro and con
    hole: float  # radius of the hole in it, where the number stands
    widest: float  # no ring is wider, so that a small debate looks small
    thinnest: float = 1.5  # an arc shorter than this cannot be seen


PAGE = Frame(radius=360, disc=80, hole=48, widest=84)
PANEL = Frame(radius=186, disc=42, hole=25, widest=44)
MINI = Frame(radius=48, disc=16, hole=0, widest=12)


class Segment(NamedTuple):
    """One claim, or several merged: then `merged` counts them with all that hangs below.

    `place` is the claim's place in the tree; for a merged segment it is the parent's.
    """

    place: int
    start: float
    end: float
    merged: int = 0


class Family(NamedTuple):
    """The children of one claim that stand side by side on a ring."""

    parent: int
    segments: list[Segment]


class Ring(NamedTuple):
    """One level of claims, between two radii."""

    inner: float
    outer: float
    families: list[Family]


@dataclass(frozen=True, slots=True)
class Picture:
    """A debate, or the branch of one claim, laid out in a frame."""

    tree: Tree
    frame: Frame
    centre: int
    pros: int
    cons: int
    rings: list[Ring]

    @property
    def pro_end(self) -> float:
        """The angle at which the pro part of the disc ends and the con part begins."""
        return tau * self.pros / (self.pros + self.cons or 1)


def lay_out(tree: Tree, frame: Frame = PAGE, centre: int = 0) -> Picture:
    """Place every claim below `centre`, ring by ring.

    Where merging leaves outer rings empty, the picture is laid out once more with the room
    they had given to the others.
    """
    levels = tree.levels(centre)
    depth = min(levels, DEEPEST)
    rings = _rings(tree, frame, centre, depth, levels)
    if len(rings) < depth:
        rings = _rings(tree, frame, centre, len(rings), levels)
    return Picture(tree, frame, centre, *tree.split(centre), rings)


def _rings(tree: Tree, frame: Frame, centre: int, depth: int, levels: int) -> list[Ring]:
    """Fill `depth` rings, and a rim that counts what lies deeper if there is more."""
    radii = ring_radii(frame, depth + (levels > depth))
    rings: list[Ring] = []
    grown = [Segment(centre, 0.0, tau)] if levels else []
    for level, (inner, outer) in enumerate(pairwise(radii)):
        thinnest = frame.thinnest / ((inner + outer) / 2)
        families = [
            _family(tree, segment, thinnest, apart=not level, rim=level == depth)
            for segment in grown
        ]
        if not families:
            break
        rings.append(Ring(inner, outer, families))
        grown = [
            segment
            for family in families
            for segment in family.segments
            if not segment.merged and tree.sizes[segment.place] > 1
        ]
    return rings


def ring_radii(frame: Frame, rings: int) -> list[float]:
    """The radii between rings, from the disc outwards: `rings` + 1 numbers."""
    if not rings:
        return [frame.disc]
    room = (frame.radius - frame.disc) * (1 - SHRINK) / (1 - SHRINK**rings)
    width = min(room, frame.widest)
    radii = [frame.disc]
    for _ in range(rings):
        radii.append(radii[-1] + width)
        width *= SHRINK
    return radii


def _family(tree: Tree, parent: Segment, thinnest: float, *, apart: bool, rim: bool) -> Family:
    """Share a parent's angle among its children, pros first.

    Around the centre pros and cons are merged apart, so that each grows out of its own part
    of the disc; further out one merged segment per parent is easier to see and to hit.
    """
    sizes, stances = tree.sizes, tree.stances
    children = list(tree.children(parent.place))
    share = (parent.end - parent.start) / (sizes[parent.place] - 1)
    few = inf if rim else thinnest / share
    pros = [child for child in children if stances[child] > 0]
    others = [child for child in children if stances[child] <= 0]
    segments: list[Segment] = []
    for group in (pros, others) if apart else (pros + others,):
        at = segments[-1].end if segments else parent.start
        segments += _share_out(group, sizes, parent.place, at, share, few)
    return Family(parent.place, segments)


def _share_out(
    group: Sequence[int], sizes: Sequence[int], parent: int, at: float, share: float, few: float
) -> Iterator[Segment]:
    """The segments of siblings from angle `at` on, `share` for every claim in their branches.

    Those with fewer than `few` claims are merged, and stand last.
    """
    thin = [child for child in group if sizes[child] < few]
    if few != inf and len(thin) == 1 and sizes[thin[0]] == 1:
        thin = []  # a single hairline says more than a grey one "and 1 more"
    hidden = set(thin)
    for child in group:
        if child not in hidden:
            end = at + share * sizes[child]
            yield Segment(child, at, end)
            at = end
    if thin:
        merged = sum(sizes[child] for child in thin)
        yield Segment(parent, at, at + share * merged, merged)
