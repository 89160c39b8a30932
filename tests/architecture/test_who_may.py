"""Every address × every kind of person × every method, as tests/architecture/who_may.py says."""

from collections.abc import Callable
from operator import methodcaller
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from debates.models import Claim
from teams.models import Membership, Team, User
from tests.architecture.who_may import FIVE, IN, ROWS, Answers, Row
from tests.factories import make_claim, make_member

# allauth's and Django's own pages; what allauth shows is in tests/teams/test_signin.py.
THEIRS = {"account", "admin"}
HTMX = {"HX-Request": "true", "HX-Target": "section#main"}

each_row = pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.name} {row.arguments}".strip() for row in ROWS]
)


def our_names() -> set[str]:
    """`namespace:name` of every address of ours there is."""
    resolvers = [p for p in get_resolver().url_patterns if isinstance(p, URLResolver)]
    return {
        f"{room.namespace}:{pattern.name}"
        for room in resolvers
        if room.namespace and room.namespace not in THEIRS
        for pattern in room.url_patterns
    }


@pytest.fixture
def people(
    world: dict[str, Any],
    team: Team,
    outsider: User,
    writer: User,
    facilitator: User,
    owner: User,
    thesis: Claim,
) -> dict[str, User | None]:
    """The columns of the table, and somebody who was in the team and argued there."""
    removed = make_member(team)
    make_claim(thesis, removed)
    Membership.objects.get(user=removed).end()
    five = dict(zip(FIVE, (None, outsider, writer, facilitator, owner), strict=True))
    return {**five, "removed": removed}


@pytest.fixture(autouse=True)
def no_limits_used_up(db: None) -> None:
    cache.clear()


def outcome(response: HttpResponse) -> int | str:
    """A status, or IN; htmx is told of a redirect by a header."""
    target = response.headers.get("HX-Redirect") or response.headers.get("Location")
    if target is None:
        return response.status_code
    return IN if urlsplit(target).path == resolve_url("account_login") else 302


def ask_all(
    people: dict[str, User | None],
    client_of: Callable[[User], Client],
    ask: Callable[[Client], Any],
) -> dict[str, int | str]:
    """What each gets; whatever it changes is taken back before the next asks."""
    outcomes = {}
    for name, person in people.items():
        with transaction.atomic():
            outcomes[name] = outcome(ask(client_of(person) if person else Client()))
            transaction.set_rollback(True)
    return outcomes


def expected(answers: Answers) -> dict[str, int | str]:
    five = dict(zip(FIVE, answers, strict=True))
    return {**five, "removed": five["outsider"]}


class TestTheTable:
    def test_every_address_has_a_row_and_every_row_an_address(self) -> None:
        assert {row.name for row in ROWS} == our_names()

    @each_row
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_reading(
        self,
        row: Row,
        headers: dict[str, str],
        world: dict[str, Any],
        people: dict[str, User | None],
        client_of: Callable[[User], Client],
    ) -> None:
        url = reverse(row.name, args=[world[name] for name in row.arguments.split()])
        answers = ask_all(people, client_of, lambda client: client.get(url, headers=headers))
        assert answers == expected(row.get) | self.who_is_in_no_team(row)

    @each_row
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_posting_nothing(
        self,
        row: Row,
        headers: dict[str, str],
        world: dict[str, Any],
        people: dict[str, User | None],
        client_of: Callable[[User], Client],
    ) -> None:
        url = reverse(row.name, args=[world[name] for name in row.arguments.split()])
        answers = ask_all(people, client_of, lambda client: client.post(url, headers=headers))
        assert answers == expected(row.post)

    @each_row
    def test_other_methods_do_nothing(
        self,
        row: Row,
        world: dict[str, Any],
        people: dict[str, User | None],
        client_of: Callable[[User], Client],
    ) -> None:
        url = reverse(row.name, args=[world[name] for name in row.arguments.split()])
        for method in ("put", "patch", "delete"):
            answers = ask_all(people, client_of, methodcaller(method, url))
            assert set(answers.values()) <= {405, IN}

    @staticmethod
    def who_is_in_no_team(row: Row) -> dict[str, int | str]:
        """The one page that differs: where to, for somebody who is in no team at all."""
        return {"removed": 200} if row.name == "debates:home" else {}
