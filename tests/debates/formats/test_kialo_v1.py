"""Reading the older Kialo text."""

import pytest

from debates.formats import UnreadableFile
from debates.formats.kialo import read
from debates.models.document import Document, DocumentClaim
from debates.models.visible_text import pieces, visible_length, visible_text

from .files import fixture, v1

MULTI_THESIS = "%C3%9Cber-den-freien-tag-und-die-verg%C3%BCtung-der-n%C3.txt"


@pytest.fixture
def desk() -> Document:
    """The file with most oddities."""
    return read(fixture("night-desk-101.txt"))


def claim(document: Document, number: str) -> DocumentClaim:
    """The claim with that number."""
    return document.claims[list(document.numbers()).index(number)]


class TestTree:
    def test_title_and_thesis_differ(self, desk: Document) -> None:
        assert desk.title == "Should the night desk stay open all year? “Yes, but”…"
        assert desk.kind == "thesis"
        assert visible_text(desk.claims[0].text) == (
            "The night desk should stay open all year (holidays included)."
        )

    def test_every_claim_stands_under_its_parent(self, desk: Document) -> None:
        numbers = list(desk.numbers())
        assert len(numbers) == len(set(numbers)) == 19
        for number, row in zip(numbers[1:], desk.claims[1:], strict=True):
            assert row.parent is not None
            assert number == f"{numbers[row.parent]}{row.ordinal}."
        assert desk.depth == 4
        assert desk.theses == 1

    def test_stances_are_read_from_the_labels(self, desk: Document) -> None:
        assert [claim(desk, n).stance for n in ("1.", "1.1.", "1.1.1.")] == [None, "pro", "con"]

    def test_children_without_labels_are_theses(self) -> None:
        document = read(fixture(MULTI_THESIS))
        assert (document.kind, document.theses) == ("question", 2)
        assert [claim(document, n).stance for n in ("1.1.", "1.2.", "1.2.1.")] == [
            None,
            None,
            "con",
        ]

    def test_thirty_theses(self) -> None:
        assert read(fixture("when-to-rest-103.txt")).theses == 30

    def test_forty_levels(self) -> None:
        assert read(fixture("forty-levels-104.txt")).depth == 40

    def test_a_thesis_alone_is_a_debate(self) -> None:
        document = read(v1("1. Alone."))
        assert (document.kind, document.theses, len(document.claims)) == ("thesis", 1, 1)


class TestText:
    def test_a_line_feed_is_a_line_break_inside_a_claim(self, desk: Document) -> None:
        assert claim(desk, "1.1.1.").text.split("\n") == [
            "The log counts calls, not callers.",
            "One person rang forty times.",
        ]

    def test_lists_and_empty_lines_belong_to_their_claim(self, desk: Document) -> None:
        lines = claim(desk, "1.1.2.").text.split("\n")
        assert lines[:3] == [
            "The argument in steps:",
            "",
            "1. Distress does not keep office hours.",
        ]
        assert lines[-1] == "3. So we should."

    def test_links_keep_whatever_stands_for_their_url(self, desk: Document) -> None:
        urls = [
            url
            for number in ("1.1.", "1.2.", "1.2.1.", "1.2.2.")
            for _, url in pieces(claim(desk, number).text)
            if url is not None
        ]
        assert urls == [
            "https://example.org/log_(winter)_2025",
            "http://Shift work is associated with a moderate rise in risk",
            "https://example.org/unnamed",
            "ftp://archive.example.org/tables.csv",
            "https://example.org/here",
        ]

    def test_only_visible_characters_are_counted(self, desk: Document) -> None:
        long = claim(desk, "1.3.").text
        assert (visible_length(long), len(long) > 2_000) == (500, True)
        assert desk.warnings == []

    def test_unusual_characters_survive(self, desk: Document) -> None:
        text = claim(desk, "1.8.").text
        for character in "\U0001f319\u200d\u200b\xa0\xad\u2028\u202e\ue009\u0301\t\x10\x1b":
            assert character in text

    def test_the_same_text_twice_stays_two_claims(self, desk: Document) -> None:
        first, second = claim(desk, "1.7."), claim(desk, "1.7.1.")
        assert first.text == second.text
        assert second.link is None

    def test_a_text_that_is_too_long_is_kept_with_a_warning(self) -> None:
        document = read(v1("1. Thesis", f"1.1. Pro: {'x' * 706}"))
        assert len(document.claims[1].text) == 706
        assert len(document.warnings) == 1
        assert "1.1." in document.warnings[0]
        assert "706" in document.warnings[0]

    def test_a_label_in_the_text_is_text(self) -> None:
        document = read(v1("1. Pro: a thesis", "1.1. Con: Pro: and con: words"))
        assert [row.text for row in document.claims] == ["Pro: a thesis", "Pro: and con: words"]


