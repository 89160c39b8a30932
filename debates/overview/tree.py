"""A whole debate held flat, in the order one reads it, built without recursion.

Real debates reach 38 levels and hostile imports 5,000, so nothing here calls itself. The
claims stand in lists in reading order (each claim, then its branch), which makes a branch a
slice: the branch of claim `i` is `i` up to `i + sizes[i]`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

SIGNS = {"pro": 1, "con": -1, None: 0, "": 0}


class Row(NamedTuple):
    """One claim as the database knows it; the stance is towards its direct parent."""

    id: int
    parent_id: int | None
    stance: str | None
    links_to_id: int | None = None
    position: int = 0
    text: str = ""
    is_archived: bool = False  # itself or something above it, or the claim a link shows

    @property
    def shows(self) -> int:
        """The claim whose page this one leads to: itself, or what a link shows."""
        return self.links_to_id or self.id


@dataclass(frozen=True, slots=True)
class Tree:
    """The claims of one debate; place 0 is the root, every list runs in reading order.

    `parents` holds places, not ids (-1 for the root). `sizes` counts a branch with its first
    claim. `stances` (to the parent) and `leanings` (to the thesis) are 1 for pro, -1 for con
    and 0 for what takes no side: the root and, under a question, the theses.
    """

    rows: list[Row]
    parents: list[int]
    depths: list[int]
    sizes: list[int]
    stances: list[int]
    leanings: list[int]

    def __len__(self) -> int:
        return len(self.rows)

    def children(self, place: int) -> Iterator[int]:
        """The places of the direct children, in their order."""
        child, stop = place + 1, place + self.sizes[place]
        while child < stop:
            yield child
            child += self.sizes[child]

    def path(self, place: int) -> list[int]:
        """From the root down to this place, both included."""
        path = [place]
        while (place := self.parents[place]) >= 0:
            path.append(place)
        return path[::-1]

    @property
    def claims(self) -> int:
        """How many claims there are: all rows but the thesis, or the question and its theses."""
        return sum(map(abs, self.stances))

    def place_of(self, claim_id: int) -> int | None:
        """Where a claim stands, or None when it is not in this debate (or is archived)."""
        return next((place for place, row in enumerate(self.rows) if row.id == claim_id), None)

    def levels(self, place: int = 0) -> int:
        """How many levels of claims hang below this place."""
        return max(self.depths[place : place + self.sizes[place]]) - self.depths[place]

    def split(self, place: int = 0) -> tuple[int, int]:
        """How many claims descend from the pros and from the cons of this place.

        Theses below a question take no side: their pros and cons are added up, and they
        themselves are not counted.
        """
        sides = {1: 0, -1: 0, 0: 0}
        for child in self.children(place):
            if self.stances[child]:
                sides[self.stances[child]] += self.sizes[child]
                continue
            for grandchild in self.children(child):
                sides[self.stances[grandchild]] += self.sizes[grandchild]
        return sides[1], sides[-1]


def build(rows: Iterable[Row]) -> Tree:
    """Build the tree from rows in any order.

    Siblings stand in the order of their position, then of their id. A link counts as one
    claim: the branch of what it shows is counted where it grows. A row whose parent is not
    among the rows is left out with its branch, because that is what archiving the parent
    means. Raises ValueError unless exactly one row has no parent.
    """
    families: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        families[row.parent_id].append(row)
    if len(families[None]) != 1:
        raise ValueError(f"A debate has one root, these rows have {len(families[None])}.")

    tree = Tree([], [], [], [], [], [])
    waiting = [(families[None][0], -1)]
    while waiting:
        row, parent = waiting.pop()
        place = len(tree.rows)
        _append(tree, row, parent)
        if family := families.get(row.id):
            if len(family) > 1:
                family.sort(key=_order, reverse=True)
            waiting.extend((child, place) for child in family)
    for place in range(len(tree.rows) - 1, 0, -1):
        tree.sizes[tree.parents[place]] += tree.sizes[place]
    return tree


def _append(tree: Tree, row: Row, parent: int) -> None:
    stance = SIGNS[row.stance]
    above = tree.leanings[parent] if parent >= 0 else 0
    tree.rows.append(row)
    tree.parents.append(parent)
    tree.depths.append(tree.depths[parent] + 1 if parent >= 0 else 0)
    tree.sizes.append(1)
    tree.stances.append(stance)
    # A pro of a con is against: sides multiply, once there is a side to multiply with.
    tree.leanings.append(stance * above if above else stance)


def _order(row: Row) -> tuple[int, int]:
    return row.position, row.id
