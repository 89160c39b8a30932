"""A page of the record: which acts, in which sections, and what is earlier and later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Self

from debates.models import Activity, Claim, Debate, Kind, Participant
from debates.models.activity import ActivityQuerySet
from debates.models.claim_heads import heads_of
from debates.models.team_time import on_debates_clock

from .entry import Entry, entries_of
from .words import GROUPS, TOLD

# Lines of one page.
PAGE = 50
# No claim has this key: what was done to the debate is in no branch.
ITSELF = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a record somebody wants to see."""

    group: str = ""
    """The name of one of GROUPS; everything without one."""
    branch: Claim | None = None
    """Only what was done to this claim and everything below it."""
    is_unread: bool = False
    """Only what the reader has not read."""
    by_branch: bool = False
    """In sections by branch, not by day."""
    before: int | None = None
    """Only what came before this activity, or after the one of `after`."""
    after: int | None = None

    def of(self, debate: Debate, reader: Participant) -> ActivityQuerySet:
        """All of it, on whatever page."""
        kinds = next((known.kinds for known in GROUPS if known.name == self.group), TOLD)
        rows = Activity.objects.in_record(debate).filter(kind__in=kinds)
        if self.branch is not None and not self.branch.is_root:
            rows = rows.in_branch(self.branch)
        return rows.unread_in(reader) if self.is_unread else rows


@dataclass(frozen=True, slots=True)
class Run:
    """Acts that read as one line: the same, by the same person, at the same place, in a row."""

    entries: list[Entry]

    @property
    def first(self) -> Entry:
        """The latest of them."""
        return self.entries[0]

    @property
    def shown(self) -> list[tuple[Entry, bool]]:
        """Each, with whether it is about another claim than the one above it."""
        claims = [None, *(entry.claim for entry in self.entries)]
        return [
            (entry, entry.claim is not None and entry.claim != above)
            for entry, above in zip(self.entries, claims, strict=False)
        ]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: a day, or a branch with its claim."""

    runs: list[Run]
    day: date | None = None
    branch: Claim | None = None
    """Nothing for what was done to the debate, or to the claim one looks at itself."""
    is_continued: bool = False
    """Whether the page before this one ended with the same day."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page of the record: at most PAGE entries, the latest first."""

    entries: list[Entry]
    sections: list[Section]
    earlier: int | None
    """Below which activity the next page begins, if there is one."""
    later: int | None
    """After which activity the page before this one begins, if there is one."""

    @classmethod
    def of(cls, debate: Debate, reader: Participant, asked: Asked, *, frames: bool) -> Self:
        """What happened in a debate, or in a branch of it, in a fixed number of queries.

        Args:
            frames: whether the reader frames the debate, and may take more back.
        """
        shown, more = _slice(asked.of(debate, reader), asked)
        entries = list(entries_of(debate, shown, reader, frames=frames))
        goes_up = asked.after is not None
        return cls(
            entries=entries,
            sections=_by_branch(entries, asked, debate)
            if asked.by_branch
            else _by_day(entries, asked, debate),
            earlier=shown[-1].pk if shown and (more or goes_up) else None,
            later=shown[0].pk if shown and (more if goes_up else asked.before) else None,
        )


def _slice(rows: ActivityQuerySet, asked: Asked) -> tuple[list[Activity], bool]:
    """The acts of the page, and whether there are more in the direction one goes."""
    if asked.after is not None:
        found = list(rows.filter(pk__gt=asked.after).with_overtaken().order_by("pk")[: PAGE + 1])
        return found[:PAGE][::-1], len(found) > PAGE
    if asked.before is not None:
        rows = rows.filter(pk__lt=asked.before)
    found = list(rows.with_overtaken()[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _by_day(entries: list[Entry], asked: Asked, debate: Debate) -> list[Section]:
    """By the days of the debate's clock, the latest first."""
    ended = None
    if asked.before is not None:
        above = Activity.objects.filter(debate=debate, pk=asked.before).first()
        ended = above and on_debates_clock(above.at, debate).date()
    by_day = groupby(entries, key=attrgetter("day"))
    return [Section(_runs(acts), day=day, is_continued=day == ended) for day, acts in by_day]


def _by_branch(entries: list[Entry], asked: Asked, debate: Debate) -> list[Section]:
    """By the branches below the claim one looks at, the one with the latest act first."""
    top = asked.branch or Claim.objects.get(debate=debate, parent=None)
    top.debate = debate
    claims = {key for entry in entries if (key := entry.activity.claim_id) is not None}
    heads = heads_of(claims, below=top)
    found: dict[Claim | None, list[Entry]] = {}
    for entry in entries:
        found.setdefault(heads.get(entry.activity.claim_id or ITSELF), []).append(entry)
    return [Section(_runs(acts), branch=head) for head, acts in found.items()]


def _runs(entries: Iterable[Entry]) -> list[Run]:
    return [Run(list(acts)) for _key, acts in groupby(entries, key=_alike)]


def _alike(entry: Entry) -> tuple[object, ...]:
    """What acts have in common that read as one line.

    Only where people are told apart: without names two acts may be two people's, and that they are
    one's is told to nobody. Neither does "A facilitator" stand for one person.
    """
    activity, claim = entry.activity, entry.claim
    if claim is None or not entry.is_somebodys:
        return (activity.pk,)
    place = claim.parent_id if activity.kind == Kind.CLAIM_ADDED else claim.pk
    return entry.sentence, activity.participant_id, place, entry.day
