"""The patterns that tell shades apart without colour, and what segments wear of them."""

from collections.abc import Mapping
from typing import NamedTuple

from debates.overview.painting import LIT, Painting


class Texture(NamedTuple):
    """What is drawn on a tile of 84 twentieths of a pixel, seen on the narrowest rings."""

    lines: str
    turn: int
    width: int = 19


_LINE, _GRID, _DOT = "M0 42h84", "M0 42h84M42 0v84", "M42 42h1"
TEXTURES = {
    "hue-0": Texture(_LINE, 90),
    "hue-2": Texture(_LINE, 45),
    "hue-3": Texture(_DOT, 30, 40),
    "hue-4": Texture(_GRID, 45),
    "hue-5": Texture(_LINE, 135),
    "hue-6": Texture(_GRID, 0, 30),
    "stirred": Texture(_LINE, 45, 30),
    "veiled": Texture(_LINE, 135),
    "gone": Texture(_GRID, 45),
    "lit": Texture(_LINE, 45, 30),
}
_HATCH = (
    '<pattern id="{id}" width="84" height="84" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect class="hatch" width="84" height="84"/>'
    '<path class="hatch-line" d="M0 42h84"/></pattern>'
)
_GRAIN = (
    '<pattern id="{id}" width="84" height="84" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate({texture.turn})"><rect class="{shade}" width="84" height="84"/>'
    '<path class="grain" stroke-width="{texture.width}" d="{texture.lines}"/></pattern>'
)


def dress(painting: Painting, ident: str) -> Mapping[str, str]:
    """The attributes of a segment by its shade: a class, or a pattern that has the class."""
    return {shade: _look(shade, ident) for shade in {*painting.shades, "pro", "con", LIT}}


def patterns(painting: Painting, ident: str) -> list[str]:
    """The textures in use; the centre always has that of cons."""
    used = {*painting.shades, *(key.shade for key in painting.legend)}
    grains = [
        _GRAIN.format(id=f"{ident}-{shade}", shade=shade, texture=texture)
        for shade, texture in TEXTURES.items()
        if shade in used
    ]
    return [_HATCH.format(id=f"{ident}-hatch"), *grains]


def swatch(shade: str, ident: str) -> str:
    """A shade for the legend, as it is in the picture `ident` on the same page."""
    look = _look(shade, ident)
    frame = (
        '<svg class="sunburst legend__swatch" width="14" height="14" viewBox="0 0 280 280"'
        ' aria-hidden="true">'
    )
    if shade == "link":
        return f'{frame}<path {look} fill="none" stroke-width="50" d="M25 25h230v230h-230z"/></svg>'
    return f'{frame}<path {look} stroke-width="280" d="M0 140h280"/></svg>'


def _look(shade: str, ident: str) -> str:
    if shade == "con":
        return f'class="con" stroke="url(#{ident}-hatch)"'
    return f'stroke="url(#{ident}-{shade})"' if shade in TEXTURES else f'class="{shade}"'
