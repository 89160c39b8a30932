"""The overview as SVG: small, deterministic, readable without a script.

A segment is one thick arc: half the numbers of a filled outline. Colours come from classes
(the CSP allows no inline style); cons are also hatched, for eyes and printers that see no
colour. A link is hollow, an outline of the claim that stands elsewhere. Nothing a person typed
gets in here except `name`, which is escaped.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from math import ceil, tau
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import ngettext

from debates.overview import textures
from debates.overview.arcs import GAP, UNIT, arc, extent, sector
from debates.overview.painting import LIT, Painting
from debates.overview.sunburst import Family, Picture, Ring, Segment

FADES = 9  # classes fade-1 (full) to fade-9 (lightest)
RIM = 1.6  # pixels of a link that are drawn, less where it is small


class Links(NamedTuple):
    """Where segments lead: what stands before and after the claim's id in each address."""

    claim: tuple[str, str]
    centre: tuple[str, str]
    outline: str  # the list of the whole branch, for siblings that no zoom can spread
    letters: str = (
        "sm"  # ids of claims and of merged segments begin so; others for a second picture
    )


def render(
    picture: Picture,
    painting: Painting,
    *,
    ident: str,
    name: str = "",
    links: Links | None = None,
    open_claim: int | None = None,
) -> str:
    """Draw the picture in these colours.

    `ident` makes the ids unique on the page. `name` says in a sentence what is to be seen;
    without it the picture is decoration. Without `links` it is still, for cards and files.
    `open_claim` is a place to outline.

    The picture is a named group, not an image, because an image may hold nothing that takes a
    click. Its segments are hidden from screen readers, who get the outline instead.
    """
    left, top, right, bottom = box(picture)
    width, height = right - left, bottom - top
    dress = textures.dress(painting, ident)
    role = f'role="group" aria-label="{escape(name)}"' if name else 'aria-hidden="true"'
    focusable = f' id="{ident}" tabindex="0"' if links else ""
    parts = [
        f'<svg class="sunburst" {role}{focusable}',
        f' width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">',
        *textures.patterns(painting, ident),
        f'<g class="arcs" aria-hidden="true" transform="scale({1 / UNIT})">',
    ]
    parts += _disc(picture, dress, links)
    more = cache(_more)  # most merged segments stand for one of a few numbers
    for level, ring in enumerate(picture.rings):
        parts += _ring(picture, ring, level, painting, dress, links, more)
    if open_claim is not None and (found := _outline(picture, open_claim)):
        parts.append(f'<path class="open" d="{found}"/>')
    parts.append("</g>")
    if picture.frame.hole:
        parts.append(_number(picture))
    parts.append("</svg>")
    return "".join(parts)


def box(picture: Picture) -> tuple[int, int, int, int]:
    """What the picture takes up, from the middle: left, top, right, bottom, in pixels.

    The longest quarrels grow to one side: paper on which nothing is drawn is left away. A young
    debate takes less room than the frame has, but no less than half. Cards stay aligned.
    """
    frame = picture.frame
    if not frame.hole:
        half = round(frame.radius)
        return -half, -half, half, half
    reach = extent(
        (ring.outer, family.segments[0].start, family.segments[-1].end)
        for ring in picture.rings
        for family in ring.families
    )
    sides = (max(side, frame.disc, frame.radius / 2) + 1 for side in reach)
    left, top, right, bottom = map(ceil, sides)
    return -left, -top, right, bottom


def _disc(picture: Picture, dress: Mapping[str, str], links: Links | None) -> list[str]:
    """The centre: pro part, con part, or an empty ring while there is no claim."""
    frame = picture.frame
    radius = (frame.hole + frame.disc) / 2
    width = round((frame.disc - frame.hole - GAP) * UNIT)
    turn = picture.pro_end
    arcs = []
    if picture.pros:
        arcs.append(f'<path {dress["pro"]} d="{arc(radius, 0, turn)}"/>')
    if picture.cons:
        arcs.append(f'<path {dress["con"]} d="{arc(radius, turn, tau)}"/>')
    if not arcs:
        arcs.append(f'<path class="empty" d="{arc(radius, 0, tau)}"/>')
    body = "".join(arcs)
    if links:
        claim = picture.tree.rows[picture.centre].id
        address = escape(f"{claim}".join(links.claim))
        body = f'<a id="{links.letters[0]}{claim}" href="{address}" tabindex="-1">{body}</a>'
    return [f'<g stroke-width="{width}">{body}</g>']


