"""The pages of what a debate leaves out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.health.lists import MEASURES, PER_PAGE
from debates.models import Claim, Debate, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def index(client: Client, debate: Debate) -> str:
    answer = client.get(reverse("debates:health_index", args=[debate.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def show(client: Client, debate: Debate, measure: str, **query: str) -> str:
    answer = client.get(reverse("debates:health_show", args=[debate.pk, measure]), query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestIndex:
    def test_an_empty_debate_says_so_in_every_list(
        self, debate: Debate, viewer: User, client_of: SignIn
    ) -> None:
        debate.close()
        page = index(client_of(viewer), debate)
        for measure in MEASURES.values():
            assert str(measure.title) in page
            assert str(measure.nothing) in page

    def test_lines_lead_to_claims_and_long_lists_to_their_own_page(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        long_ago = timezone.now() - timedelta(days=10)
        claims = [make_claim(thesis, writer, "", "con", at=long_ago) for _ in range(7)]
        page = index(client_of(viewer), thesis.debate)
        assert f'href="{claims[0].get_absolute_url()}"' in page
        assert claims[6].text not in page
        own = reverse("debates:health_show", args=[thesis.debate_id, "open-cons"])
        assert f'href="{own}">and 4 more' in page
        assert "7 cons, no pro" in page

    def test_it_costs_the_same_queries_whatever_is_found(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(viewer), []
        long_ago = timezone.now() - timedelta(days=10)
        for many in (3, 30):
            for _ in range(many):
                make_claim(make_claim(thesis, writer, at=long_ago), writer, "", "con", at=long_ago)
            counts.append(len(queries_of(lambda: index(client, thesis.debate))))
        assert counts[0] == counts[1] <= 22

    def test_without_any_names_it_says_what_cannot_be_told(
        self, team: Team, facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        page = index(client_of(viewer), debate)
        assert "cannot be told here" in page
        assert str(MEASURES["single-voice"].title) not in page


class TestShow:
    @pytest.mark.parametrize("measure", MEASURES)
    def test_each_list_has_a_page(
        self, debate: Debate, viewer: User, client_of: SignIn, measure: str
    ) -> None:
        page = show(client_of(viewer), debate, measure)
        assert str(MEASURES[measure].measured) in page

    def test_it_is_paged_by_plain_links(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        long_ago = timezone.now() - timedelta(days=10)
        claims = [make_claim(thesis, writer, at=long_ago) for _ in range(PER_PAGE + 1)]
        first = show(client_of(viewer), thesis.debate, "open-pros")
        assert 'rel="next" href="?page=2"' in first
        assert claims[-1].text not in first
        assert claims[-1].text in show(client_of(viewer), thesis.debate, "open-pros", page="2")

    def test_days_only_where_names_are_hidden(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        at = timezone.now() - timedelta(days=10)
        make_claim(root_of(debate), writer, at=at)
        page = show(client_of(viewer), debate, "open-pros")
        assert timezone.localtime(at, viewer.zone).date().isoformat() in page
        assert timezone.localtime(at, viewer.zone).strftime("%H:%M") not in page

    def test_a_list_that_is_not_offered_is_not_there(
        self, team: Team, facilitator: User, viewer: User, debate: Debate, client_of: SignIn
    ) -> None:
        hidden = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        for of, measure in ((hidden, "single-voice"), (debate, "guess")):
            url = reverse("debates:health_show", args=[of.pk, measure])
            assert client_of(viewer).get(url).status_code == 404
