"""Writing the older Kialo text, and reading it back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.formats.kialo import read, write
from debates.models.document import Document, DocumentClaim, DocumentSource, Kind
from debates.models.visible_text import escape, pieces, visible_text

from .files import FIXTURES, fixture

OLD = [
    p.name for p in sorted(FIXTURES.glob("*.txt")) if "-new-" not in p.name and "-lf" not in p.name
]

# Words as people and machines leave them: anything but NUL, surrogates and CRLF.
words = (
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "-> See ",
                    "1.1. ",
                    "Pro: ",
                    "Con: ",
                    "2. ",
                    "\n",
                    "\r",
                    "\\",
                    "[a](u)",
                    "#1: ",
                    "x",
                ]
            ),
            max_size=6,
        ).map("".join),
    )
    .map(lambda text: re.sub(r"\r+\n", "\n", text))
    .filter(lambda text: text.strip())
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any debate the format can hold."""
    kind: Kind = draw(st.sampled_from(["thesis", "question"]))
    claims = [DocumentClaim(None, 1, None, draw(words))]
    trail, children = [0], {0: 0}
    for index in range(1, draw(st.integers(1 if kind == "question" else 0, 12)) + 1):
        del trail[draw(st.integers(1, len(trail))) :]
        parent = trail[-1]
        children[parent] += 1
        is_thesis = parent == 0 and kind == "question"
        claim = DocumentClaim(
            parent, children[parent], None if is_thesis else draw(st.sampled_from(["pro", "con"]))
        )
        claims.append(claim)
        above = set(trail)
        targets = [i for i, c in enumerate(claims[:-1]) if c.link is None and i not in above]
        content = draw(st.sampled_from(["text", "text", "link", "external"]))
        if content == "link" and targets and not is_thesis:
            claim.link = draw(st.sampled_from(targets))
        elif content == "external" and not is_thesis:
            claim.external_number = draw(st.integers(1, 999_999_999))
            claim.external_title = draw(words)
        else:
            claim.text = draw(words)
            trail.append(index)
            children[index] = 0
    title = draw(words.filter(lambda text: "\n" not in text and "\r" not in text))
    return Document(title, kind, claims)


def shape(document: Document) -> list[tuple[object, ...]]:
    """Everything about a tree that a file holds, with texts as they are seen."""
    return [
        (
            c.parent,
            c.ordinal,
            c.stance,
            visible_text(c.text),
            c.link,
            c.external_number,
            c.external_title,
        )
        for c in document.claims
    ]


class TestRoundTrip:
    @pytest.mark.parametrize("name", OLD)
    def test_a_file_comes_back_byte_for_byte(self, name: str) -> None:
        assert write(read(fixture(name))) == fixture(name)

    def test_a_normalised_copy_comes_back_as_the_original(self) -> None:
        assert write(read(fixture("night-desk-101-lf.txt"))) == fixture("night-desk-101.txt")

    @given(documents())
    def test_what_is_written_reads_the_same(self, document: Document) -> None:
        back = read(write(document))
        assert (back.title, back.kind) == (document.title, document.kind)
        assert shape(back) == shape(document)

    @given(documents())
    def test_what_was_read_once_comes_back_byte_for_byte(self, document: Document) -> None:
        data = write(document)
        assert write(read(data)) == data


class TestLineEnds:
    def test_crlf_in_a_text_does_not_end_the_claim(self) -> None:
        document = Document("T", "thesis", [DocumentClaim(None, 1, None, "one\r\n1.1. Pro: two")])
        assert read(write(document)).claims[0].text == "one\n1.1. Pro: two"

    def test_a_title_takes_one_line(self) -> None:
        document = Document("A\r\nB\nC\u2028D", "thesis", [DocumentClaim(None, 1, None, "T")])
        assert read(write(document)).title == "A B C\u2028D"

    def test_there_is_no_newline_at_the_end(self) -> None:
        document = Document("A", "thesis", [DocumentClaim(None, 1, None, "T")])
        assert write(document) == b"Discussion Title: A\r\n\r\n1. T"


def written(text: str, *sources: DocumentSource) -> str:
    """The text of a thesis with these sources, as it is written."""
    claim = DocumentClaim(None, 1, None, text, sources=list(sources))
    return write(Document("A", "thesis", [claim])).decode().partition("1. ")[2]


class TestSources:
    def test_the_word_before_the_mark_becomes_the_link(self) -> None:
        sources = [DocumentSource(1, "https://e.org/a_(b)", position=9)]
        assert written("In the UK, 88 %", *sources) == r"In the [UK](https://e.org/a_\(b\)), 88 %"

    def test_a_second_source_at_the_same_place_gets_its_number(self) -> None:
        sources = [DocumentSource(1, "u", position=4), DocumentSource(2, "v", position=4)]
        assert written("word.", *sources) == "[word](u) [2](v)."

    def test_a_source_of_the_whole_claim_goes_to_the_end(self) -> None:
        assert written("two words", DocumentSource(1, "u")) == "two [words](u)"
        assert written("a [link](v)", DocumentSource(2, "u")) == "a [link](v) [2](u)"

    def test_a_source_before_everything_gets_its_number(self) -> None:
        assert written("word", DocumentSource(1, "u", position=0)) == "[1](u)word"

    @pytest.mark.parametrize("word", ["\\", "[sic", "sic]", "a](b"])
    def test_a_word_that_would_spoil_the_link_stays_beside_it(self, word: str) -> None:
        assert written(f"so {word}", DocumentSource(1, "u")) == f"so {word} [1](u)"

    @given(words, st.lists(st.integers(0, 90), max_size=4))
    def test_every_url_is_written_and_every_word_still_shown(
        self, text: str, places: list[int]
    ) -> None:
        sources = [DocumentSource(n, f"u{n}", position=p) for n, p in enumerate(places, 1)]
        claim = DocumentClaim(None, 1, None, escape(text), sources=sources)
        back = read(write(Document("A", "thesis", [claim]))).claims[0].text
        urls = [url for _, url in pieces(back) if url is not None]
        assert all(f"u{n}" in urls for n, _ in enumerate(places, 1))

    def test_sources_of_the_newer_text_survive_in_the_older(self) -> None:
        back = read(write(read(fixture("night-desk-new-105.txt"))))
        urls = [url for row in back.claims for _, url in pieces(row.text) if url is not None]
        assert len(urls) == 7
        assert "https://example.org/log_(winter)" in urls
