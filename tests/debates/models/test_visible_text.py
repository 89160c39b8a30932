"""What a person sees of a claim, and how that is counted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.models.visible_text import (
    escape,
    escape_url,
    pieces,
    raw_place,
    visible_length,
    visible_text,
)

# Text made mostly of the characters that mean something.
tricky = st.text(alphabet=st.sampled_from("\\[]()*_<>&`ab \n\u2028é🌙"), max_size=60)


class TestVisibleText:
    @pytest.mark.parametrize(
        ("markdown", "seen"),
        [
            ("", ""),
            ("plain", "plain"),
            (r"\(law\)", "(law)"),
            (r"a \\ b", r"a \ b"),
            (r"C:\new", r"C:\new"),
            ("ends in \\", "ends in \\"),
            ("[the log](https://example.org)", "the log"),
            ("see [a](u) and [b](v).", "see a and b."),
            (r"[law \(old\)](https://example.org/law_\(old\))", "law (old)"),
            ("[pasted](http://Shift work is bad for you)", "pasted"),
            ("[](https://example.org)", ""),
            ("[anchor]()", "anchor"),
            ("[wiki](https://example.org/Law_(old)) says", "wiki says"),
            ("[here](https://example.org)(in May)", "here(in May)"),
            ("[open](https://example.org/(x end) end", "open end"),
            ("[never](closed", "[never](closed"),
            ("[alone] and ](there)", "[alone] and ](there)"),
            (r"\[not a link](u)", "[not a link](u)"),
            (r"[not a link\](u)", "[not a link](u)"),
            ("[see [1]](u)", "see [1]"),
            ("[outer [inner](u) text](v)", "[outer inner text](v)"),
            (r"\\[a](u)", r"\a"),
            ("*loud* _quiet_ &amp; <b>", "*loud* _quiet_ &amp; <b>"),
        ],
    )
    def test_shows_what_a_reader_sees(self, markdown: str, seen: str) -> None:
        assert visible_text(markdown) == seen
        assert visible_length(markdown) == len(seen)

    @given(tricky)
    def test_escaped_text_shows_as_it_was(self, plain: str) -> None:
        assert visible_text(escape(plain)) == plain

    @given(tricky, tricky)
    def test_a_link_shows_its_anchor_and_hides_its_url(self, anchor: str, url: str) -> None:
        link = f"[{escape(anchor)}]({escape_url(url)})"
        assert list(pieces(link)) == [(anchor, url)]

    @given(tricky)
    def test_nothing_is_invented(self, markdown: str) -> None:
        seen = visible_text(markdown)
        assert len(seen) <= len(markdown)
        in_order = iter(markdown)
        assert all(character in in_order for character in seen)

    @pytest.mark.parametrize(
        "bad", ["[", "](", "[a](", "[a]((", "[]((x)", r"\[", "(", "[[](", "()"]
    )
    def test_takes_one_pass_over_hostile_text(self, bad: str) -> None:
        """A second of work at the most for a text where squared time would need an hour."""
        seen = visible_text(bad * 100_000)
        assert re.sub(r"[^(\[\]x)\\a]", "", seen) == seen


class TestRawPlace:
    @pytest.mark.parametrize(
        ("markdown", "position", "place"),
        [
            ("word", 4, (0, 4)),
            ("word", 99, (0, 4)),
            (r"a \(b\) c", 5, (0, 7)),
            ("[one](u) two", 3, (8, 8)),
            ("[one](u) two", 1, (8, 8)),
            ("[one](u) two", 7, (8, 12)),
            ("[one](u) two", 0, (0, 0)),
        ],
    )
    def test_finds_the_place_in_the_markdown(
        self, markdown: str, position: int, place: tuple[int, int]
    ) -> None:
        assert raw_place(markdown, position) == place

    @given(tricky, st.integers(0, 70))
    def test_the_text_before_the_place_shows_that_many_characters(
        self, plain: str, position: int
    ) -> None:
        _, place = raw_place(escape(plain), position)
        assert visible_text(escape(plain)[:place]) == plain[:position]
