"""What is asked of every storage, on claims chosen from the shape of the tree."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.shape import Shape

BRANCH = 500
# Near the root, where people move things to.
TARGET_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Places:
    """Claims of the measured debate, by id. Claim n of the shape has the id n + 1."""

    opened: list[int]
    widest: int
    branch: int
    targets: tuple[int, int]
    around_branch: int


def places(shape: Shape) -> Places:
    """Where to measure: the deepest claim that has children, and others all over the tree."""
    sizes, depths, children = shape.branch_sizes(), shape.depths(), shape.children()
    inner = [claim for claim, below in enumerate(children) if below]
    deepest = max(inner, key=lambda claim: depths[claim])
    step = max(1, len(inner) // 6)
    branch = min(range(1, len(sizes)), key=lambda claim: abs(sizes[claim] - BRANCH))
    outside = [c for c in inner if depths[c] == TARGET_DEPTH and not _within(shape, c, branch)]
    return Places(
        opened=[claim + 1 for claim in [deepest, *inner[step // 2 :: step][:6]]],
        widest=max(inner, key=lambda claim: len(children[claim])) + 1,
        branch=branch + 1,
        targets=(outside[0] + 1, outside[-1] + 1),
        around_branch=shape.parents[branch] + 1,
    )


def operations(where: Places) -> dict[str, Callable[[Any, int], object]]:
    """What is timed: each takes a storage and the number of the round."""
    return {
        "open a claim": lambda s, n: s.open(where.opened[n % len(where.opened)]),
        "pros and cons of the widest claim's children": lambda s, _: s.child_counts(where.widest),
        "sizes of the branches of a claim": lambda s, _: s.branch_sizes(where.around_branch),
        "whole tree in reading order": lambda s, _: s.preorder(1),
        "add a leaf": lambda s, n: s.add(
            1, where.opened[n % len(where.opened)], "pro", "A reason that comes later."
        ),
        f"move a branch of {BRANCH}": lambda s, n: s.move(where.branch, where.targets[n % 2]),
    }


def answers(storage: Any, where: Places) -> dict[str, object]:
    """Everything a storage says about the tree; all of them must say the same."""
    return {
        "opened": [storage.open(pk) for pk in where.opened],
        "counts": storage.child_counts(where.widest),
        "sizes": storage.branch_sizes(where.around_branch),
        "order": storage.preorder(1),
    }


def _within(shape: Shape, claim: int, branch: int) -> bool:
    while claim > 0 and claim != branch:
        claim = shape.parents[claim]
    return claim == branch
