"""The page of what people differ on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.health.differences import PER_PAGE
from debates.models import Claim, Debate, VotesShown
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def people(team: Team) -> list[User]:
    return [make_member(team) for _ in range(4)]


def index(client: Client, debate: Debate, **query: str) -> str:
    answer = client.get(reverse("debates:difference_index", args=[debate.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def tear(claim: Claim, people: list[User]) -> None:
    """Half of the people vote 0, half 4."""
    for person, value in zip(people, (0, 0, 4, 4), strict=True):
        make_vote(claim, person, value)


class TestIndex:
    def test_each_claim_stands_with_its_way_its_spread_and_how_far(
        self, thesis: Claim, writer: User, people: list[User], client_of: SignIn
    ) -> None:
        con = make_claim(make_claim(thesis, writer, "It warms"), writer, "Not in July", "con")
        tear(con, people)
        page = index(client_of(people[0]), thesis.debate)
        assert f'href="{con.get_absolute_url()}"' in page
        assert "It warms" in page
        assert "<strong>2.0</strong> apart" in page
        assert "4 people voted, 2.0 on average" in page
        assert "4, very high: 2 people" in page

    def test_it_says_which_votes_are_left_out(
        self, thesis: Claim, writer: User, people: list[User], client_of: SignIn
    ) -> None:
        tear(make_claim(thesis, writer, "Contested"), people)
        page = index(client_of(writer), thesis.debate)
        assert "one sees how others voted once one has" in page
        assert "Nothing stands out" in page
        assert "Contested" not in page

    def test_until_the_end_nothing_is_told(
        self, team: Team, facilitator: User, people: list[User], client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, votes_shown=VotesShown.CLOSED)
        tear(root_of(debate), people)
        page = index(client_of(people[0]), debate)
        assert "when it is closed" in page
        assert "apart</" not in page

    def test_a_long_list_has_pages_and_costs_no_more_queries(
        self, thesis: Claim, writer: User, people: list[User], client_of: SignIn
    ) -> None:
        debate, client, counts = thesis.debate, client_of(people[0]), []
        for many in (2, PER_PAGE):
            for _ in range(many):
                tear(make_claim(thesis, writer), people)
            counts.append(len(queries_of(lambda: index(client, debate))))
        assert counts[0] == counts[1] <= 11
        assert index(client, debate).count("found__claim") == PER_PAGE
        assert index(client, debate, page="2").count("found__claim") == 2
        assert "Page 1 of 2" in index(client, debate, page="many")

    def test_strangers_find_nothing(
        self, debate: Debate, outsider: User, client_of: SignIn
    ) -> None:
        url = reverse("debates:difference_index", args=[debate.pk])
        assert client_of(outsider).get(url).status_code == 404
