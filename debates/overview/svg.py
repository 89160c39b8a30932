"""The overview as SVG: small, deterministic, readable without a script.

A segment is one thick arc: half the numbers of a filled outline. Colours come from classes
(the CSP allows no inline style); cons are also hatched, for eyes and printers that see no
colour. Nothing a person typed gets in here except `name`, which is escaped.
"""

from collections.abc import Sequence
from html import escape
from math import tau
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import ngettext

from debates.overview.arcs import GAP, UNIT, arc, sector
from debates.overview.sunburst import Picture, Ring, Segment

FADES = 9  # classes fade-1 (full) to fade-9 (lightest)
# Lines 4.2 pixels apart: close enough to be seen on the narrowest rings.
HATCH = (
    '<pattern id="{id}" width="84" height="84" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect class="hatch" width="84" height="84"/>'
    '<path class="hatch-line" d="M0 42h84"/></pattern>'
)


class Links(NamedTuple):
    """Where segments lead: what stands before and after the claim's id in each address."""

    claim: tuple[str, str]
    centre: tuple[str, str]
    outline: str  # the list of the whole branch, for siblings that no zoom can spread


def render(
    picture: Picture,
    shades: Sequence[str],
    *,
    ident: str,
    name: str = "",
    links: Links | None = None,
    open_claim: int | None = None,
) -> str:
    """Draw the picture; `shades` gives every place in the tree its class.

    `ident` makes the ids unique on the page. `name` says in a sentence what is to be seen;
    without it the picture is decoration. Without `links` it is still, for cards. `open_claim`
    is a place to outline.

    The picture is a named group, not an image, because an image may hold nothing that takes a
    click. Its segments are hidden from screen readers, who get the outline instead.
    """
    size = _half(picture)
    hatch = f"{ident}-hatch"
    role = f'role="group" aria-label="{escape(name)}"' if name else 'aria-hidden="true"'
    focusable = f' id="{ident}" tabindex="0"' if links else ""
    parts = [
        f'<svg class="sunburst" {role}{focusable}',
        f' width="{2 * size}" height="{2 * size}"',
        f' viewBox="{-size} {-size} {2 * size} {2 * size}">',
        HATCH.format(id=hatch),
        f'<g class="arcs" aria-hidden="true" transform="scale({1 / UNIT})">',
    ]
    parts += _disc(picture, hatch, links)
    for level, ring in enumerate(picture.rings):
        parts += _ring(picture, ring, level, shades, hatch, links)
    if open_claim is not None and (found := _outline(picture, open_claim)):
        parts.append(f'<path class="open" d="{found}"/>')
    parts.append("</g>")
    if picture.frame.hole:
        parts.append(_number(picture))
    parts.append("</svg>")
    return "".join(parts)


def _half(picture: Picture) -> int:
    """Half the width: a young debate takes less room than the frame has, cards stay aligned."""
    frame = picture.frame
    used = picture.rings[-1].outer if picture.rings else frame.disc
    return round(max(used + 1, frame.radius / 2)) if frame.hole else round(frame.radius)


def _disc(picture: Picture, hatch: str, links: Links | None) -> list[str]:
    """The centre: pro part, con part, or an empty ring while there is no claim."""
    frame = picture.frame
    radius = (frame.hole + frame.disc) / 2
    width = round((frame.disc - frame.hole - GAP) * UNIT)
    turn = picture.pro_end
    arcs = []
    if picture.pros:
        arcs.append(f'<path class="pro" d="{arc(radius, 0, turn)}"/>')
    if picture.cons:
        arcs.append(f'<path class="con" stroke="url(#{hatch})" d="{arc(radius, turn, tau)}"/>')
    if not arcs:
        arcs.append(f'<path class="empty" d="{arc(radius, 0, tau)}"/>')
    body = "".join(arcs)
    if links:
        claim = picture.tree.rows[picture.centre].id
        address = escape(f"{claim}".join(links.claim))
        body = f'<a id="s{claim}" href="{address}" tabindex="-1">{body}</a>'
    return [f'<g stroke-width="{width}">{body}</g>']


def _ring(
    picture: Picture,
    ring: Ring,
    level: int,
    shades: Sequence[str],
    hatch: str,
    links: Links | None,
) -> list[str]:
    radius = (ring.inner + ring.outer) / 2
    width = ring.outer - ring.inner
    width = round((width - min(GAP, width / 4)) * UNIT)
    rows = picture.tree.rows
    striped = f'con" stroke="url(#{hatch})'
    parts = [f'<g class="fade-{_fade(level, len(picture.rings))}" stroke-width="{width}">']
    claim, after = ("", "") if links is None else map(escape, links.claim)
    for family in ring.families:
        if links:
            parts.append(f'<g data-of="{rows[family.parent].id}">')
        for segment in family.segments:
            line = arc(radius, segment.start, segment.end)
            if segment.merged:
                parts.append(_merged(picture, segment, line, level, links))
                continue
            shade = shades[segment.place]
            shade = striped if shade == "con" else shade
            if links:
                row = rows[segment.place]
                parts.append(
                    f'<a id="s{row.id}" href="{claim}{row.shows}{after}" tabindex="-1">'
                    f'<path class="{shade}" d="{line}"/></a>'
                )
            else:
                parts.append(f'<path class="{shade}" d="{line}"/>')
        if links:
            parts.append("</g>")
    parts.append("</g>")
    return parts


def _merged(picture: Picture, segment: Segment, line: str, level: int, links: Links | None) -> str:
    """Siblings too thin to be seen: grey, and a way to see them."""
    if links is None:
        return f'<path class="more" d="{line}"/>'
    parent = picture.tree.rows[segment.place].id
    # Around the centre there is no further to go by zooming: the outline has room for all.
    address = f"{parent}".join(links.centre) if level else links.outline
    # The start tells apart the two merged segments that the centre may have.
    ident = f"m{parent}-{round(segment.start * 1000)}"
    more = ngettext("and %(count)s more", "and %(count)s more", segment.merged) % {
        "count": number_format(segment.merged, force_grouping=True)
    }
    return (
        f'<a id="{ident}" class="more" href="{escape(address)}" tabindex="-1" '
        f'data-more="{segment.merged}"><title>{escape(more)}</title>'
        f'<path class="more" d="{line}"/></a>'
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
