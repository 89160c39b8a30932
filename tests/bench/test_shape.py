"""The trees that everything is measured on look like real debates, and are always the same."""

import pytest

from bench.shape import LEAVES, WIDEST, grow


@pytest.mark.parametrize("claims", [1, 2, 50, 1_000, 20_000])
def test_has_as_many_claims_as_asked(claims: int) -> None:
    shape = grow(claims)
    assert len(shape.parents) == len(shape.stances) == len(shape.texts) == claims
    assert shape.branch_sizes()[0] == claims


def test_is_the_same_tree_every_time() -> None:
    assert grow(500) == grow(500)
    assert grow(500) != grow(500, seed=2)


def test_parents_come_before_children() -> None:
    assert all(parent < claim for claim, parent in enumerate(grow(2_000).parents))


def test_looks_like_real_debates() -> None:
    shape = grow(20_000)
    widths = [len(children) for children in shape.children()]
    assert abs(widths.count(0) / 20_000 - LEAVES) < 0.01
    assert max(widths) <= WIDEST
    assert 12 <= max(shape.depths()) <= 25


def test_only_the_root_has_no_stance_and_texts_fit() -> None:
    shape = grow(3_000)
    assert shape.stances[0] is None
    assert set(shape.stances[1:]) == {"pro", "con"}
    assert max(len(text) for text in shape.texts) <= 500
