"""The claims that every storage is filled with, and the columns all of them have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from bench.shape import Shape, grow

# Beside the debate that is measured stand others, as they do in life.
OTHERS = 10
STEP = 10


class Columns(models.Model):
    """What a claim has whatever the tree is kept in."""

    debate = models.IntegerField()
    stance = models.CharField(max_length=3, null=True)  # noqa: DJ001 (as in debates.Claim)
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()

    class Meta:
        abstract = True
        app_label = "bench"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim to be filled in. `way` are the ids from the root down to the claim itself."""

    pk: int
    debate: int
    parent: int | None
    stance: str | None
    position: int
    text: str
    way: tuple[int, ...]
    # Which child it is, on every level of its way.
    turns: tuple[int, ...]


def rows(debates: list[Shape]) -> Iterator[Row]:
    """The claims of all debates, numbered through from 1."""
    first = 1
    for number, shape in enumerate(debates, 1):
        yield from _rows(shape, number, first)
        first += len(shape.parents)


def debates_of(size: int) -> list[Shape]:
    """The measured debate, number 1, and as many claims again in the others."""
    return [grow(size), *(grow(size // OTHERS, seed) for seed in range(2, OTHERS + 2))]


def _rows(shape: Shape, debate: int, first: int) -> Iterator[Row]:
    ways: list[tuple[int, ...]] = []
    turns: list[tuple[int, ...]] = []
    children = [0] * len(shape.parents)
    for claim, parent in enumerate(shape.parents):
        above: Any = ways[parent] if parent >= 0 else ()
        turn = children[parent] if parent >= 0 else debate
        children[parent] += parent >= 0
        ways.append((*above, first + claim))
        turns.append((*(turns[parent] if parent >= 0 else ()), turn))
        yield Row(
            pk=first + claim,
            debate=debate,
            parent=first + parent if parent >= 0 else None,
            stance=shape.stances[claim],
            position=(turn + 1) * STEP,
            text=shape.texts[claim],
            way=ways[claim],
            turns=turns[claim],
        )
