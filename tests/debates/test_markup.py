"""Markdown of people never becomes anything but the few tags we allow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.markup import Mark, cited_html, claim_html, text_html

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVa\tscript:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:x)",
    '<a hx-get="/x" data-hx-post="/y" onclick="z" style="s" id="i">a</a>',
    "![x](https://example.org/pixel.png)",
    "&lt;script&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_is_text(text: str) -> None:
    for html in (claim_html(text), text_html(text)):
        assert not re.search(r"<(script|img|iframe|svg)|href=\"(?!https?:|mailto:)", html)
        assert not re.search(r"<[^>]*\s(hx-|data-hx-|style|id|on\w+)", html)


def test_links_and_emphasis_are_shown_and_escapes_undone() -> None:
    html = claim_html(r"*Yes* \(see [here](https://example.org/a_\(b\))\)")
    assert html == (
        '<em>Yes</em> (see <a href="https://example.org/a_(b)" rel="nofollow ugc noopener">'
        "here</a>)"
    )


def test_line_breaks_are_kept() -> None:
    assert claim_html("one\ntwo").replace("\n", "") == "one<br>two"


def test_headings_begin_below_those_of_the_page() -> None:
    assert "<h3>Big</h3>" in text_html("# Big")


@given(st.text(alphabet="[]()<>*_\\`!:/aj \n&;\"'=", max_size=60))
def test_no_text_makes_another_tag(text: str) -> None:
    tags = set(re.findall(r"</?([a-z0-9]+)", claim_html(text)))
    assert tags <= {"a", "em", "strong", "code", "br"}


class TestCited:
    def test_marks_stand_after_the_words_whatever_their_markup(self) -> None:
        text = r"An *old* [study](https://e.org/s) \(1999\) says so"
        places = {"An *old*": "</em><sup", "study": "</a><sup", "(1999)": "(1999)<sup"}
        for words, expected in places.items():
            place = "An *old* study (1999) says so".index(words) + len(words)
            assert expected in cited_html(text, [Mark(place, 3, "source-7")])

    def test_several_marks_keep_their_order_and_the_text_its_characters(self) -> None:
        marks = [Mark(4, 2, "source-2"), Mark(4, 1, "source-1"), Mark(0, 3, "source-3")]
        html = cited_html("<b>1</b>", marks)
        assert re.sub(r"<sup.*?</sup>", "|", html) == "|&lt;b&gt;1||&lt;/b&gt;"
        assert re.findall(r"#source-(\d)", html) == ["3", "1", "2"]

    def test_a_text_with_our_placeholder_goes_without_marks(self) -> None:
        assert "<sup" not in cited_html("a\ufdd00\ufdd1b", [Mark(1, 1, "source-1")])

    def test_without_marks_it_is_the_claim(self) -> None:
        assert cited_html("*x*", []) == claim_html("*x*")
