"""Reading the newer Kialo text."""

import pytest

from debates.formats import UnreadableFile
from debates.formats.kialo import read
from debates.models.document import Document, DocumentSource
from debates.models.visible_text import visible_text

from .files import fixture, v2

TWO_CLAIMS = ("1. Thesis:", "T", "", "  1.1. Pro:", "  a", "")


@pytest.fixture
def desk() -> Document:
    """The file with most oddities."""
    return read(fixture("night-desk-new-105.txt"))


class TestTree:
    def test_labels_and_indents_make_the_tree(self, desk: Document) -> None:
        assert (desk.title, desk.kind) == ("Should the night desk stay open?", "thesis")
        assert list(desk.numbers()) == [
            "1.",
            "1.1.",
            "1.1.1.",
            "1.1.1.1.",
            "1.1.2.",
            "1.2.",
            "1.2.1.",
        ]
        assert [row.stance for row in desk.claims] == [
            None,
            "pro",
            "con",
            "pro",
            "con",
            "con",
            "pro",
        ]

    def test_line_ends_mean_nothing(self, desk: Document) -> None:
        assert read(fixture("night-desk-new-105-lf.txt")) == desk

    def test_a_question_has_theses(self) -> None:
        document = read(fixture("free-day-new-106.txt"))
        assert (document.kind, document.theses, document.links) == ("question", 2, 1)

    def test_a_question_without_theses_is_still_a_question(self) -> None:
        assert read(v2("1. Question:", "Why?")).kind == "question"

    def test_links_and_other_discussions(self, desk: Document) -> None:
        assert desk.claims[6].link == 2
        assert desk.claims[4].external_number == 102
        assert visible_text(desk.claims[4].external_title) == (
            "A desk that is open [at night] needs two people."
        )


class TestText:
    def test_lines_that_look_like_numbers_are_text(self, desk: Document) -> None:
        assert visible_text(desk.claims[1].text).startswith("14.5% of all calls")
        assert visible_text(desk.claims[2].text).split("\n")[1:] == [
            "",
            "19.7 million is another matter.",
        ]

    def test_plain_text_shows_as_it_was(self, desk: Document) -> None:
        assert visible_text(desk.claims[2].text).startswith(
            r"Said in our goals.[1] and in [the report] and [...], snake_case\dir <b>."
        )

    def test_a_head_with_the_wrong_indent_is_text(self) -> None:
        document = read(v2(*TWO_CLAIMS, "  1.1.1. Con:", "  b"))
        assert document.claims[1].text == "a\n\n1.1.1. Con:\nb"

    def test_an_empty_line_that_lost_its_indent_stays_in_the_claim(self) -> None:
        document = read(v2("1. Thesis:", "one", "", "two", "", "  1.1. Pro:", "  a"))
        assert [row.text for row in document.claims] == ["one\n\ntwo", "a"]

    def test_text_that_becomes_a_reference_without_its_mark_stays_text(self) -> None:
        lines = [*TWO_CLAIMS, "  1.2. Con:", "  -> See 1.1. [1]", "", "Sources:", "[1] u"]
        row = read(v2(*lines)).claims[2]
        assert (row.link, visible_text(row.text)) == (None, "-> See 1.1.")