def _ring(
    picture: Picture,
    ring: Ring,
    level: int,
    painting: Painting,
    dress: Mapping[str, str],
    links: Links | None,
    more: Callable[[int], str],
) -> list[str]:
    radius = (ring.inner + ring.outer) / 2
    width = ring.outer - ring.inner
    width -= min(GAP, width / 4)
    rows, shades = picture.tree.rows, painting.shades
    fade = _fade(level, len(picture.rings)) if painting.fades else 1
    parts = [f'<g class="fade-{fade}" stroke-width="{round(width * UNIT)}">']
    claim, after = ("", "") if links is None else map(escape, links.claim)
    for family in ring.families:
        if links:
            parts.append(f'<g data-of="{rows[family.parent].id}">')
        for segment in family.segments:
            start, end = segment.start, segment.end
            if segment.merged:
                is_lit = bool(painting.lit) and _is_lit(picture, family, segment, painting)
                look = dress[LIT] if is_lit else 'class="more"'
                line = f'<path {look} d="{arc(radius, start, end)}"/>'
                if links:
                    line = _merged(picture, segment, line, level, links, more(segment.merged))
                parts.append(line)
                continue
            row = rows[segment.place]
            body = f'<path {dress[shades[segment.place]]} d="{arc(radius, start, end)}"/>'
            if row.links_to_id:
                body += _hollow(radius, width, start, end)
            if links:
                body = (
                    f'<a id="{links.letters[0]}{row.id}" href="{claim}{row.shows}{after}"'
                    f' tabindex="-1">{body}</a>'
                )
            parts.append(body)
        if links:
            parts.append("</g>")
    parts.append("</g>")
    return parts


def _hollow(radius: float, width: float, start: float, end: float) -> str:
    """Paper inside a link, so that only its rim is seen."""
    rim = min(RIM, width / 4, (end - start) * radius / 5)
    inside = round((width - 2 * rim) * UNIT)
    line = arc(radius, start + rim / radius, end - rim / radius)
    return f'<path class="hollow" stroke-width="{inside}" d="{line}"/>'


def _is_lit(picture: Picture, family: Family, segment: Segment, painting: Painting) -> bool:
    """Whether something that is to be told is among the merged siblings or below them."""
    tree, lit = picture.tree, painting.lit
    drawn = {one.place for one in family.segments if not one.merged}
    merged = [one for one in family.segments if one.merged]
    for child in tree.children(family.parent):
        # Around the centre pros and others are merged apart, the pros first.
        elsewhere = len(merged) > 1 and (tree.stances[child] > 0) != (segment is merged[0])
        if child in drawn or elsewhere:
            continue
        first = bisect_left(lit, child)
        if first < len(lit) and lit[first] < child + tree.sizes[child]:
            return True
    return False


def _merged(
    picture: Picture, segment: Segment, line: str, level: int, links: Links, more: str
) -> str:
    """Siblings too thin to be seen: grey, and a way to see them."""
    parent = picture.tree.rows[segment.place].id
    # Around the centre there is no further to go by zooming: the outline has room for all.
    address = f"{parent}".join(links.centre) if level else links.outline
    # The start tells apart the two merged segments that the centre may have.
    ident = f"{links.letters[1]}{parent}-{round(segment.start * 1000)}"
    return (
        f'<a id="{ident}" class="more" href="{escape(address)}" tabindex="-1" '
        f'data-more="{segment.merged}"><title>{more}</title>{line}</a>'
    )


def _more(claims: int) -> str:
    return escape(
        ngettext("and %(count)s more", "and %(count)s more", claims)
        % {"count": number_format(claims, force_grouping=True)}
    )


def _outline(picture: Picture, place: int) -> str:
    """Path data around a claim, or around the merged segment that counts it."""
    if place == picture.centre:
        return arc(picture.frame.disc, 0, tau)
    way = picture.tree.path(place)
    if picture.centre not in way:
        return ""
    below = way[way.index(picture.centre) + 1 :]
    for ring, ancestor in zip(picture.rings, below, strict=False):
        family = next(f for f in ring.families if f.parent == picture.tree.parents[ancestor])
        drawn = next((s for s in family.segments if s.place == ancestor), None)
        if drawn and ancestor != place:
            continue
        if not (segment := drawn):
            merged = [segment for segment in family.segments if segment.merged]
            segment = merged[0 if picture.tree.stances[ancestor] > 0 else -1]
        return sector(ring.inner, ring.outer, segment.start, segment.end)
    return ""


def _fade(level: int, levels: int) -> int:
    """Outer rings are lighter; deep debates take smaller steps to the same lightest shade."""
    if levels <= FADES:
        return level + 1
    return 1 + level * (FADES - 1) // (levels - 1)


def _number(picture: Picture) -> str:
    """The number of claims, in letters that fit the hole."""
    claims = picture.pros + picture.cons
    number = number_format(claims, force_grouping=True)
    hole = picture.frame.hole
    large = min(round(hole / 2, 1), round(hole * 2.7 / len(number), 1))
    small = max(9, round(hole / 3.7))
    return (
        f'<text class="number" font-size="{large}">{escape(number)}</text>'
        f'<text class="word" font-size="{small}" y="{round(small * 1.4, 1)}">'
        f"{escape(ngettext('claim', 'claims', claims))}</text>"
    )
