"""Pieces of rings as SVG path data.

Lengths are whole twentieths of a pixel, finer than any eye and without a decimal point.
"""

from collections.abc import Iterable
from math import ceil, cos, pi, sin, tau

UNIT = 20  # units per pixel
GAP = 1.3  # pixels of paper between neighbours, less where an arc is short


def arc(radius: float, start: float, end: float) -> str:
    """The middle line of a segment as path data, drawn by a stroke as wide as the ring."""
    r = round(radius * UNIT)
    if end - start > tau - 1e-9:
        return f"M0 {-r}a{r} {r} 0 0 1 0 {2 * r}a{r} {r} 0 0 1 0 {-2 * r}"
    gap = min(GAP / 2 / radius, (end - start) * 0.15)
    start += gap
    end -= gap
    x = round(r * sin(start))
    y = round(-r * cos(start))
    dx = round(r * sin(end)) - x
    dy = round(-r * cos(end)) - y
    return f"M{x} {y}a{r} {r} 0 {int(end - start > pi)} 1 {dx} {dy}"


def sector(inner: float, outer: float, start: float, end: float) -> str:
    """The outline of a segment as path data."""
    if end - start > tau - 1e-9:
        return arc(inner, 0, tau) + arc(outer, 0, tau)
    large = int(end - start > pi)
    near, far = round(inner * UNIT), round(outer * UNIT)
    points = [
        (round(r * sin(angle)), round(-r * cos(angle)))
        for r, angle in ((far, start), (far, end), (near, end), (near, start))
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    return (
        f"M{ax} {ay}A{far} {far} 0 {large} 1 {bx} {by}"
        f"L{cx} {cy}A{near} {near} 0 {large} 0 {dx} {dy}Z"
    )


def extent(arcs: Iterable[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """How far arcs (radius, start, end) reach to the left, up, to the right and down."""
    left = up = right = down = 0.0
    for radius, start, end in arcs:
        quarters = range(ceil(start / (pi / 2)), int(end / (pi / 2)) + 1)
        for angle in (start, end, *(quarter * pi / 2 for quarter in quarters)):
            x, y = radius * sin(angle), radius * cos(angle)
            left, right = max(left, -x), max(right, x)
            up, down = max(up, y), max(down, -y)
    return left, up, right, down
