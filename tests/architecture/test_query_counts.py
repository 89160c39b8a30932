"""No page or fragment asks more of the database in a debate of 1,000 claims than in one of ten."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, FlagKind
from teams.models import User
from tests.architecture.who_may import DEBATES, DIGESTS, FIVE, Row
from tests.factories import make_claim, make_comment, make_source, make_suggestion, make_vote
from tests.queries import queries_of

# A stream has no end; a file to be downloaded is written batch by batch.
NO_PAGES = {"debates:live_show", "debates:debate_export"}
FRAGMENTS = ("", "section#overview", "div#ballot", "div#arrivals")
ASKED_BY = FIVE.index("facilitator")


def grow(thesis: Claim, claims: int, people: list[User]) -> None:
    """So many claims with everything a claim can have, at random places, by real verbs."""
    chance, debate = random.Random(claims), thesis.debate
    places = [thesis]
    for number in range(claims):
        author, other = chance.sample(people, 2)
        # Few stand at one place, as in real debates: a page shows all of them.
        parent = chance.choice(places[-40:])
        claim = make_claim(parent, author, f"Claim {number}", chance.choice(["pro", "con"]))
        by, reader = debate.join(author), debate.join(other)
        places.append(claim)
        match number % 10:
            case 0:
                make_comment(claim, other)
                make_vote(claim, other, 3)
            case 1:
                claim.reword(f"Claim {number}, reworded", by=by, version=1, reason="Clearer")
            case 2:
                claim.flag(FlagKind.UNCLEAR, by=reader, note="How so?")
                claim.flag(FlagKind.SOURCE, by=reader)
                claim.answer_flags(FlagKind.SOURCE, "Here", by=by)
            case 3:
                make_source(claim, author)
            case 4:
                make_suggestion(claim, other)
            case 5:
                claim.move(to=thesis, stance="con", by=by)
                claim.explain("More of it", by=by, number=0)
            case 6:
                claim.archive(by=by, reason="Said twice")
                places.pop()
            case 7:
                claim.thank(by=reader)
                claim.bookmark(by=reader)
    # As the database does by itself before long; not within a test's transaction.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def count(
    world: dict[str, Any],
    facilitator: User,
    client_of: Callable[[User], Client],
) -> Callable[[], dict[str, int]]:
    """How many queries each address costs somebody who frames the debate."""
    client = client_of(facilitator)
    # Who comes later has read what was there.
    Debate.objects.get(pk=world["debate"]).join(facilitator)

    def ask(row: Row, target: str) -> int:
        url = reverse(row.name, args=[world[name] for name in row.arguments.split()])
        headers = {"HX-Request": "true", "HX-Target": target} if target else {}
        return len(queries_of(lambda: client.get(url, headers=headers)))

    return lambda: {
        f"{row.name} {target}".strip(): ask(row, target)
        for row in (*DEBATES, *DIGESTS)
        if row.get[ASKED_BY] == 200 and row.name not in NO_PAGES
        for target in FRAGMENTS
    }


def test_queries_do_not_grow_with_the_debate(
    thesis: Claim,
    count: Callable[[], dict[str, int]],
    writer: User,
    viewer: User,
    owner: User,
) -> None:
    people = [writer, viewer, owner]
    grow(thesis, 20, people)
    few = count()
    grow(thesis, 980, people)
    many = count()
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}
    assert len(many) > 100
