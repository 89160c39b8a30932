"""Teams and debates of any size, written in bulk, with every counter and constraint right."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bench.shape import Shape, grow
from debates.models import Activity, Claim, Debate, Kind, Participant, Vote
from teams.models import Membership, Role, Team, User

STEP = 10
BATCH = 5_000
LASTS = timedelta(days=30)
# In 2,959 exported debates: 63.4 % of the claims have no vote, and values come in these shares.
VOTED = 0.366
VOTE_SHARES = (116, 118, 303, 221, 241)


def seed_team(people: int = 20, slug: str = "bench") -> tuple[Team, list[User]]:
    """A team and its people; the first one is a facilitator. Nobody has a password."""
    team = Team.objects.create(name="Bench", slug=slug)
    users = User.objects.bulk_create(
        User(email=f"{slug}.{n}@example.org", name=f"Person {n}", password="!")  # noqa: S106 (unusable)
        for n in range(people)
    )
    Membership.objects.bulk_create(
        Membership(team=team, user=user, role=Role.MEMBER if n else Role.FACILITATOR)
        for n, user in enumerate(users)
    )
    return team, users


def seed_debate(
    claims: int,
    team: Team,
    people: Sequence[User],
    *,
    seed: int = 1,
    texts: list[str] | None = None,
    **fields: Any,
) -> tuple[Debate, list[Claim]]:
    """An open debate of that many claims, root included, with votes and activities.

    Args:
        texts: what they say, one for each; invented without.

    Returns:
        The debate, and its claims in the order of `bench.shape.grow(claims, seed)`.
    """
    shape, chance = grow(claims, seed), random.Random(seed)
    if texts is not None:
        shape = replace(shape, texts=texts)
    fields.setdefault("title", f"A debate of {claims:,} claims")
    began = timezone.now() - LASTS
    with transaction.atomic():
        debate = Debate.objects.open_new(team, by=people[0], thesis=shape.texts[0], **fields)
        authors = [debate.join(person) for person in people]
        rows = _claims(shape, debate, authors, chance, began)
        Activity.objects.bulk_create(
            (_added(claim, debate) for claim in rows[1:]), batch_size=BATCH
        )
        Vote.objects.bulk_create(_votes(rows, authors, chance), batch_size=BATCH)
        _count(debate, rows)
    return debate, rows


def _claims(
    shape: Shape, debate: Debate, authors: list[Participant], chance: random.Random, began: datetime
) -> list[Claim]:
    """Written level by level, because a child needs its parent's number."""
    root = Claim.objects.get(debate=debate, parent=None)
    rows, turns = [root], Counter[int]()
    for claim, parent in enumerate(shape.parents[1:], 1):
        turns[parent] += 1
        rows.append(
            Claim(
                debate=debate,
                stance=shape.stances[claim],
                text=shape.texts[claim],
                author=chance.choice(authors),
                position=turns[parent] * STEP,
                created_at=began + LASTS * claim / len(shape.parents),
            )
        )
    depths = shape.depths()
    for level in range(1, max(depths) + 1):
        here = [claim for claim, depth in enumerate(depths) if depth == level]
        for claim in here:
            rows[claim].parent = rows[shape.parents[claim]]
        Claim.objects.bulk_create([rows[claim] for claim in here], batch_size=BATCH)
    return rows


def _added(claim: Claim, debate: Debate) -> Activity:
    return Activity(
        debate=debate,
        kind=Kind.CLAIM_ADDED,
        claim=claim,
        participant=claim.author,
        at=claim.created_at,
    )


def _votes(claims: list[Claim], voters: list[Participant], chance: random.Random) -> Iterator[Vote]:
    """Two votes in the middle on a claim that has any."""
    for claim in claims:
        if chance.random() >= VOTED:
            continue
        many = min(len(voters), max(1, round(chance.lognormvariate(0.7, 0.8))))
        for voter in chance.sample(voters, many):
            value = chance.choices(range(5), VOTE_SHARES)[0]
            yield Vote(claim=claim, participant=voter, value=value)


def _count(debate: Debate, claims: list[Claim]) -> None:
    """Keep what the verbs would have kept."""
    by_author = Counter(claim.author_id for claim in claims if claim.author_id)
    for author, count in by_author.items():
        Participant.objects.filter(pk=author).update(claims_count=count)
    Debate.objects.filter(pk=debate.pk).update(
        claims_count=len(claims), version=F("version") + len(claims) - 1
    )
    debate.refresh_from_db(fields=["claims_count", "version"])
