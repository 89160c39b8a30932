"""The overview as a file to keep or to print: the picture with title, date and legend.

It stands by itself, so it brings the colours that the site has in its style sheets (ink.py).
"""

from datetime import date
from html import escape
from textwrap import wrap

from django.utils.formats import date_format

from debates.models.visible_text import visible_text
from debates.overview.ink import STYLE
from debates.overview.panel import IDENT, Panel
from debates.overview.svg import box
from debates.overview.textures import swatch

MARGIN, NARROWEST = 36, 640  # pixels
TITLE, SMALL = 24, 14  # pixels of type
WIDTH = 0.5  # of a letter, in its height, on average
GAP = 20  # pixels between two keys of the legend


def as_svg(panel: Panel, day: date) -> str:
    """The file. It shows what this reader may see, under names or masks as on the page."""
    left, top, right, bottom = box(panel.laid_out)
    width = max(right - left, NARROWEST)
    body, y = list[str](), MARGIN
    for line in _wrapped(_title(panel), width, TITLE, 3):
        y += round(TITLE * 1.3)
        body.append(_text(width / 2, y, line, "title"))
    y += 24
    placed = f'<svg x="{(width - right + left) / 2}" y="{y}" '
    body.append(panel.still.replace("<svg ", placed, 1))
    y += bottom - top + 16
    for line in _wrapped(panel.finding, width, SMALL, 3):
        y += round(SMALL * 1.5)
        body.append(_text(width / 2, y, line, "said"))
    y += 8
    for row in _rows(panel, width):
        y += 24
        body.append(f'<g transform="translate({(width - row[0]) / 2} {y})">{row[1]}</g>')
    y += 36
    said = f"{panel.mode.label} · {date_format(day)}"
    if not panel.is_whole:
        said = f"{said} · {panel.debate.title}"
    body.append(_text(width / 2, y, _wrapped(said, width, SMALL, 1)[0], "said"))
    whole, height = width + 2 * MARGIN, y + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{whole}" height="{height}"'
        f' viewBox="{-MARGIN} 0 {whole} {height}"><title>{escape(_title(panel))}</title>'
        f"<style>{STYLE}</style>"
        f'<rect class="paper" x="{-MARGIN}" width="{whole}" height="{height}"/>'
        f"{''.join(body)}</svg>"
    )


def _title(panel: Panel) -> str:
    """The debate, or the claim in the middle."""
    if panel.is_whole:
        return panel.debate.title
    return visible_text(panel.tree.rows[panel.centre].text)


def _rows(panel: Panel, width: float) -> list[tuple[float, str]]:
    """The legend in lines that fit, each with its width."""
    rows: list[tuple[float, str]] = []
    for key in panel.legend:
        shade, meaning = str(key["shade"]), str(key["meaning"])
        item = 22 + _length(meaning, SMALL)
        if not rows or rows[-1][0] + GAP + item > width:
            rows.append((-GAP, ""))
        at, line = rows[-1][0] + GAP, rows[-1][1]
        drawn = swatch(shade, IDENT).replace("<svg ", f'<svg x="{at}" y="-12" ', 1)
        words = f'<text class="key" x="{at + 22}">{escape(meaning)}</text>'
        rows[-1] = at + item, f"{line}{drawn}{words}"
    return rows


def _wrapped(text: str, width: float, size: int, most: int) -> list[str]:
    """Lines that fit, at most so many; a long end is left away."""
    letters = max(int(width / (size * WIDTH)), 10)
    return wrap(" ".join(text.split()), letters, max_lines=most, placeholder="…") or [""]


def _length(text: str, size: int) -> float:
    return len(text) * size * WIDTH


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(text)}</text>'
