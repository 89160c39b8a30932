"""The colours of sunburst.css in a form that stands by itself, for files.

Light theme only: a file is printed or put into a document. A test holds these against tokens.css.
"""

CARD, INK, QUIET, LINE = "#ffffff", "#1d2530", "#566070", "#e4e1d9"
TEAL, ORANGE, STONE, BLUE = "#0b6e6e", "#b93e00", "#6d6a61", "#2f4b8f"
PLUM, ROSE, AMBER, MOSS = "#6b3fa0", "#b0417c", "#8f6400", "#566d1d"
FONT = "Source Sans Pro, system-ui, sans-serif"


def _mixed(colour: str, share: float) -> str:
    """So much of a colour on a card."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


_STROKES = {
    "pro": TEAL,
    "hatch-line": _mixed(ORANGE, 0.58),
    "thesis": STONE,
    "link": QUIET,
    "empty": LINE,
    "more": _mixed(QUIET, 0.45),
    "hue-1": BLUE,
    **{f"scale-{n}": _mixed(BLUE, share) for n, share in enumerate((0.3, 0.47, 0.64, 0.82, 1))},
    "fresh": BLUE,
    "blank": _mixed(QUIET, 0.22),
    "hollow": CARD,
}
_FILLS = {
    "paper": CARD,
    "hatch": ORANGE,
    "hue-0": QUIET,
    "hue-2": AMBER,
    "hue-3": PLUM,
    "hue-4": MOSS,
    "hue-5": ROSE,
    "hue-6": INK,
    "stirred": BLUE,
    "veiled": _mixed(QUIET, 0.22),
    "gone": _mixed(QUIET, 0.22),
    "lit": _mixed(QUIET, 0.45),
}
_FADES = (1, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.51, 0.45)

STYLE = (
    f".arcs{{fill:none}}.grain{{stroke:{CARD};stroke-opacity:.65;stroke-linecap:round}}"
    + "".join(f".{shade}{{stroke:{colour}}}" for shade, colour in _STROKES.items())
    + "".join(f".{shade}{{fill:{colour}}}" for shade, colour in _FILLS.items())
    + f".hatch-line{{stroke-width:19px}}.veiled + .grain,.gone + .grain{{stroke:{QUIET}}}"
    + f".lit + .grain{{stroke:{BLUE}}}"
    + "".join(f".fade-{n}{{opacity:{share}}}" for n, share in enumerate(_FADES, 1))
    + f"text{{font-family:{FONT};fill:{INK};text-anchor:middle}}"
    + ".number,.title{font-weight:700}.title{font-size:24px}.said,.key{font-size:14px}"
    + f".word,.said,.key{{fill:{QUIET}}}.key{{text-anchor:start}}"
)
