"""Branches in which one person speaks with themselves. Pure: rows in, branches out."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Said(NamedTuple):
    """A claim, what it stands under, and the participant who wrote it, if anybody did."""

    claim: int
    parent: int | None
    author: int | None


def single_voices(claims: Iterable[Said], fewest: int) -> list[tuple[int, int]]:
    """The highest branches of at least so many claims that one person wrote alone.

    What nobody wrote (imports, the theses of a question) is nobody's voice. In time that grows
    with the number of claims and not with how deep they stand: every claim is passed twice.

    Returns:
        The claim on top of each and how many claims it has, itself included; the largest first.
    """
    rows = {said.claim: said for said in claims}
    mixed = _mixed(rows)
    tops: dict[int, int] = {}
    for claim in rows:
        if claim not in mixed:
            _find_top(claim, rows, mixed, tops)
    sizes = Counter(tops.values())
    found = [(top, size) for top, size in sizes.items() if size >= fewest]
    alone = [(top, size) for top, size in found if rows[top].author is not None]
    return sorted(alone, key=lambda it: (-it[1], it[0]))


def _mixed(rows: dict[int, Said]) -> set[int]:
    """Every claim in whose branch the voice changes."""
    mixed: set[int] = set()
    for said in rows.values():
        step = said.parent
        if step is None or step not in rows or rows[step].author == said.author:
            continue
        while step is not None and step not in mixed:
            mixed.add(step)
            step = rows[step].parent
    return mixed


def _find_top(claim: int, rows: dict[int, Said], mixed: set[int], tops: dict[int, int]) -> None:
    """Write down, for a claim and all above it of the same voice, where that voice begins."""
    way = [claim]
    while (above := rows[way[-1]].parent) in rows and above not in mixed and above not in tops:
        way.append(above)
    top = way[-1] if above is None else tops.get(above, way[-1])
    tops.update(dict.fromkeys(way, top))
