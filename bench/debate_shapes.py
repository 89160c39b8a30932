"""Invented debates of any size and shape, the same ones at every run."""

from itertools import count
from random import Random

from debates.overview.tree import Row


def natural(claims: int, theses: int = 0, seed: int = 2026) -> list[Row]:
    """A debate as teams grow it: fresh claims are answered most, old ones keep drawing more.

    `claims` counts everything below the root; with `theses` it is a question.
    """
    random = Random(seed)
    rows = [Row(1, None, None)]
    rows += [Row(number, 1, None, position=number) for number in range(2, theses + 2)]
    for number in range(len(rows) + 1, claims + 2):
        if number <= 10:
            parent = rows[0]
        elif random.random() < 0.6:
            parent = random.choice(rows[1:][-80:])
        else:
            parent = rows[1 + int((len(rows) - 1) * random.random() ** 3)]
        stance = "pro" if random.random() < 0.53 else "con"
        rows.append(Row(number, parent.id, stance, position=number))
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
