"""What one digest says, before anybody has put it into words or tables."""

from dataclasses import dataclass, field
from datetime import datetime

from debates.models import Claim, Debate
from teams.models import Team


@dataclass(frozen=True, slots=True)
class Argument:
    """One new argument, as this reader may see it."""

    claim: Claim
    text: str
    author: str
    at: datetime
    answers_me: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim, and what is new under it."""

    claim: Claim
    text: str
    is_mine: bool
    arguments: list[Argument]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A suggestion the reader may decide on."""

    claim: Claim
    text: str
    kind: str


@dataclass(slots=True)
class DebateNews:
    """What is new in one debate."""

    debate: Debate
    pros: int = 0
    cons: int = 0
    theses: int = 0
    # How many of them answer the reader.
    answers: int = 0
    is_new: bool = False
    # Of these three the last that happened.
    is_closed: bool = False
    is_reopened: bool = False
    has_new_phase: bool = False
    closes_soon: bool = False
    answered: list[Answered] = field(default_factory=list)

    @property
    def arguments(self) -> int:
        """How many new arguments others put here."""
        return self.pros + self.cons + self.theses

    @property
    def sided(self) -> int:
        """How many of them take a side: what the bar is made of."""
        return self.pros + self.cons

    @property
    def more(self) -> int:
        """How many of them are told as a number only."""
        return self.arguments - sum(len(group.arguments) for group in self.answered)

    @property
    def has_events(self) -> bool:
        """Whether something happened to the debate itself."""
        return self.is_new or self.is_closed or self.is_reopened or self.has_new_phase


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything one member hears of one team."""

    team: Team
    since: datetime
    until: datetime
    debates: list[DebateNews]
    # Debates with news that found no room; their arguments are counted all the same.
    more_debates: int
    arguments: int
    debates_with_arguments: int
    answers: int
    closing: list[Debate]
    waiting: list[Waiting]
    more_waiting: int
    unspoken: list[Debate]
    more_unspoken: int
    is_quiet: bool
