"""What one person finds in debates they may see: by words, by filters, or by both."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from teams.models import User

from .models import Claim, Debate, Participant
from .models.asked_words import AskedWords
from .models.claim_finding import MOST_FOUND, AskedOf, ClaimFinding
from .models.search import configuration_of
from .models.visible_text import visible_text
from .permissions import may_search_by_author

PER_PAGE = 20
# Of a longer way the root and the last two steps are named.
NAMED_STEPS = 3

# A word with the accents that are written after its letters.
_WORD = re.compile(r"([\w\u0300-\u036f]+)")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody one may ask for: under the name or the mask that stands on their claims."""

    value: str
    """In the address: never the person's where masks are worn."""
    name: str
    participants: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a claim's visible text."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was found, with where it stands."""

    claim: Claim
    steps: list[Claim]
    """From the root down to its parent, or of a longer way the ends."""
    is_shortened: bool
    pieces: list[Piece]


@dataclass(frozen=True)
class Search:
    """One search. Its queries do not grow with the debates, nor with what is found."""

    reader: User
    debates: Sequence[Debate]
    authors: Sequence[Author]
    asked: dict[str, Any]
    """What forms.searches.SearchForm understood."""

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for."""
        return any(self.asked.values())

    @property
    def is_filtered(self) -> bool:
        """Whether it is for some claims only, whatever they say."""
        return any(value for name, value in self.asked.items() if name != "q")

    @cached_property
    def ids(self) -> list[int]:
        """What was found, the best first, without words the latest; one more than is shown."""
        if not self.is_asked:
            return []
        claims = self._chosen(Claim.objects.to_be_found(self.debates))
        if self.asked.get("q"):
            return claims.saying(self._asked_words).ids_of_best()
        return claims.ids_of_latest(of_one=len(self.debates) == 1)

    @property
    def number(self) -> int:
        """How many claims were found, as far as they are shown."""
        return min(len(self.ids), MOST_FOUND)

    @property
    def is_more(self) -> bool:
        """Whether there are more than are shown."""
        return len(self.ids) > MOST_FOUND

    def page(self, number: str) -> "Page[Any]":
        """Some of what was found; for a number that makes no sense the first or the last."""
        pages: Paginator[Any] = Paginator(self.ids[:MOST_FOUND], PER_PAGE)
        page = pages.get_page(number)
        page.object_list = list(self._found(list(page.object_list)))
        return page

    def _chosen(self, claims: ClaimFinding) -> ClaimFinding:
        """Those of these claims that every filter lets through."""
        asked = self.asked
        if author := asked.get("author"):
            who = next(known for known in self.authors if known.value == author)
            claims = claims.filter(author__in=who.participants)
        if stance := asked.get("stance"):
            claims = claims.standing_as(stance)
        if flag := asked.get("flag"):
            claims = claims.flagged(flag)
        if source := asked.get("source"):
            claims = claims.founded_on(source)
        if asked.get("unvoted"):
            claims = claims.unvoted_by(self.reader)
        if asked.get("unread"):
            claims = claims.unread_by(self.reader, self.debates)
        return claims

    @cached_property
    def _debates_by_configuration(self) -> dict[str, list[int]]:
        by_configuration = defaultdict(list)
        for debate in self.debates:
            by_configuration[configuration_of(debate.language)].append(debate.pk)
        return by_configuration

    @cached_property
    def _words(self) -> dict[str, AskedWords]:
        text = self.asked.get("q")
        return AskedWords.read(text, self._debates_by_configuration) if text else {}

    @property
    def _asked_words(self) -> list[AskedOf]:
        debates = self._debates_by_configuration
        return [AskedOf(words, debates[name]) for name, words in self._words.items()]

    def _found(self, ids: list[int]) -> Iterator[Found]:
        debates = {debate.pk: debate for debate in self.debates}
        ways = Claim.objects.ids_of_ways_to(ids)
        ends = {pk: [*way[:1], *way[1:][1 - NAMED_STEPS :]] for pk, way in ways.items()}
        claims = Claim.objects.in_bulk({*ids, *(step for steps in ends.values() for step in steps)})
        for claim in claims.values():
            claim.debate = debates[claim.debate_id]
        there = [claims[pk] for pk in ids if pk in claims]
        marked = self._marked(there)
        for claim in there:
            steps = [claims[step] for step in ends[claim.pk] if step in claims]
            name = configuration_of(claim.debate.language)
            pieces = _pieces(visible_text(claim.text), marked.get(name, set()))
            yield Found(claim, steps, len(ways[claim.pk]) > NAMED_STEPS, pieces)

    def _marked(self, claims: list[Claim]) -> dict[str, set[str]]:
        """In each configuration the words of these claims that were asked for."""
        said: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            name = configuration_of(claim.debate.language)
            said[name].update(_WORD.findall(visible_text(claim.text)))
        return {name: words.found_among(said[name]) for name, words in self._words.items()}


def authors_of(debates: Sequence[Debate], *, across: bool) -> list[Author]:
    """Whom one may ask for in debates: those who have claims there."""
    told = [debate for debate in debates if may_search_by_author(debate, across=across)]
    naming = {debate.pk: debate.naming for debate in told}
    authors: dict[str, Author] = {}
    for participant in Participant.objects.who_argued_in(told) if told else []:
        name = participant.shown_as(naming[participant.debate_id])
        value = participant.mask if not told[0].is_named else str(participant.user_id)
        authors.setdefault(value, Author(value, name)).participants.append(participant.pk)
    return sorted(authors.values(), key=lambda author: author.name.casefold())


def _pieces(text: str, marked: set[str]) -> list[Piece]:
    """A text in pieces, so that what was found can be marked without becoming markup."""
    pieces: list[Piece] = []
    for bit in filter(None, _WORD.split(text)):
        is_found = bit in marked
        if pieces and pieces[-1].is_found == is_found:
            pieces[-1] = Piece(pieces[-1].text + bit, is_found)
        else:
            pieces.append(Piece(bit, is_found))
    return pieces
