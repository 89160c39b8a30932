"""The overview as SVG."""

import gzip
import re
from math import cos, hypot, sin
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bench.debate_shapes import chain, natural, wide
from debates.overview.arcs import UNIT
from debates.overview.colours import by_leaning, by_stance
from debates.overview.painting import Painting
from debates.overview.sunburst import MINI, PAGE, PANEL, Frame, lay_out
from debates.overview.svg import Links, box, render
from debates.overview.tree import Row, Tree, build

from .debates import trees

LINKS = Links(("/debates/3/claims/", "/"), ("/debates/3/overview/?centre=", ""), "#outline")
SVG = "{http://www.w3.org/2000/svg}"


def draw(
    tree: Tree,
    frame: Frame = PAGE,
    *,
    centre: int = 0,
    name: str = "A picture",
    links: Links | None = LINKS,
    painting: Painting | None = None,
    open_claim: int | None = None,
) -> str:
    with translation.override("en-gb"):
        return render(
            lay_out(tree, frame, centre),
            painting or by_stance(tree),
            ident="overview-picture",
            name=name,
            links=links,
            open_claim=open_claim,
        )


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))


def segment_links(svg: str) -> list[ET.Element]:
    return [link for group in parsed(svg).iter(f"{SVG}g") if group.get("data-of") for link in group]


@given(trees(), st.sampled_from((PAGE, PANEL, MINI)))
def test_the_same_debate_gives_the_same_bytes(tree: Tree, frame: Frame) -> None:
    again = build(reversed(tree.rows))
    assert draw(tree, frame) == draw(again, frame)


@given(trees())
def test_it_is_well_formed_and_links_to_every_claim_drawn(tree: Tree) -> None:
    links = segment_links(draw(tree))
    merged = sum(int(link.get("data-more", 0)) for link in links)
    claims = [link for link in links if link.get("data-more") is None]
    drawn = {str(link.get("id")): link.get("href") for link in claims}
    assert len(drawn) + merged == len(tree) - 1
    # A link leads to what it shows, everything else to itself.
    leads = {f"s{row.id}": f"/debates/3/claims/{row.shows}/" for row in tree.rows}
    assert drawn.items() <= leads.items()


@given(trees())
def test_links_are_hollow_and_nothing_else_is(tree: Tree) -> None:
    hollow = {link.get("id") for link in segment_links(draw(tree)) if len(link) == 2}
    drawn = {link.get("id") for link in segment_links(draw(tree))}
    assert hollow == {f"s{row.id}" for row in tree.rows if row.links_to_id} & drawn


def test_the_inside_of_a_link_is_smaller_than_it_on_all_sides() -> None:
    rows = [Row(1, None, None), *(Row(n, 1, "pro", 2 if n > 2 else None) for n in range(2, 6))]
    svg = draw(build(rows))
    link = next(link for link in segment_links(svg) if link.get("id") == "s3")
    whole, inside = ([float(n) for n in re.findall(r"-?\d+", one.get("d") or "")] for one in link)
    assert whole[2] == inside[2]  # the radius in the middle of the ring
    assert hypot(*whole[-2:]) > hypot(*inside[-2:]) > 0
    ring = re.search(r'stroke-width="(\d+)"><g data-of', svg)
    assert ring
    assert 0 < int(link[1].get("stroke-width") or 0) < int(ring[1])


@given(trees(), st.sampled_from((PAGE, PANEL)))
def test_nothing_is_drawn_outside_the_picture(tree: Tree, frame: Frame) -> None:
    picture = lay_out(tree, frame)
    left, top, right, bottom = box(picture)
    assert max(-left, -top, right, bottom) <= frame.radius + 2
    for ring in picture.rings:
        for segment in (s for family in ring.families for s in family.segments):
            for part in range(11):
                angle = segment.start + (segment.end - segment.start) * part / 10
                assert left <= ring.outer * sin(angle) <= right
                assert top <= -ring.outer * cos(angle) <= bottom


@given(trees())
def test_ids_are_unique_and_every_link_has_one(tree: Tree) -> None:
    ids = [element.get("id") for element in parsed(draw(tree)).iter(f"{SVG}a")]
    assert None not in ids
    assert len(set(ids)) == len(ids)


@given(trees())
def test_the_number_in_the_middle_is_pros_and_cons_together(tree: Tree) -> None:
    number = parsed(draw(tree)).findtext(f"{SVG}text[@class='number']")
    assert number == str(sum(stance != 0 for stance in tree.stances))


@pytest.mark.parametrize(("claims", "kilobytes"), [(100, 4), (1_000, 25), (10_000, 60)])
def test_it_is_small(claims: int, kilobytes: int) -> None:
    packed = gzip.compress(draw(build(natural(claims))).encode(), 6)
    assert len(packed) <= kilobytes * 1024


def test_there_is_nothing_the_content_security_policy_would_refuse() -> None:
    svg = draw(build(natural(300)))
    assert not re.search(r"style=|<style|<script|\bon\w+=|javascript:", svg)


def test_what_a_person_typed_is_escaped() -> None:
    svg = draw(build(natural(5)), name='"><script>alert(1)</script>')
    assert "<script" not in svg
    assert parsed(svg).get("aria-label") == '"><script>alert(1)</script>'


def test_it_has_a_name_and_one_tab_stop_and_hides_its_segments_from_screen_readers() -> None:
    svg = parsed(draw(build(natural(50)), name="50 claims"))
    assert (svg.get("role"), svg.get("aria-label")) == ("group", "50 claims")
    assert all(group.get("aria-hidden") == "true" for group in svg.findall(f"{SVG}g"))
    stops = [element for element in svg.iter() if element.get("tabindex") == "0"]
    assert stops == [svg]
    assert all(link.get("tabindex") == "-1" for link in svg.iter(f"{SVG}a"))


