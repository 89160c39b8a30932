"""The geometry of the overview."""

from itertools import pairwise
from math import isclose, tau

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.debate_shapes import chain, natural, spine, wide
from debates.overview.sunburst import (
    DEEPEST,
    MINI,
    PAGE,
    PANEL,
    Frame,
    Picture,
    Segment,
    lay_out,
    ring_radii,
)
from debates.overview.tree import Row, Tree, build

from .debates import trees

FRAMES = st.sampled_from((PAGE, PANEL, MINI, PANEL._replace(thinnest=40)))


def segments(picture: Picture) -> list[Segment]:
    return [s for ring in picture.rings for family in ring.families for s in family.segments]


def counted(picture: Picture) -> tuple[list[int], int]:
    """The places that are drawn, and how many claims the merged segments stand for."""
    drawn = [s.place for s in segments(picture) if not s.merged]
    return drawn, sum(s.merged for s in segments(picture))


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    tree = draw(trees())
    return lay_out(tree, draw(FRAMES), draw(st.integers(0, len(tree) - 1)))


@given(pictures())
def test_siblings_share_their_parents_angle_without_gap_or_overlap(picture: Picture) -> None:
    room = {picture.centre: (0.0, tau)}
    for ring in picture.rings:
        for parent, family in ring.families:
            start, end = room[parent]
            for one in family:
                assert isclose(one.start, start, abs_tol=1e-9)
                start = one.end
                if not one.merged:
                    room[one.place] = one.start, one.end
            assert isclose(start, end, abs_tol=1e-9)


@given(pictures())
def test_angles_are_in_proportion_to_the_claims_in_the_branch(picture: Picture) -> None:
    tree = picture.tree
    room = {s.place: s.end - s.start for s in segments(picture) if not s.merged}
    room[picture.centre] = tau
    for one in segments(picture):
        claims = one.merged or tree.sizes[one.place]
        parent = one.place if one.merged else tree.parents[one.place]
        share = claims / (tree.sizes[parent] - 1)
        assert isclose(one.end - one.start, room[parent] * share, abs_tol=1e-9)


@given(pictures())
def test_every_claim_is_drawn_or_counted_in_exactly_one_merged_segment(picture: Picture) -> None:
    drawn, merged = counted(picture)
    assert len(set(drawn)) == len(drawn)
    assert len(drawn) + merged == picture.tree.sizes[picture.centre] - 1
    inside = range(picture.centre + 1, picture.centre + picture.tree.sizes[picture.centre])
    assert all(place in inside for place in drawn)
    # What is not drawn hangs below a parent that has a merged segment, and nothing else does.
    hidden = set(inside) - set(drawn)
    tops = [place for place in hidden if picture.tree.parents[place] not in hidden]
    assert {picture.tree.parents[top] for top in tops} == {
        s.place for s in segments(picture) if s.merged
    }


@given(pictures())
def test_the_pro_part_of_the_disc_is_its_share_and_pros_grow_out_of_it(picture: Picture) -> None:
    pros, cons = picture.pros, picture.cons
    assert (pros, cons) == picture.tree.split(picture.centre)
    if pros + cons:
        assert isclose(picture.pro_end, tau * pros / (pros + cons))
    stances = picture.tree.stances
    children = list(picture.tree.children(picture.centre))
    if not children or not all(stances[child] for child in children):
        return  # theses: their ring is shared out among themselves
    for one in picture.rings[0].families[0].segments:
        in_pro_part = one.end <= picture.pro_end + 1e-9
        in_con_part = one.start >= picture.pro_end - 1e-9
        assert in_pro_part or in_con_part
        if not one.merged:
            assert in_pro_part if stances[one.place] > 0 else in_con_part


@given(pictures())
def test_pros_come_first_clockwise(picture: Picture) -> None:
    for ring in picture.rings:
        for family in ring.families:
            drawn = [picture.tree.stances[s.place] for s in family.segments if not s.merged]
            assert drawn == sorted(drawn, reverse=True)


@given(pictures())
@settings(max_examples=50)
def test_only_a_hairline_on_its_own_or_a_remainder_is_thinner_than_can_be_seen(
    picture: Picture,
) -> None:
    for ring in picture.rings:
        for family in ring.families:
            middle = (ring.inner + ring.outer) / 2
            thin = [
                s
                for s in family.segments
                if not s.merged and (s.end - s.start) * middle < picture.frame.thinnest - 1e-9
            ]
            assert len(thin) <= (2 if family.parent == picture.centre else 1)
            assert all(picture.tree.sizes[s.place] == 1 for s in thin)


@given(st.integers(0, DEEPEST + 1), st.sampled_from((PAGE, PANEL, MINI)))
def test_rings_fit_the_frame_and_shrink_outwards(rings: int, frame: Frame) -> None:
    radii = ring_radii(frame, rings)
    assert len(radii) == rings + 1
    assert radii[0] == frame.disc
    assert radii[-1] <= frame.radius + 1e-9
    widths = [b - a for a, b in pairwise(radii)]
    assert all(later < earlier for earlier, later in pairwise(widths))


def test_the_genuine_depth_of_38_levels_is_drawn_to_the_last() -> None:
    picture = lay_out(build(spine(38)), PANEL)
    assert len(picture.rings) == 38
    assert counted(picture) == (list_of_places(picture), 0)
    assert min(ring.outer - ring.inner for ring in picture.rings) > 1.5


def list_of_places(picture: Picture) -> list[int]:
    """All places below the root, ring by ring as they are drawn."""
    return [s.place for s in segments(picture)]


def test_131_siblings_are_all_drawn() -> None:
    picture = lay_out(build(wide(131)), PANEL)
    assert len(picture.rings[0].families[0].segments) == 131
    assert not counted(picture)[1]


@pytest.mark.parametrize("frame", [PAGE, PANEL, MINI])
def test_ten_thousand_claims_are_all_accounted_for(frame: Frame) -> None:
    picture = lay_out(build(natural(10_000)), frame)
    drawn, merged = counted(picture)
    assert len(drawn) + merged == 10_000
    assert len(drawn) > 50


def test_a_hostile_chain_ends_in_a_rim_that_counts_the_rest() -> None:
    picture = lay_out(build(chain(5_000)), PAGE)
    assert len(picture.rings) == DEEPEST + 1
    ((last,),) = [family.segments for family in picture.rings[-1].families]
    assert (last.place, last.merged) == (DEEPEST, 5_000 - DEEPEST)
    assert isclose(last.end, tau)


def test_too_many_answers_are_merged_side_by_side_around_the_centre() -> None:
    rows = [Row(1, None, None)]
    rows += [Row(n, 1, "pro" if n % 4 else "con") for n in range(2, 4_002)]
    (ring,) = lay_out(build(rows), PANEL).rings
    assert [s.merged for s in ring.families[0].segments] == [3_000, 1_000]


def test_an_empty_debate_is_a_disc_without_rings() -> None:
    picture = lay_out(build([Row(1, None, None)]))
    assert (picture.rings, picture.pros, picture.cons) == ([], 0, 0)


def test_a_branch_can_be_the_centre() -> None:
    tree: Tree = build(natural(200))
    biggest = max(range(1, len(tree)), key=lambda place: tree.sizes[place])
    picture = lay_out(tree, PAGE, biggest)
    drawn, merged = counted(picture)
    assert len(drawn) + merged == tree.sizes[biggest] - 1
    assert sum(tree.split(biggest)) == tree.sizes[biggest] - 1
