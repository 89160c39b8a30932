"""All sources of a debate under the claims they stand on, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from .models import Activity, Claim, Debate, Kind, LinkState, Participant, Source, SourceKind
from .models.source import safe_link
from .models.visible_text import pieces
from .permissions import may_put_back_source

CLAIMS_PER_PAGE = 200
# In the address: a source that does not say what it is. Links in a claim's words never do.
UNSAID = "none"
# In the address: a source whose page is gone.
GONE = "gone"


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that somebody wrote into a claim's own words."""

    anchor: str
    url: str


@dataclass(slots=True)
class Cited:
    """A claim and what it is founded on."""

    claim: Claim
    sources: list[Source] = field(default_factory=list)
    links: list[TextLink] = field(default_factory=list)

    def number(self) -> int:
        """How many there are."""
        return len(self.sources) + len(self.links)


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its value in the address, its name, and how many there are."""

    value: str
    label: str
    number: int
    current: bool


@dataclass(frozen=True)
class SourceList:
    """What a debate is founded on; with a kind only that."""

    debate: Debate
    kind: str

    @classmethod
    def asked(cls, debate: Debate, asked: str) -> "SourceList":
        """For a kind as it stands in an address; anything else asks for all of them."""
        known = {UNSAID, GONE, *filter(None, SourceKind.values)}
        return cls(debate, asked if asked in known else "")

    @cached_property
    def _all(self) -> list[Cited]:
        cited: dict[int, Cited] = {}
        sources = Source.objects.of(self.debate).standing().with_people(self.debate).with_checks()
        for source in sources.select_related("claim").order_by("claim_id", "number"):
            source.claim.debate = self.debate
            cited.setdefault(source.claim_id, Cited(source.claim)).sources.append(source)
        linking = Claim.objects.shown().filter(debate=self.debate, text__contains="](")
        for claim in linking:
            claim.debate = self.debate
            if links := list(_links(claim)):
                cited.setdefault(claim.pk, Cited(claim)).links = links
        return [cited[pk] for pk in sorted(cited)]

    def page(self, number: str) -> "Page[Any]":
        """Some of the claims, in the order in which they were made."""
        return Paginator(list(self._wanted()), CLAIMS_PER_PAGE).get_page(number)

    def _wanted(self) -> Iterator[Cited]:
        for cited in self._all:
            sources = [source for source in cited.sources if self._is_wanted(source)]
            links = cited.links if self.kind in {"", UNSAID} else []
            if sources or links:
                yield Cited(cited.claim, sources, links)

    def _is_wanted(self, source: Source) -> bool:
        if self.kind == GONE:
            return source.link_state == LinkState.DEAD
        return not self.kind or (source.kind or UNSAID) == self.kind

    @property
    def choices(self) -> list[Choice]:
        """The filters that find something, and the one in use."""
        numbers: Counter[str] = Counter()
        for cited in self._all:
            numbers.update(source.kind or UNSAID for source in cited.sources)
            numbers[UNSAID] += len(cited.links)
        every = numbers.total()
        for cited in self._all:
            numbers[GONE] += sum(source.link_state == LinkState.DEAD for source in cited.sources)
        labels = {**dict(SourceKind.choices), UNSAID: _("kind not said"), GONE: _("page gone")}
        counted = [("", _("all"), every)]
        counted += [(kind, str(labels[kind]), numbers[kind]) for kind in labels if kind]
        return [
            Choice(value, label, number, value == self.kind)
            for value, label, number in counted
            if number or value in {"", self.kind}
        ]


def _links(claim: Claim) -> Iterator[TextLink]:
    for anchor, url in pieces(claim.text):
        if url and safe_link(url):
            yield TextLink(anchor.strip() or url, url)


@dataclass(frozen=True, slots=True)
class Removed:
    """A source that was taken off, as one reader is told about it."""

    source: Source
    removal: Activity | None
    may_restore: bool

    @property
    def who(self) -> str:
        """By whom; nobody's name or mask for what was done by framing without names."""
        if self.removal is None:
            return _("somebody")
        if self.removal.data.get("framing"):
            return self.removal.by_whom(self.source.claim.debate)
        if self.removal.participant_id == self.source.added_by_id:
            return _("who had added it")
        return _("the claim’s author")

    @property
    def reason(self) -> str:
        """Why, in their words; may be empty where they had added it."""
        return str(self.removal.data.get("reason", "")) if self.removal else ""

    @classmethod
    def all_of(cls, debate: Debate, reader: Participant, *, frames: bool) -> "list[Removed]":
        """Every source that was taken off in a debate, the latest first, in two queries."""
        gone = Source.objects.of(debate).filter(removed_at__isnull=False).select_related("claim")
        told = Activity.objects.of_kind(Kind.SOURCE_REMOVED, debate)
        # Oldest first, so that of several removals of a source the latest stays.
        removals = {removal.data["source"]: removal for removal in reversed(told)}
        found = []
        for source in gone.order_by("-removed_at", "-pk"):
            source.claim.debate = debate
            removal = removals.get(source.pk)
            may = debate.is_open() and may_put_back_source(removal, reader, frames=frames)
            found.append(cls(source, removal, may))
        return found
