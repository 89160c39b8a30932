"""What a debate is founded on, numbered as in a document: marks in the text, a list at the end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from debates.models import Debate, Source
from debates.models.word_links import LINK_MARK, word_links
from debates.overview.tree import Row

FIELDS = ("claim_id", "url", "title", "quotation", "kind")


@dataclass(slots=True)
class Reference:
    """One entry of the list; what several claims cite stands there once."""

    number: int
    title: str
    url: str
    """Empty where a browser may not open it."""
    kind: str
    quotations: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class References:
    """The list, and by claim the numbers that stand behind its words."""

    listed: list[Reference]
    marks: dict[int, list[int]]

    @classmethod
    def of(cls, debate: Debate, rows: Iterable[Row]) -> "References":
        """Of the claims in these rows, numbered in their order; one query."""
        cited = _sources_by_claim(debate)
        found: dict[str, Reference] = {}
        marks: dict[int, list[int]] = {}
        for row in rows:
            if row.shows in marks:
                continue
            numbers = marks[row.shows] = []
            for source in [*cited[row.shows], *_links_in(row.text)]:
                reference = _entry(found, source)
                if reference.number not in numbers:
                    numbers.append(reference.number)
        return cls(list(found.values()), marks)


def _entry(found: dict[str, Reference], source: Source) -> Reference:
    """The entry for what this source leads to, made when it comes first."""
    key = source.url or source.title
    if (entry := found.get(key)) is None:
        kind = source.get_kind_display() if source.kind else ""
        entry = found[key] = Reference(len(found) + 1, str(source), source.link, kind)
    if source.quotation and source.quotation not in entry.quotations:
        entry.quotations.append(source.quotation)
    return entry


def _sources_by_claim(debate: Debate) -> dict[int, list[Source]]:
    sources: dict[int, list[Source]] = defaultdict(list)
    for source in Source.objects.of(debate).standing().only(*FIELDS).order_by("claim_id", "number"):
        sources[source.claim_id].append(source)
    return sources


def _links_in(text: str) -> Iterator[Source]:
    """Links that somebody wrote into a claim's own words, as if they were cited."""
    for link in word_links(text) if LINK_MARK in text else ():
        yield Source(url=link.url, title=link.anchor)