class TestLinks:
    def test_the_stance_belongs_to_the_place(self, desk: Document) -> None:
        linked = [row for row in desk.claims if row.link is not None]
        target = claim(desk, "1.1.1.")
        assert [desk.claims[row.link or 0] for row in linked] == [target] * 3
        assert target.stance == "con"
        assert [row.stance for row in linked] == ["pro", "con", "con"]

    def test_other_discussions_are_named_by_number_and_title(self, desk: Document) -> None:
        named = [(row.external_number, row.stance) for row in desk.claims if row.external_number]
        assert named == [(102, "con"), (99999, "pro"), (101, "con")]
        assert claim(desk, "1.4.").external_title == (
            r"A desk that is open at night \(anywhere\) needs two people."
        )

    def test_a_link_may_show_an_external_reference(self) -> None:
        document = read(
            v1(
                "1. T",
                "1.1. Pro: -> See discussion #7: Else",
                "1.2. Con: x",
                "1.2.1. Pro: -> See 1.1.",
            )
        )
        assert document.claims[3].link == 1

    @pytest.mark.parametrize(
        "text", ["-> See 1.2", "-> see 1.1.", "-> See 1.1. and more", "-> See"]
    )
    def test_anything_else_is_text(self, text: str) -> None:
        document = read(v1("1. T", "1.1. Pro: a", f"1.2. Con: {text}"))
        assert (document.claims[2].link, document.claims[2].text) == (None, text)


class TestLostLineEnds:
    def test_a_copy_with_only_line_feeds_reads_the_same(self, desk: Document) -> None:
        assert read(fixture("night-desk-101-lf.txt")) == desk

    def test_a_copy_with_only_crlf_reads_the_same(self, desk: Document) -> None:
        everywhere = fixture("night-desk-101-lf.txt").replace(b"\n", b"\r\n")
        assert read(everywhere) == desk

    def test_a_newline_at_the_end_and_a_byte_order_mark_change_nothing(
        self, desk: Document
    ) -> None:
        assert read(b"\xef\xbb\xbf" + fixture("night-desk-101.txt") + b"\r\n\r\n") == desk

    def test_theses_are_found_without_the_mark(self) -> None:
        data = fixture(MULTI_THESIS)
        assert read(data.replace(b"\r\n", b"\n")) == read(data)


