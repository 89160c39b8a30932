"""The order in which a debate is written down: in exports, in the outline, on paper.

A claim that stands in several places is written in full where it comes first, be that its own
place or a link's; every later place only points there. The picture draws it in its own place.
"""

from dataclasses import dataclass

from debates.overview.tree import Tree, build


@dataclass(frozen=True, slots=True)
class Printed:
    """A debate in that order; `homes` says for claims that are linked to which place is first."""

    tree: Tree
    homes: dict[int, int]

    def home(self, claim_id: int) -> int:
        """The id of the place (the claim itself, or a link to it) that has words and branch."""
        return self.homes.get(claim_id, claim_id)

    def place_of(self, claim_id: int) -> int | None:
        """Where a claim is written in full, or None when it is not in this debate."""
        return self.tree.place_of(self.home(claim_id))


def as_printed(tree: Tree) -> Printed:
    """Put every branch where the claim above it comes first; the numbers are then an export's."""
    if not any(row.links_to_id for row in tree.rows):
        return Printed(tree, {})
    places = {row.id: place for place, row in enumerate(tree.rows)}
    homes: dict[int, int] = {}
    waiting = [tree.rows[0]]
    while waiting:
        row = waiting.pop()
        # What a link shows may itself have been left out.
        if row.shows in homes or (shown := places.get(row.shows)) is None:
            continue
        homes[row.shows] = row.id
        below = tree.children(shown)
        waiting.extend([tree.rows[place] for place in below][::-1])
    rows = tree.rows
    if any(claim != home for claim, home in homes.items()):
        rows = [row._replace(parent_id=homes.get(row.parent_id or 0) or None) for row in rows]
        tree = build(rows)
    linked = {row.shows for row in rows if row.links_to_id}
    return Printed(tree, {claim: home for claim, home in homes.items() if claim in linked})
