"""Debates as somebody finds them when they come: what waits for them first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from itertools import groupby
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from teams.models import Team, User

from .models import Debate, Phase, Waiting
from .models.debate_queries import DebateQuerySet
from .overview.mini import miniatures

# Cards of one page.
PAGE = 20
# Fewer debates than this are seen at a glance: they need no choosing.
MANY = 7
NOTHING = Waiting()


class Standing(IntEnum):
    """Where a debate stands in the list; what waits for one comes first.

    What closes soon with something in it, soonest first: there is least time. Then answers to
    one, as somebody waits for them; then what is new or unread; then what only wants a vote; then
    debates with nothing for one, drafts, and apart from all what was decided. Among those that
    stand alike the one in which something happened last comes first.
    """

    CLOSING = 0
    ANSWERED = 1
    UNREAD = 2
    UNVOTED = 3
    QUIET = 4
    DRAFT = 5
    DECIDED = 6

    @classmethod
    def of(cls, debate: Debate, waiting: Waiting, at: datetime | None = None) -> "Standing":
        """Where this debate stands for somebody for whom this waits in it."""
        phase = debate.phase_at(at)
        if phase in {Phase.DECIDED, Phase.ARCHIVED}:
            return cls.DECIDED
        if waiting and debate.closes_soon(at):
            return cls.CLOSING
        if waiting.answers:
            return cls.ANSWERED
        if waiting.unread or waiting.is_new:
            return cls.UNREAD
        if waiting.unvoted:
            return cls.UNVOTED
        return cls.DRAFT if phase == Phase.DRAFT else cls.QUIET

    @property
    def heading(self) -> Promise:
        """Under which the page shows it."""
        if self <= Standing.UNVOTED:
            return _("Waiting for you")
        return _("Decided") if self == Standing.DECIDED else _("Nothing waits for you here")


@dataclass(frozen=True, slots=True)
class Found:
    """A debate with what waits in it for one person, and where it therefore stands."""

    debate: Debate
    waiting: Waiting
    standing: Standing

    @classmethod
    def all_of(cls, debates: DebateQuerySet, user: User) -> list[Self]:
        """These debates in the order of `Standing`, in four queries. They have no numbers yet."""
        known = list(debates.for_choosing())
        waiting = Waiting.in_all(known, user)
        found = [
            cls(debate, waiting[debate.pk], Standing.of(debate, waiting[debate.pk]))
            for debate in known
        ]
        return sorted(found, key=cls._place)

    def _place(self) -> tuple[int, float, int]:
        debate = self.debate
        closing = self.standing == Standing.CLOSING and debate.closes_at
        return self.standing, closing.timestamp() if closing else 0, -debate.last_activity


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows of one debate."""

    debate: Debate
    picture: SafeString | str
    waiting: Waiting = NOTHING

    @classmethod
    def all_of(
        cls, debates: Iterable[Debate], waiting: Mapping[int, Waiting] | None = None
    ) -> list[Self]:
        """Of debates with their numbers; where all pictures are kept without any query."""
        known = list(debates)
        pictures, waits = miniatures(known), waiting or {}
        return [cls(it, pictures.get(it.pk, ""), waits.get(it.pk, NOTHING)) for it in known]


@dataclass(frozen=True)
class HomePage:
    """One page of a team's debates, in sections, of all phases or of one."""

    page: "Page[Found]"
    sections: list[tuple[Promise, list[Card]]]
    phases: list[tuple[Phase, int]]
    """Which there are, each with how many debates; nothing where there is little to choose."""
    phase: str
    """The one asked for, where it is one of them."""

    @classmethod
    def of(cls, debates: DebateQuerySet, user: User, *, phase: str = "", page: Any = 1) -> Self:
        """What somebody finds among these debates, which they may see.

        The order is made of everything that waits, which is cheap to count; the numbers and the
        pictures, which are not, are only asked for the cards of this page.

        Args:
            phase: only what stands there now; everything for a word that is none.
            page: the number of it; the nearest there is for one that there is not.
        """
        found = Found.all_of(debates, user)
        phases = _phases(found)
        phase = phase if any(phase == known for known, _n in phases) else ""
        chosen = [it for it in found if not phase or it.debate.phase_at() == phase]
        shown = Paginator(chosen, PAGE).get_page(page)
        return cls(
            page=shown,
            sections=_sections(shown),
            phases=phases if phase or len(found) >= MANY else [],
            phase=phase,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no debate at all."""
        return not self.sections


@dataclass(slots=True)
class TeamNews:
    """What waits for somebody in one of their teams."""

    team: Team
    debates: int = 0
    """That are open."""
    waiting: int = 0
    """In which something waits for them."""
    closing: int = 0
    """Of these, those that close soon."""

    @classmethod
    def in_all(cls, teams: Iterable[Team], user: User) -> list[Self]:
        """For each of these teams, in a fixed number of queries."""
        news = {team.pk: cls(team) for team in teams}
        visible = Debate.objects.visible_to(user).current().filter(team__in=news)
        for found in Found.all_of(visible, user):
            told = news[found.debate.team_id]
            told.debates += found.debate.is_open()
            told.waiting += found.standing <= Standing.UNVOTED
            told.closing += found.standing == Standing.CLOSING
        return list(news.values())


def _sections(shown: Iterable[Found]) -> list[tuple[Promise, list[Card]]]:
    found = {it.debate.pk: it for it in shown}
    rows = Debate.objects.filter(pk__in=found).with_numbers().in_bulk()
    # What was deleted between the queries is simply not there any more.
    here = [rows[pk] for pk in found if pk in rows]
    cards = Card.all_of(here, {pk: it.waiting for pk, it in found.items()})
    by_heading = groupby(cards, key=lambda card: found[card.debate.pk].standing.heading)
    return [(heading, list(group)) for heading, group in by_heading]


def _phases(found: list[Found]) -> list[tuple[Phase, int]]:
    now = timezone.now()
    standing = [it.debate.phase_at(now) for it in found]
    return [(phase, standing.count(phase)) for phase in Phase if phase in standing]
