"""Finding the words a source is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.models.passages import find_passage


@pytest.mark.parametrize(
    ("visible", "passage", "found"),
    [
        ("It warms the hands", "warms the", "warms the"),
        ("It warms the hands", "WARMS  the\n", "warms the"),
        ("It warms\nthe hands", "warms the hands", "warms\nthe hands"),
        ("It *warms* the hands", "It warms the", "It *warms* the"),
        ("It warms the hands", "*warms*", "warms"),
        ("A (b) [c] d.", "(b) [c]", "(b) [c]"),
        ("It warms the hands", "cools", None),
        ("It warms the hands", "", None),
        ("It warms the hands", " ** ", None),
        ("", "x", None),
    ],
)
def test_words_are_found_as_people_copy_them(visible: str, passage: str, found: str | None) -> None:
    place = find_passage(visible, passage)
    assert (visible[slice(*place)] if place else None) == found


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 80))
def test_every_copied_piece_is_found(visible: str, start: int, length: int) -> None:
    piece = visible[start : start + length]
    if piece.replace("*", "").replace("_", "").split():
        place = find_passage(visible, piece)
        assert place is not None
        assert place[0] < place[1]