def test_cons_are_hatched_as_well_as_coloured() -> None:
    tree = build([Row(1, None, None), Row(2, 1, "pro"), Row(3, 1, "con")])
    pro, con = (link[0] for link in segment_links(draw(tree)))
    assert (pro.get("class"), pro.get("stroke")) == ("pro", None)
    assert (con.get("class"), con.get("stroke")) == ("con", "url(#overview-picture-hatch)")


def test_colours_follow_the_mode_and_leave_the_geometry_alone() -> None:
    tree = build([Row(1, None, None), Row(2, 1, "con"), Row(3, 2, "con"), Row(4, 2, "pro")])
    by_parent, by_thesis = draw(tree), draw(tree, painting=by_leaning(tree))
    shades = {link.get("id"): link[0].get("class") for link in segment_links(by_thesis)}
    assert shades == {"s2": "con", "s3": "pro", "s4": "con"}
    assert re.findall(r' d="([^"]+)', by_parent) == re.findall(r' d="([^"]+)', by_thesis)


def test_a_merged_segment_says_how_many_and_opens_its_parent() -> None:
    rows = [Row(1, None, None), Row(2, 1, "pro"), Row(3, 1, "pro")]
    rows += [Row(n, 3, "con") for n in range(4, 2_000)]
    (merged,) = [link for link in segment_links(draw(build(rows))) if link.get("data-more")]
    assert merged.findtext(f"{SVG}title") == "and 1,996 more"
    assert merged.get("href") == "/debates/3/overview/?centre=3"


@given(st.data())
def test_what_is_lit_is_told_by_its_segment_or_by_the_merged_one(data: st.DataObject) -> None:
    tree = data.draw(trees())
    lit = sorted(data.draw(st.sets(st.integers(1, max(len(tree) - 1, 1)), max_size=3)))
    lit = [place for place in lit if place < len(tree)]
    frame = data.draw(st.sampled_from((PANEL, PANEL._replace(thinnest=60))))
    shades = ["fresh" if place in lit else "blank" for place in range(len(tree))]
    links = segment_links(draw(tree, frame, painting=Painting(shades, (), lit=lit)))
    claims = [link for link in links if link.get("data-more") is None]
    drawn = {int((link.get("id") or "")[1:]) for link in claims}
    told = {link.get("id") for link in links if "-lit)" in (link[-1].get("stroke") or "")}
    hidden = [place for place in lit if tree.rows[place].id not in drawn]
    assert bool(told) == bool(hidden)
    assert len(told) <= len(hidden)
    # Each stands below a claim that is above what it tells of.
    above = {tree.rows[step].id for place in hidden for step in tree.path(place)}
    assert {int((one or "m0-")[1:].split("-")[0]) for one in told} <= above


def test_around_the_centre_a_merged_segment_leads_to_the_outline() -> None:
    rows = [Row(1, None, None)] + [Row(n, 1, "con") for n in range(2, 5_000)]
    (merged,) = segment_links(draw(build(rows)))
    assert merged.get("href") == "#outline"


def test_a_still_picture_has_no_links_and_no_tab_stop() -> None:
    svg = parsed(draw(build(natural(130)), MINI, links=None))
    assert not list(svg.iter(f"{SVG}a"))
    assert all(element.get("tabindex") is None for element in svg.iter())
    assert svg.find(f"{SVG}text") is None


def test_arcs_end_where_the_next_ones_begin() -> None:
    """Coordinates are rounded: by no more than a twentieth of a pixel."""
    tree = build([Row(1, None, None), *(Row(n, 1, "pro") for n in range(2, 6))])
    arcs = [link[0].get("d") or "" for link in segment_links(draw(tree))]
    numbers = [[float(n) for n in re.findall(r"-?\d+", arc)] for arc in arcs]
    radius = numbers[0][2]
    for x, y, _rx, _ry, _rotation, _large, _sweep, dx, dy in numbers:
        for px, py in ((x, y), (x + dx, y + dy)):
            assert abs((px**2 + py**2) ** 0.5 - radius) <= 1
    assert radius == round((PAGE.disc + PAGE.widest / 2) * UNIT)


class TestOpenClaim:
    def outline(self, svg: str) -> str | None:
        found = re.search(r'<path class="open" d="([^"]+)"', svg)
        return found and found[1]

    @given(st.data())
    def test_is_outlined_wherever_it_is(self, data: st.DataObject) -> None:
        tree = data.draw(trees())
        place = data.draw(st.integers(0, len(tree) - 1))
        frame = data.draw(st.sampled_from((PANEL, PANEL._replace(thinnest=60))))
        assert self.outline(draw(tree, frame, open_claim=place))

    def test_is_not_outlined_when_it_is_outside_the_branch_shown(self) -> None:
        tree = build([Row(1, None, None), Row(2, 1, "pro"), Row(3, 1, "con")])
        assert self.outline(draw(tree, centre=1, open_claim=2)) is None

    def test_inside_a_merged_segment_outlines_that_one_on_its_own_side(self) -> None:
        rows = [Row(1, None, None)] + [Row(n, 1, ("pro", "con")[n % 2]) for n in range(2, 4_002)]
        tree = build(rows)
        pro, con = (draw(tree, open_claim=tree.place_of(n)) for n in (2, 3))
        assert self.outline(pro) != self.outline(con)

    def test_deep_in_a_chain_outlines_the_rim(self) -> None:
        svg = draw(build(chain(5_000)), open_claim=4_000)
        assert (self.outline(svg) or "").count("M") == 2  # a whole ring: inside and outside


def test_a_page_of_131_answers_draws_them_all() -> None:
    assert len(segment_links(draw(build(wide(131))))) == 260
