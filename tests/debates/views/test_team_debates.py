"""The way in: a team's debates, and several teams."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.home_page import PAGE
from debates.models import Claim, Debate, Naming, Phase
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def card_of(page: str, debate: Debate) -> str:
    """What stands on the debate's card."""
    _, _, rest = page.partition(f'href="{debate.get_absolute_url()}" dir="auto"')
    return rest.partition("</li>")[0]


class TestHome:
    def test_one_team_is_the_way_in(self, team: Team, writer: User, client_of: SignIn) -> None:
        answer = client_of(writer).get(reverse("debates:home"))
        assert answer.headers["Location"] == team.get_absolute_url()

    def test_of_several_each_says_what_waits(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        other, still = make_team("Other"), make_team("Still")
        for it in (other, still):
            make_member(it, writer)
        soon = timezone.now() + timedelta(days=1)
        for closes_at in (None, soon):
            make_debate(team, facilitator, closes_at=closes_at)
        mine = make_debate(other, writer)
        make_vote(root_of(mine), writer, 3)
        page = client_of(writer).get(reverse("debates:home")).content.decode()
        assert "Something waits for you in 2 debates</strong>, 1 of them closes soon" in page
        assert "1 open debate; nothing waits for you." in page
        assert "No debate is open." in page

    def test_in_no_team_it_says_how_to_get_into_one(self, db: None, client_of: SignIn) -> None:
        loner = make_member(make_team())
        loner_team = Team.objects.of(loner).get()
        loner_team.memberships.all().delete()
        page = client_of(loner).get(reverse("debates:home")).content.decode()
        assert "You are in no team yet." in page


class TestIndex:
    def test_what_waits_leads_to_itself(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = thesis.debate
        mine = make_claim(thesis, viewer)
        answer, _ = make_claim(mine, writer), make_claim(thesis, writer)
        client = client_of(viewer)
        page = client.get(debate.team.get_absolute_url()).content.decode()
        card = card_of(page, debate)
        unread = reverse("debates:unread_show", args=[debate.pk, thesis.pk])
        assert f'href="{unread}">2 unread, 1 answers you<' in card
        assert f'href="{reverse("debates:ballot_show", args=[debate.pk])}">4 to vote on<' in card
        assert client.get(unread).headers["Location"] == answer.get_absolute_url()

    def test_a_debate_one_never_opened_is_new_until_one_has(
        self, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        card = card_of(client.get(debate.team.get_absolute_url()).content.decode(), debate)
        assert "New to you" in card and "unread" not in card
        client.get(debate.get_absolute_url())
        card = card_of(client.get(debate.team.get_absolute_url()).content.decode(), debate)
        assert "New to you" not in card and "1 to vote on" in card

    def test_another_team_is_not_found(
        self, debate: Debate, outsider: User, client_of: SignIn
    ) -> None:
        assert client_of(outsider).get(debate.team.get_absolute_url()).status_code == 404

    def test_without_debates_there_is_a_first_step_for_whoever_may_take_it(
        self, team: Team, owner: User, writer: User, client_of: SignIn
    ) -> None:
        page = client_of(owner).get(team.get_absolute_url()).content.decode()
        assert "Put up the first statement" in page
        assert "invite people" in page
        Team.objects.update(members_may_open_debates=False)
        page = client_of(writer).get(team.get_absolute_url()).content.decode()
        assert "Nothing has been put up yet" in page
        assert reverse("debates:debate_new", args=[team.slug]) not in page
        assert "invite people" not in page

    def test_phase_and_tag_are_chosen_together(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        for n in range(8):
            debate = make_debate(team, facilitator, f"Debate {n}", tags=["odd"] if n % 2 else [])
            if n < 2:
                debate.close()
        client = client_of(facilitator)
        answer = client.get(team.get_absolute_url(), {"phase": "meeting", "tag": "odd"})
        assert [it.debate.title for it in answer.context["home"].page] == ["Debate 1"]
        page = answer.content.decode()
        assert 'href="?phase=meeting&amp;tag=odd" aria-current="true"' in page
        assert 'href="?phase=open&amp;tag=odd"' in page
        nonsense = client.get(team.get_absolute_url(), {"phase": "<x>", "page": "\x00"})
        assert len(nonsense.context["home"].page) == 8
        assert "<x>" not in nonsense.content.decode()

    def test_many_debates_come_page_by_page(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        for _ in range(PAGE + 1):
            make_debate(team, writer)
        client = client_of(writer)
        first = client.get(team.get_absolute_url()).content.decode()
        assert first.count('class="debate-card"') == PAGE
        assert 'rel="next" href="?page=2"' in first
        second = client.get(team.get_absolute_url(), {"page": 2}).content.decode()
        assert second.count('class="debate-card"') == 1
        assert 'rel="prev" href="?page=1"' in second

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_of_a_debate_without_names_it_tells_ones_own_numbers_and_nobodys_name(
        self,
        naming: str,
        team: Team,
        facilitator: User,
        writer: User,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming)
        make_claim(make_claim(root_of(debate), viewer), writer)
        page = client_of(viewer).get(team.get_absolute_url()).content.decode()
        assert "1 unread, 1 answers you" in card_of(page, debate)
        assert writer.name not in page
        mask = debate.join(writer).mask
        assert not mask or mask not in page

    def test_queries_do_not_grow_with_the_debates(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)

        def open_some(many: int) -> None:
            for _ in range(many):
                debate = make_debate(team, facilitator)
                debate.join(writer)
                make_claim(root_of(debate), facilitator)

        for address in (team.get_absolute_url(), reverse("debates:home")):
            make_member(make_team(), writer)
            open_some(3)
            few = queries_of(partial(client.get, address))
            open_some(20)
            many = queries_of(partial(client.get, address))
            assert len(many) == len(few) <= 15, "\n".join(many)


class TestDaysLeft:
    @pytest.mark.parametrize(
        ("zone", "closes_at", "said"),
        [
            ("Europe/London", "2026-11-24T23:30:00Z", "Closes today, 23:30"),
            ("Asia/Kolkata", "2026-11-24T23:30:00Z", "Closes today, 05:00"),
            ("America/Toronto", "2026-11-25T23:30:00Z", "Closes tomorrow"),
            ("Europe/London", "2026-11-27T00:10:00Z", "Open · 3 days left"),
            ("Europe/London", "2026-12-14T17:00:00Z", "Open · 20 days left"),
            ("Europe/London", "2026-12-15T17:00:00Z", "Closes 15 Dec"),
            ("Europe/London", "2027-01-15T17:00:00Z", "Closes 15 Jan 2027"),
            ("Europe/London", None, "Open"),
        ],
    )
    def test_they_are_counted_on_the_readers_calendar(
        self,
        zone: str,
        closes_at: str | None,
        said: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        now = datetime.fromisoformat("2026-11-24T20:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: now)
        at = datetime.fromisoformat(closes_at) if closes_at else None
        with timezone.override(zone):
            assert words(Debate(opens_at=now, closes_at=at)) == said

    @pytest.mark.parametrize(
        ("phase", "said"),
        [(Phase.DRAFT, "Draft"), (Phase.MEETING, "In the meeting"), (Phase.DECIDED, "Decided")],
    )
    def test_other_phases_are_said_in_a_word(self, phase: Phase, said: str) -> None:
        assert words(Debate(phase=phase, opens_at=None)) == said

    def test_a_draft_says_when_it_opens(self) -> None:
        at = timezone.now() + timedelta(days=5)
        assert words(Debate(phase=Phase.DRAFT, opens_at=at)) == "Draft · opens in 5 days"


def words(debate: Debate) -> str:
    """What the pill on its card says."""
    return Template("{% load phases %}{{ debate|phase_words }}").render(Context({"debate": debate}))
