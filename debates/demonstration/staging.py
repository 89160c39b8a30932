"""Turns one debate's file into its rows: the debate, its claims, and what was told of them."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from debates.models import Activity, Claim, Debate, DebateKind, Kind, Participant, Source
from teams.models import Team, User

from .habits import Clock
from .script import Line, Script

STEP = 10  # between two siblings, as in the verb `reply`


@dataclass
class Placed:
    """A line and the row it became."""

    line: Line
    claim: Claim
    level: int
    side: int  # 1 when it speaks for its thesis in the end, -1 when against
    thesis: Claim

    @property
    def shown(self) -> Claim:
        """The claim whose text stands here: itself or a link's target."""
        return self.claim.content


# A line, what it stands under (nothing for the root), and its order among its siblings.
Waiting = tuple[Line, Placed | None, int]


class Staging:
    """One debate on its way into the database."""

    def __init__(self, script: Script, team: Team, users: dict[str, User], clock: Clock) -> None:
        self.script, self.users, self.clock = script, users, clock
        self.activities: list[Activity] = []
        # Everything that somebody wrote, by person: nobody was away while they wrote.
        self.acts: dict[str, list[datetime]] = {key: [] for key in users}
        # Up to when they had read the debate.
        self.seen: dict[str, datetime] = {}
        self.labels: dict[str, Claim] = {}
        self._people: dict[str, Participant] = {}
        self.debate = self._open(team)
        self.root = Claim.objects.create(
            debate=self.debate, text=script.head["title"], created_at=self.debate.created_at
        )
        self.record(Kind.DEBATE_OPENED, self.debate.created_at, self.root)
        self.placed = list(self._place())

    def person(self, key: str) -> Participant:
        """Somebody as this debate knows them, from the first time they do anything in it."""
        if key not in self._people:
            self._people[key] = self.debate.join(self.users[key])
        return self._people[key]

    def people(self) -> dict[str, Participant]:
        """Those who have come."""
        return self._people

    def record(
        self, kind: Kind, at: datetime, claim: Claim | None = None, by: str = "", **data: object
    ) -> Activity:
        """Remember what there is to tell; written in the order in which it happened."""
        who = self.person(by) if by else None
        told = Activity(
            debate=self.debate, kind=kind, claim=claim, participant=who, data=data, at=at
        )
        self.activities.append(told)
        return told

    def finish(self) -> Debate:
        """Write what happened, and the numbers that are kept with it."""
        told = Activity.objects.bulk_create(sorted(self.activities, key=lambda row: row.at))
        times = [activity.at for activity in told]
        self.debate.version = len(self.activities)
        self.debate.claims_count = 1 + len(self.placed)
        self.debate.save(update_fields=["version", "claims_count"])
        for key, person in self._people.items():
            person.claims_count = sum(it.line.by == key and not it.line.shows for it in self.placed)
            person.read_to = told[bisect(times, self.seen[key]) - 1].pk
        Participant.objects.bulk_update(self._people.values(), ["claims_count", "read_to"])
        return self.debate

    def _open(self, team: Team) -> Debate:
        head = self.script.head
        ago, opener = head["opened"].split()
        closes = int(head["closes"])
        opened_at = self.clock.ago(ago)
        if not ago.endswith("h"):
            # At nine in the morning, UTC: before the first claim of that day.
            opened_at = opened_at.replace(hour=9, minute=4, second=0, microsecond=0)
        return Debate.objects.create(
            team=team,
            title=head["title"],
            kind=head.get("kind", DebateKind.THESIS),
            background=self.script.background,
            naming=head["naming"],
            phase=head["phase"],
            opens_at=opened_at,
            closes_at=(self.clock.now + timedelta(days=closes)).replace(
                hour=17, minute=0, second=0, microsecond=0
            ),
            language=team.language,
            cover=head["cover"],
            tags=head["tags"].split(", "),
            opened_by=self.users[opener],
            created_at=opened_at,
        )

    def _place(self) -> Iterator[Placed]:
        """Make the claims a level at a time, as a child needs its parent's number; links last."""
        waiting: list[Waiting] = [
            (line, None, n * STEP) for n, line in enumerate(self.script.lines, 1)
        ]
        links: list[Waiting] = []
        while waiting:
            links += [entry for entry in waiting if entry[0].shows]
            level = [self._claim(*entry) for entry in waiting if not entry[0].shows]
            Claim.objects.bulk_create(placed.claim for placed in level)
            self.labels |= {
                placed.line.label: placed.claim for placed in level if placed.line.label
            }
            self._keep_history(level)
            yield from level
            waiting = [
                (line, placed, n * STEP)
                for placed in level
                for n, line in enumerate(placed.line.below, 1)
            ]
        shown_twice = [self._claim(*entry) for entry in links]
        Claim.objects.bulk_create(placed.claim for placed in shown_twice)
        yield from shown_twice

    def _claim(self, line: Line, above: Placed | None, position: int) -> Placed:
        parent = above.claim if above else self.root
        target = self.labels[line.shows] if line.shows else None
        after = max(parent.created_at, target.created_at if target else parent.created_at)
        at = self.clock.moment(line.by, line.ago, after, seed=line.text or line.shows)
        claim = Claim(
            debate=self.debate,
            parent=parent,
            stance=line.stance,
            is_thesis=line.stance is None,
            text=line.text,
            links_to=target,
            author=self.person(line.by),
            position=position,
            created_at=at,
        )
        if line.before:
            reworded = self.clock.moment(line.by, line.before["ago"], at, seed=line.before["text"])
            claim.version, claim.edited_at = 2, reworded
        self.acts[line.by] += [at] if claim.edited_at is None else [at, claim.edited_at]
        self.record(Kind.CLAIM_ADDED, at, claim, line.by)
        side = {"pro": 1, "con": -1, None: 1}[line.stance] * (above.side if above else 1)
        level, thesis = (above.level + 1, above.thesis) if above else (2, self.root)
        return Placed(line, claim, level, side, claim if line.stance is None else thesis)

    def _keep_history(self, level: list[Placed]) -> None:
        """The earlier wordings and the sources of claims that have just got their numbers."""
        for placed in level:
            line, claim = placed.line, placed.claim
            if line.before and claim.edited_at:
                claim.versions.create(
                    number=1,
                    text=line.before["text"],
                    replaced_by=claim.author,
                    replaced_at=claim.edited_at,
                    reason=line.before["reason"],
                )
                self.record(Kind.CLAIM_EDITED, claim.edited_at, claim, line.by, version=2)
        Source.objects.bulk_create(
            Source(
                claim=placed.claim,
                number=number,
                added_by=placed.claim.author,
                added_at=placed.claim.created_at,
                **source.groupdict(),
            )
            for placed in level
            for number, source in enumerate(placed.line.sources, 1)
        )
