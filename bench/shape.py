"""Trees of claims with the shape of real debates, the same ones every time.

Measured over 1,034 exported debates: 61.6 % of the claims are leaves, an inner one has 2.6
children, the widest 131, and a claim gets its next reply the sooner the more it has already.
Preferential attachment with the offset below gives that share of leaves at every size; 100,000
claims become some 20 levels deep.
"""

import random
from dataclasses import dataclass

LEAVES = 0.616
WIDEST = 131
# A claim with k children draws the next one with weight k + a. Then (1 + a) / (1 + 2a) of all
# stay leaves; solved for a, and as the chance that the weight a decides, a / (1 + a).
_OFFSET = (1 - LEAVES) / (2 * LEAVES - 1)
_ANYWHERE = _OFFSET / (1 + _OFFSET)
_WORDS = (  # noqa: SIM905 (one reads words, not a list)
    "a the of and to in is that for it as with on by this which from or would not all more when "
    "people team week work time house street school evidence cost price share choice reason rule "
    "because therefore however often seldom although until enough without between during public "
    "measure result promise question answer effect claim trial neighbour council budget risk"
).split()


@dataclass(frozen=True, slots=True)
class Shape:
    """A tree of claims by number, parents before children; claim 0 is the root.

    `parents[0]` is -1. `stances` are "pro" and "con", nothing for the root.
    """

    parents: list[int]
    stances: list[str | None]
    texts: list[str]

    def depths(self) -> list[int]:
        """Levels above each claim, 0 for the root."""
        depths: list[int] = []
        for parent in self.parents:
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
        return depths

    def branch_sizes(self) -> list[int]:
        """Claims in the branch of each claim, itself included."""
        sizes = [1] * len(self.parents)
        for claim in range(len(self.parents) - 1, 0, -1):
            sizes[self.parents[claim]] += sizes[claim]
        return sizes

    def children(self) -> list[list[int]]:
        """The children of each claim in the order they came."""
        children: list[list[int]] = [[] for _ in self.parents]
        for claim, parent in enumerate(self.parents[1:], 1):
            children[parent].append(claim)
        return children


def grow(claims: int, seed: int = 1) -> Shape:
    """A tree of that many claims, the root included."""
    chance = random.Random(seed)
    texts = [_text(chance) for _ in range(min(claims, 2_000))]
    parents, width = [-1], [0] * claims
    for _ in range(1, claims):
        parent = _draw_parent(chance, parents, width)
        parents.append(parent)
        width[parent] += 1
    stances = [None, *("pro" if chance.random() < 0.46 else "con" for _ in range(claims - 1))]
    return Shape(parents, stances, [chance.choice(texts) for _ in range(claims)])


def _draw_parent(chance: random.Random, parents: list[int], width: list[int]) -> int:
    while True:
        parent = chance.randrange(len(parents))
        # The parent of any claim is found in proportion to its children.
        if parent and chance.random() >= _ANYWHERE:
            parent = parents[parent]
        if width[parent] < WIDEST:
            return parent


def _text(chance: random.Random) -> str:
    """A statement of invented words; 169 characters in the middle, 500 at most."""
    length = int(min(490, max(20, chance.lognormvariate(5.13, 0.55))))
    words = ""
    while len(words) < length:
        words += f" {chance.choice(_WORDS)}"
    return f"{words.strip().capitalize()}."
