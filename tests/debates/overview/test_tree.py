"""A whole debate held flat."""

import pytest
from hypothesis import given

from bench.debate_shapes import chain
from debates.overview.tree import Row, Tree, build

from .debates import rows_of_debates, trees


def small() -> Tree:
    """Thesis 1; pro 2 with con 4 (answered by pro 5); con 3, which stands first."""
    return build(
        [
            Row(4, 2, "con"),
            Row(1, None, None),
            Row(5, 4, "pro"),
            Row(2, 1, "pro", position=20),
            Row(3, 1, "con", position=10),
        ]
    )


def ids(tree: Tree) -> list[int]:
    return [row.id for row in tree.rows]


class TestBuild:
    def test_rows_in_any_order_give_reading_order(self) -> None:
        tree = small()
        assert ids(tree) == [1, 3, 2, 4, 5]
        assert tree.parents == [-1, 0, 0, 2, 3]
        assert tree.depths == [0, 1, 1, 2, 3]
        assert tree.sizes == [5, 1, 3, 2, 1]

    def test_a_pro_of_a_con_is_against(self) -> None:
        leanings = dict(zip(ids(small()), small().leanings, strict=True))
        assert leanings == {1: 0, 2: 1, 3: -1, 4: -1, 5: -1}

    def test_theses_take_no_side_and_their_claims_begin_anew(self) -> None:
        tree = build([Row(1, None, None), Row(2, 1, None), Row(3, 2, "con"), Row(4, 3, "con")])
        assert tree.leanings == [0, 0, -1, 1]

    def test_siblings_of_equal_position_stand_in_order_of_id(self) -> None:
        tree = build([Row(3, 1, "pro"), Row(1, None, None), Row(2, 1, "con")])
        assert ids(tree) == [1, 2, 3]

    def test_a_link_is_one_claim_without_children(self) -> None:
        tree = build(
            [
                Row(1, None, None),
                Row(2, 1, "pro"),
                Row(3, 2, "pro"),
                Row(4, 1, "con", links_to_id=2),
            ]
        )
        assert tree.sizes == [4, 2, 1, 1]

    def test_what_hangs_from_an_archived_claim_is_left_out(self) -> None:
        tree = build([Row(1, None, None), Row(3, 2, "pro"), Row(4, 3, "con"), Row(5, 1, "pro")])
        assert ids(tree) == [1, 5]

    def test_a_hostile_loop_is_left_out(self) -> None:
        tree = build([Row(1, None, None), Row(2, 3, "pro"), Row(3, 2, "con")])
        assert ids(tree) == [1]

    @pytest.mark.parametrize(
        "rows", [[], [Row(2, 1, "pro")], [Row(1, None, None), Row(2, None, None)]]
    )
    def test_rows_without_exactly_one_root_are_refused(self, rows: list[Row]) -> None:
        with pytest.raises(ValueError, match="one root"):
            build(rows)

    def test_five_thousand_levels_do_not_crash(self) -> None:
        tree = build(reversed(chain(5_000)))
        assert tree.levels() == 5_000
        assert tree.sizes[0] == 5_001
        assert len(tree.path(5_000)) == 5_001

    @given(rows_of_debates())
    def test_nothing_is_lost_whatever_the_order(self, rows: list[Row]) -> None:
        tree = build(rows)
        assert sorted(ids(tree)) == sorted(row.id for row in rows)
        assert build(sorted(rows)) == tree

    @given(trees())
    def test_a_branch_is_a_slice(self, tree: Tree) -> None:
        for place in range(len(tree)):
            children = list(tree.children(place))
            assert tree.sizes[place] == 1 + sum(tree.sizes[child] for child in children)
            assert all(tree.parents[child] == place for child in children)


class TestQuestions:
    def test_split_counts_claims_below_pros_and_cons(self) -> None:
        assert small().split() == (3, 1)
        assert small().split(2) == (0, 2)

    @given(trees())
    def test_split_counts_every_claim_but_the_thesis_or_theses(self, tree: Tree) -> None:
        assert sum(tree.split()) == sum(stance != 0 for stance in tree.stances)

    def test_place_of_finds_a_claim_or_none(self) -> None:
        assert small().place_of(4) == 3
        assert small().place_of(99) is None

    def test_path_leads_from_the_root(self) -> None:
        assert small().path(4) == [0, 2, 3, 4]
