"""Markdown of people never becomes anything but the few tags we allow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.markup import claim_html, text_html

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