# Every way a file can be wrong, with the line that says so and a word of the reason.
REFUSED = {
    "nothing at all": (b"", 1, "first line"),
    "no header": (b"1. Thesis\r\n1.1. Pro: a", 1, "1. Thesis"),
    "no title": (b"Discussion Title: \r\n\r\n1. Thesis", 1, "title"),
    "no empty second line": (b"Discussion Title: T\r\n1. Thesis\r\n1.1. Pro: a", 2, "empty"),
    "no claim": (b"Discussion Title: T\r\n\r\n", 2, "no claim"),
    "does not begin with 1.": (v1("1.1. Pro: a"), 3, "“1.”"),
    "text before the first claim": (v1("Background", "1. T"), 3, "“1.”"),
    "a gap": (v1("1. T", "1.1. Pro: a", "1.3. Pro: b"), 5, "1.3. cannot come after 1.1."),
    "a duplicate": (v1("1. T", "1.1. Pro: a", "1.1. Pro: b"), 5, "1.1. cannot come after"),
    "an orphan": (v1("1. T", "1.1. Pro: a", "1.2.1. Pro: b"), 5, "1.2.1. cannot come after"),
    "a gap among theses": (v1("1. Q", "1.1. a", "1.3. b"), 5, "1.3. cannot come after 1.1."),
    "two roots": (v1("1. T", "1.1. Pro: a", "2. Other"), 5, "second root"),
    "two roots with claims": (v1("1. T", "1.1. Pro: a", "2.1. Con: x"), 5, "2.1. cannot"),
    "no label at level 3": (v1("1. T", "1.1. Pro: a", "1.1.1. b"), 5, "1.1.1. has no"),
    "mixed labels": (v1("1. T", "1.1. Pro: a", "1.2. b"), 5, "1.2. has no"),
    "a labelled thesis": (v1("1. Q", "1.1. a", "1.2. Pro: b"), 5, "1.2. is a thesis"),
    "a forward link": (v1("1. T", "1.1. Pro: -> See 1.2.", "1.2. Con: b"), 4, "not come before"),
    "a link to nowhere": (v1("1. T", "1.1. Pro: a", "1.2. Con: -> See 1.9."), 5, "not come before"),
    "a link to itself": (v1("1. T", "1.1. Pro: -> See 1.1."), 4, "itself"),
    "a link to an ancestor": (
        v1("1. T", "1.1. Pro: a", "1.1.1. Con: b", "1.1.1.1. Pro: -> See 1.1."),
        6,
        "stands above it",
    ),
    "a link to the root": (v1("1. T", "1.1. Pro: -> See 1."), 4, "stands above it"),
    "a link to a link": (
        v1("1. T", "1.1. Pro: a", "1.2. Pro: -> See 1.1.", "1.3. Con: -> See 1.2."),
        6,
        "itself a link",
    ),
    "a link with claims": (
        v1("1. T", "1.1. Pro: a", "1.2. Con: -> See 1.1.", "1.2.1. Pro: b"),
        6,
        "under a link",
    ),
    "an external reference with claims": (
        v1("1. T", "1.1. Pro: -> See discussion #4: X", "1.1.1. Pro: b"),
        5,
        "under a link",
    ),
    "a thesis that is a link": (v1("1. Q", "1.1. a", "1.2. -> See 1.1."), 5, "not a link"),
    "an empty claim": (v1("1. T", "1.1. Pro: "), 4, "no text"),
    "only spaces": (v1("1. T", "1.1. Pro:  \xa0"), 4, "no text"),
    "a huge claim": (v1("1. T", f"1.1. Pro: {'x' * 5001}"), 4, "5001"),
    "invalid UTF-8": (b"Discussion Title: T\r\n\r\n1. T\r\n1.1. Pro: \xff", 4, "UTF-8"),
    "a lone surrogate": (b"Discussion Title: T\r\n\r\n1. \xed\xa0\x80", 3, "UTF-8"),
    "NUL": (v1("1. T", "1.1. Pro: a\0b"), 4, "NUL"),
}


class TestRefusal:
    @pytest.mark.parametrize(("data", "line", "reason"), REFUSED.values(), ids=REFUSED)
    def test_names_the_line_and_the_reason(self, data: bytes, line: int, reason: str) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(data)
        assert refusal.value.line == line
        assert reason in refusal.value.reason

    def test_lines_inside_claims_are_counted(self) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(v1("1. T\n\nmore", "1.1. Pro: a", "1.3. Pro: b"))
        assert refusal.value.line == 7

    def test_the_message_shows_a_strange_first_line_in_one_short_line(self) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(b"<!doctype html>\x1b[31m" + b"x" * 10_000)
        assert "<!doctype html>\N{REPLACEMENT CHARACTER}[31m" in refusal.value.reason
        assert len(refusal.value.reason) < 250


class TestHostileFiles:
    def test_thousands_of_levels(self) -> None:
        """Deeper than the interpreter's stack; the last number alone has 6,000 characters."""
        records = ["1. T"] + [f"{'1.' * level} Pro: a" for level in range(2, 3_001)]
        document = read(v1(*records))
        assert document.depth == 3_000
        assert sum(1 for _ in document.numbers()) == 3_000

    def test_ten_thousand_siblings(self) -> None:
        document = read(v1("1. T", *(f"1.{n}. Con: a" for n in range(1, 10_001))))
        assert len(document.claims) == 10_001

    def test_numbers_too_long_for_any_integer_are_text(self) -> None:
        document = read(v1("1. T", f"1.{'9' * 5_000}. Pro"[:4_900]))
        assert len(document.claims) == 1

    def test_a_message_never_repeats_a_number_of_millions_of_digits(self) -> None:
        for record in (f"{'1.' * 100_000} Pro: a", f"1.1. Pro: -> See {'1.' * 100_000}"):
            with pytest.raises(UnreadableFile) as refusal:
                read(v1("1. T", record))
            assert len(refusal.value.reason) < 300

    def test_leading_zeros_are_no_numbers(self) -> None:
        assert len(read(v1("1. T", "1.01. Pro: a")).claims) == 1
