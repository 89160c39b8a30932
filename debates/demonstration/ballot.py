"""How the invented team votes: by the strength of a claim and by where each of them leans."""

from collections.abc import Iterator
from datetime import datetime

from debates.models import Claim, Kind, Vote
from teams.demonstration import PEOPLE

from .habits import HABITS, chance
from .staging import Placed, Staging

# By the mark on the line: how much it matters to somebody without a lean (0 to 4), and how far
# apart a lean puts people.
WEIGHTS = {"": (2.2, 0.6), "strong": (3.1, 0.5), "weak": (1.1, 0.3), "split": (2.0, 2.6)}
POSITION_SPREAD = 2.2
NOISE = 0.7
# Of whose leans habits.py knows.
ABOUT_HOURS = "24/7"
# Who reads little takes no position either.
TAKES_POSITION = 0.5


def lean(key: str, thesis: str) -> float:
    """Where a person stands towards a thesis, from -1 (against) to 1 (for)."""
    if ABOUT_HOURS in thesis:
        return HABITS[key].lean
    return chance("lean", key, thesis).uniform(-0.7, 0.7)


def cast_votes(staging: Staging) -> None:
    """Everybody votes as they come past, until they were last seen; then note that they left."""
    votes = []
    for person in PEOPLE:
        until = last_seen(staging, person.key)
        if until <= staging.debate.created_at:
            continue  # has never opened it
        me = staging.person(person.key)
        votes += [
            Vote(claim=claim, participant=me, value=value, claim_version=version, at=at)
            for claim, value, version, at in _votes_of(person.key, staging, until)
        ]
        staging.seen[person.key] = until
    Vote.objects.bulk_create(votes)
    keys = {participant.pk: key for key, participant in staging.people().items()}
    for vote in votes:
        staging.record(Kind.VOTE_CAST, vote.at, vote.claim, keys[vote.participant_id])


def last_seen(staging: Staging, key: str) -> datetime:
    """When somebody last looked in: not before the last thing they wrote, nor after the end."""
    end = min(staging.clock.now, staging.debate.closes_at or staging.clock.now)
    usual = min(end, staging.clock.ago_days(HABITS[key].away))
    return max([usual, *staging.acts[key]])


def _votes_of(
    key: str, staging: Staging, until: datetime
) -> Iterator[tuple[Claim, int, int, datetime]]:
    if not staging.debate.has_theses and HABITS[key].zeal >= TAKES_POSITION:
        yield from _position(key, staging, staging.root, strength=2.0, until=until)
    for placed in staging.placed:
        if placed.claim.is_thesis:
            strength = WEIGHTS[placed.line.weight][0]
            yield from _position(key, staging, placed.claim, strength=strength, until=until)
        elif placed.line.by != key and _cares(key, placed):
            text = placed.shown.text
            at = staging.clock.later(key, placed.claim.created_at, seed=text + placed.line.shows)
            if at <= until:
                edited = placed.shown.edited_at
                version = 2 if edited and edited <= at else 1
                yield placed.claim, _impact(key, placed), version, at


def _position(
    key: str, staging: Staging, thesis: Claim, *, strength: float, until: datetime
) -> Iterator[tuple[Claim, int, int, datetime]]:
    at = staging.clock.later(key, thesis.created_at, seed=thesis.text)
    if at <= until:
        felt = strength + POSITION_SPREAD * lean(key, thesis.text)
        yield thesis, _rounded(felt + chance("position", key, thesis.text).gauss(0, 0.4)), 1, at


def _cares(key: str, placed: Placed) -> bool:
    """Whether somebody stops at a claim: less often at deep ones."""
    reached = 1.15 * 0.95 ** (placed.level - 2)
    return chance("stops", key, placed.shown.text).random() < HABITS[key].zeal * reached


def _impact(key: str, placed: Placed) -> int:
    """The vote on a claim, 0 to 4: those it speaks for find that it weighs more."""
    middle, spread = WEIGHTS[placed.line.weight]
    towards = lean(key, placed.thesis.text) * placed.side
    return _rounded(
        middle + spread * towards + chance("impact", key, placed.shown.text).gauss(0, NOISE)
    )


def _rounded(felt: float) -> int:
    return max(0, min(4, round(felt)))
