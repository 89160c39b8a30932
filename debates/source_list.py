"""All sources of a debate under the claims they stand on, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from .models import (
    Activity,
    Claim,
    Debate,
    Kind,
    LinkCheck,
    LinkState,
    Participant,
    Source,
    SourceKind,
)
from .models.word_links import WordLink, word_links
from .permissions import may_put_back_source

CLAIMS_PER_PAGE = 200
# In the address: a source that does not say what it is. Links in a claim's words never do.
UNSAID = "none"
# In the address: a source, or a link in a claim's words, whose page is gone.
GONE = "gone"


@dataclass(slots=True)
class Cited:
    """A claim and what it is founded on."""

    claim: Claim
    sources: list[Source] = field(default_factory=list)
    links: list[WordLink] = field(default_factory=list)

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
        for claim in Claim.objects.with_word_links().filter(debate=self.debate):
            claim.debate = self.debate
            if links := list(word_links(claim.text)):
                cited.setdefault(claim.pk, Cited(claim)).links = links
        links = [link for place in cited.values() for link in place.links]
        LinkCheck.objects.put_on(links, self.debate.team_id)
        return [cited[pk] for pk in sorted(cited)]

    def page(self, number: str) -> "Page[Any]":
        """Some of the claims, in the order in which they were made."""
        return Paginator(list(self._wanted()), CLAIMS_PER_PAGE).get_page(number)

    def _wanted(self) -> Iterator[Cited]:
        for cited in self._all:
            sources = [source for source in cited.sources if self._is_wanted(source)]
            links = [link for link in cited.links if self._is_wanted(link)]
            if sources or links:
                yield Cited(cited.claim, sources, links)

    def _is_wanted(self, cited: Source | WordLink) -> bool:
        if self.kind == GONE:
            return cited.link_state == LinkState.DEAD
        kind = cited.kind if isinstance(cited, Source) else ""
        return not self.kind or (kind or UNSAID) == self.kind

    @property
    def choices(self) -> list[Choice]:
        """The filters that find something, and the one in use."""
        numbers: Counter[str] = Counter()
        for cited in self._all:
            numbers.update(source.kind or UNSAID for source in cited.sources)
            numbers[UNSAID] += len(cited.links)
        every = numbers.total()
        for cited in self._all:
            known: list[Source | WordLink] = [*cited.sources, *cited.links]
            numbers[GONE] += sum(one.link_state == LinkState.DEAD for one in known)
        labels = {**dict(SourceKind.choices), UNSAID: _("kind not said"), GONE: _("page gone")}
        counted = [("", _("all"), every)]
        counted += [(kind, str(labels[kind]), numbers[kind]) for kind in labels if kind]
        return [
            Choice(value, label, number, value == self.kind)
            for value, label, number in counted
            if number or value in {"", self.kind}
        ]


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
