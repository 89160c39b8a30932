"""What may be typed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from config.text import PlainText, is_blank, tidy


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_tidy_text_has_no_foreign_line_ends(text: str) -> None:
    assert not set(tidy(text)) & {"\r", "\u2028", "\u2029"}


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u00a0\t\n", "\u2060\ufeff"])
def test_what_nobody_could_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u05e9\u05dc\u05d5\u05dd", "🦉", "1\u200b"])
def test_what_somebody_can_see_is_not(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["fine\nlines\tand tabs", "שלום", "a\u200fb", "👩‍👩‍👧"])
def test_ordinary_text_passes(text: str) -> None:
    PlainText()(text)


@pytest.mark.parametrize("text", ["\x07", "a\u202eb", "\ud800", "what\ufffd", "\x9f"])
def test_what_cannot_be_shown_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PlainText()(text)
