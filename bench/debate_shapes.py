"""Invented debates of any size and shape, the same ones at every run."""

from itertools import count
from random import Random

from bench.shape import grow
from debates.overview.tree import Row


def natural(claims: int, theses: int = 0, seed: int = 1) -> list[Row]:
    """A debate with the shape of real ones; `claims` counts all below the root.

    With `theses` it is a question, whose first answers are those.
    """
    shape = grow(claims + 1, seed)
    claims_of_shape = zip(shape.parents, shape.stances, shape.texts, strict=True)
    rows = [
        Row(n + 1, parent + 1, stance, position=n, text=text)
        for n, (parent, stance, text) in enumerate(claims_of_shape)
    ]
    rows[0] = rows[0]._replace(parent_id=None)
    if theses:
        rows[1 : theses + 1] = [Row(n, 1, None, position=n) for n in range(2, theses + 2)]
        rows[theses + 1 :] = [
            row._replace(parent_id=2 + row.id % theses) if row.parent_id == 1 else row
            for row in rows[theses + 1 :]
        ]
    return rows


def chain(levels: int) -> list[Row]:
    """Every claim answers the one before."""
    return [Row(1, None, None)] + [
        Row(i, i - 1, ("pro", "con")[i % 3 == 0]) for i in range(2, levels + 2)
    ]


def spine(levels: int, seed: int = 38) -> list[Row]:
    """One long quarrel of `levels` levels with short answers beside it, as real ones have."""
    random, rows = Random(seed), chain(levels)
    numbers = count(levels + 2)
    for level in range(1, levels):
        for _ in range(random.randrange(4)):
            rows.append(Row(next(numbers), level, random.choice(("pro", "con")), position=level))
    return rows


def wide(siblings: int, seed: int = 131) -> list[Row]:
    """Very many answers to the thesis, some of them answered."""
    random, rows = Random(seed), [Row(1, None, None)]
    rows += [Row(i + 2, 1, random.choice(("pro", "con")), position=i) for i in range(siblings)]
    for number in range(siblings + 2, siblings * 2):
        parent = random.randrange(2, siblings + 2)
        rows.append(Row(number, parent, random.choice(("pro", "con"))))
    return rows
