"""Opening, framing and closing debates; the team's list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Kind, Phase
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def new_url(team: Team) -> str:
    return reverse("debates:debate_new", args=[team.slug])


class TestNew:
    def test_a_facilitator_opens_a_debate(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        closes = (timezone.now() + timedelta(days=9)).date()
        answer = client_of(facilitator).post(
            new_url(team),
            {
                "kind": "thesis",
                "thesis": "We should plant trees",
                "background": "There is a yard.",
                "naming": "masked",
                "closes_at_0": closes.isoformat(),
                "closes_at_1": "17:00",
            },
        )
        debate = Debate.objects.get()
        assert answer.url == debate.get_absolute_url()
        assert (debate.title, debate.naming) == ("We should plant trees", "masked")
        assert timezone.localtime(debate.closes_at, facilitator.zone).hour == 17
        assert Activity.objects.get().kind == Kind.DEBATE_OPENED
        page = client_of(facilitator).get(answer.url).content.decode()
        assert "There is a yard." in page
        assert "No con yet" in page

    def test_wrong_input_comes_back_with_reasons(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        answer = client_of(facilitator).post(
            new_url(team),
            {"kind": "poem", "thesis": "", "background": "Kept", "closes_at_0": "1999-01-01"},
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Kept" in page
        assert "This moment has passed" in page
        assert not Debate.objects.exists()

    def test_members_open_debates_only_where_the_team_allows_it(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        assert client_of(writer).get(new_url(team)).status_code == 200
        Team.objects.update(members_may_open_debates=False)
        assert client_of(writer).get(new_url(team)).status_code == 403

    def test_strangers_find_nothing(self, team: Team, outsider: User, client_of: SignIn) -> None:
        assert client_of(outsider).get(new_url(team)).status_code == 404


class TestEdit:
    def test_framing_is_recorded(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        url = reverse("debates:debate_edit", args=[debate.pk])
        answer = client_of(facilitator).post(url, {"title": "Drinks", "background": "Hot ones."})
        assert answer.status_code == 302
        debate.refresh_from_db()
        assert debate.background == "Hot ones."
        assert Activity.objects.get(kind=Kind.DEBATE_FRAMED).data == {
            "changed": ["title", "background"]
        }

    def test_members_do_not_frame(self, debate: Debate, writer: User, client_of: SignIn) -> None:
        url = reverse("debates:debate_edit", args=[debate.pk])
        assert client_of(writer).post(url, {"title": "Mine"}).status_code == 403

    def test_a_day_that_is_none_is_refused(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        url = reverse("debates:debate_edit", args=[debate.pk])
        answer = client_of(facilitator).post(url, {"title": "x", "closes_at_0": "30 February"})
        assert answer.status_code == 422
        assert "This is not a day" in answer.content.decode()


class TestClose:
    def test_closing_says_since_when_and_can_be_done_twice(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        client, url = client_of(facilitator), reverse("debates:debate_close", args=[debate.pk])
        for _ in range(2):
            assert client.post(url).status_code == 302
        debate.refresh_from_db()
        assert debate.phase == Phase.MEETING
        assert Activity.objects.filter(kind=Kind.DEBATE_CLOSED).count() == 1
        page = client.get(debate.get_absolute_url()).content.decode()
        assert "This debate closed on" in page
        assert "Add a pro" not in page

    def test_members_do_not_close(self, debate: Debate, writer: User, client_of: SignIn) -> None:
        url = reverse("debates:debate_close", args=[debate.pk])
        assert client_of(writer).post(url).status_code == 403
        assert client_of(writer).get(url).status_code == 405


class TestIndex:
    def test_drafts_are_for_those_who_frame(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)
        assert "Not ready" in client_of(facilitator).get(team.get_absolute_url()).content.decode()
        assert "Not ready" not in client_of(writer).get(team.get_absolute_url()).content.decode()

    def test_an_empty_team_is_told_what_a_good_start_is(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        assert "No debate yet" in client_of(writer).get(team.get_absolute_url()).content.decode()

    def test_the_list_costs_the_same_for_many_debates(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        client = client_of(facilitator)
        make_debate(team, facilitator)
        few = queries_of(lambda: client.get(team.get_absolute_url()))
        for _ in range(20):
            make_debate(team, facilitator)
        many = queries_of(lambda: client.get(team.get_absolute_url()))
        assert len(many) == len(few), "\n".join(many)

    def test_strangers_find_nothing(self, team: Team, outsider: User, client_of: SignIn) -> None:
        assert client_of(outsider).get(team.get_absolute_url()).status_code == 404


class TestHome:
    def test_one_team_is_opened_at_once(self, team: Team, writer: User, client_of: SignIn) -> None:
        assert client_of(writer).get("/").url == team.get_absolute_url()

    def test_people_in_several_teams_choose(self, writer: User, client_of: SignIn) -> None:
        make_member(make_team("Second"), writer)
        assert "Second" in client_of(writer).get("/").content.decode()


@pytest.mark.django_db
def test_the_clock_closes_what_is_due(debate: Debate, writer: User) -> None:
    from debates.tasks import close_due

    make_claim(Claim.objects.get(debate=debate, parent=None), writer)
    Debate.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    close_due()
    close_due()
    debate.refresh_from_db()
    assert debate.phase == Phase.MEETING
    assert Activity.objects.filter(kind=Kind.DEBATE_CLOSED).count() == 1
