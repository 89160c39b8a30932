"""What a way of colouring comes to: a shade for every claim, and what the shades mean.

A shade is a class of sunburst.css. Most have a texture as well (textures.py), for eyes and
printers that see no colour; those of a scale differ by how dark they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

HUES = ("hue-1", "hue-2", "hue-3", "hue-4", "hue-5")
OTHERS, SEVERAL = "hue-0", "hue-6"
BLANK, VEILED = "blank", "veiled"
GONE = "gone"
LIT = "lit"


class Key(NamedTuple):
    """One line of the legend."""

    shade: str
    meaning: str | Promise


@dataclass(frozen=True, slots=True)
class Painting:
    """A debate in colours.

    `shades` has one for every place of the tree. `fades` says that outer rings are drawn
    lighter: not where how dark a segment is has a meaning. `lit` are places to be told also
    where they are merged with their siblings, in rising order.
    """

    shades: Sequence[str]
    legend: Sequence[Key]
    fades: bool = True
    lit: Sequence[int] = ()
    note: str = ""