class TestSources:
    def test_marks_become_sources_at_their_place(self, desk: Document) -> None:
        cited = [
            (visible_text(row.text)[: source.position][-7:], source.number, source.url)
            for row in desk.claims
            for source in row.sources
        ]
        assert cited == [
            ("ay open", 1, "https://example.org/charter"),
            ("idnight", 1, "https://example.org/log_(winter)"),
            ("m (p. 3", 2, "http://Shift work is associated with a moderate rise"),
            ("als.[1]", 1, "https://example.org/goals"),
            (" matter", 2, "https://example.org/millions"),
            (" matter", 3, "https://example.org/millions"),
            (" health", 1, "https://example.org/health"),
        ]

    def test_quotations_keep_their_lines(self, desk: Document) -> None:
        assert desk.claims[1].sources[0].quotation.split("\n") == [
            "After midnight it is",
            "the same few voices.",
            "",
            '[sic] one of them said, "always"',
            "[7] was the number of the ward.",
        ]
        assert desk.claims[2].sources[2].quotation == "Millions."

    def test_only_the_next_number_is_a_mark(self, desk: Document) -> None:
        assert (
            visible_text(desk.claims[5].text) == "Night work costs health. The mark [9] was typed."
        )

    def test_brackets_are_text_when_there_are_no_sources(self) -> None:
        row = read(v2("1. Thesis:", "As said [1].")).claims[0]
        assert (visible_text(row.text), row.sources) == ("As said [1].", [])

    def test_a_source_without_a_mark_is_kept_and_reported(self) -> None:
        document = read(v2(*TWO_CLAIMS, "Sources:", "[1] https://example.org", '"Words"'))
        assert document.claims[0].sources == [
            DocumentSource(1, "https://example.org", quotation="Words", position=None)
        ]
        assert "1 source" in document.warnings[0]

    def test_the_word_sources_in_a_claim_is_text(self) -> None:
        document = read(v2("1. Thesis:", "T", "", "Sources:", "are many", "", "  1.1. Pro:", "  a"))
        assert document.claims[0].text == "T\n\nSources:\nare many"


REFUSED = {
    "more in the first line": (b"Discussion Name: T\n\n1. Thesis:\nT", 1, "alone"),
    "no title": (b"Discussion Name:\n\n\n1. Thesis:\nT", 2, "title"),
    "nothing after the title": (b"Discussion Name:\nT", 2, "no claim"),
    "no empty third line": (b"Discussion Name:\nT\n1. Thesis:\nT", 3, "empty"),
    "only sources": (v2("Sources:", "[1] u"), 4, "“1. Thesis:”"),
    "text before the first claim": (v2("Background", "", "1. Thesis:", "T"), 4, "“1. Thesis:”"),
    "a gap": (v2(*TWO_CLAIMS, "  1.3. Con:", "  b"), 10, "1.3. cannot come after 1.1."),
    "two roots": (v2(*TWO_CLAIMS, "2. Thesis:", "b"), 10, "2. cannot come after"),
    "the root twice": (v2(*TWO_CLAIMS, "1. Thesis:", "b"), 10, "1. cannot come after"),
    "a pro as root": (v2("1. Pro:", "T"), 4, "“Pro”"),
    "a thesis below a thesis": (v2(*TWO_CLAIMS, "  1.2. Thesis:", "  b"), 10, "“Thesis”"),
    "a pro below a question": (v2("1. Question:", "Q", "", "  1.1. Pro:", "  a"), 7, "“Pro”"),
    "an empty claim": (
        v2("1. Thesis:", "T", "", "  1.1. Pro:", "", "  1.2. Con:", "  b"),
        7,
        "no text",
    ),
    "a thousand stray sources": (
        v2(*TWO_CLAIMS, "Sources:", *(f"[{n}] u" for n in range(1, 1_102))),
        10,
        "1101 sources",
    ),
    "a forward link": (v2("1. Thesis:", "T", "", "  1.1. Pro:", "  -> See 1.2."), 7, "before"),
}


class TestRefusal:
    @pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["lf", "crlf"])
    @pytest.mark.parametrize(("data", "line", "reason"), REFUSED.values(), ids=REFUSED)
    def test_names_the_line_and_the_reason(
        self, data: bytes, line: int, reason: str, newline: bytes
    ) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(data.replace(b"\r\n", b"\n").replace(b"\n", newline))
        assert refusal.value.line == line
        assert reason in refusal.value.reason

    def test_thousands_of_levels(self) -> None:
        """Deeper than the interpreter's stack."""
        lines = ["1. Thesis:", "T"]
        for level in range(2, 1_501):
            indent = "  " * (level - 1)
            lines += ["", f"{indent}{'1.' * level} Con:", f"{indent}a"]
        assert read(v2(*lines)).depth == 1_500
