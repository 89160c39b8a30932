"""In which order somebody finds debates, and the pages and sections of that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from debates.home_page import MANY, PAGE, HomePage, Standing, TeamNews
from debates.models import Debate, Phase, Waiting
from debates.models.debate_queries import DebateQuerySet
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team, make_vote, root_of

NOW = timezone.now()


def visible(user: User) -> DebateQuerySet:
    return Debate.objects.visible_to(user).current()


def titles(home: HomePage) -> list[tuple[str, list[str]]]:
    """What the page says from top to bottom."""
    return [
        (str(heading), [card.debate.title for card in cards]) for heading, cards in home.sections
    ]


class TestStanding:
    @pytest.mark.parametrize(
        ("waiting", "standing"),
        [
            (Waiting(is_new=True), Standing.UNREAD),
            (Waiting(unread=1), Standing.UNREAD),
            (Waiting(unread=1, answers=1), Standing.ANSWERED),
            (Waiting(unvoted=1), Standing.UNVOTED),
            (Waiting(), Standing.QUIET),
        ],
    )
    def test_of_an_open_debate(self, waiting: Waiting, standing: Standing) -> None:
        assert Standing.of(Debate(), waiting) == standing
        soon = Debate(closes_at=NOW + timedelta(days=2))
        assert Standing.of(soon, waiting) == (Standing.CLOSING if waiting else Standing.QUIET)
        later = Debate(closes_at=NOW + timedelta(days=9))
        assert Standing.of(later, waiting) == standing

    def test_of_every_other_phase(self) -> None:
        some, none = Waiting(unread=2), Waiting()
        draft = Debate(phase=Phase.DRAFT, opens_at=None)
        assert Standing.of(draft, none) == Standing.DRAFT
        assert Standing.of(Debate(phase=Phase.MEETING), none) == Standing.QUIET
        assert Standing.of(Debate(phase=Phase.MEETING), some) == Standing.UNREAD
        for phase in (Phase.DECIDED, Phase.ARCHIVED):
            assert Standing.of(Debate(phase=phase), some) == Standing.DECIDED

    def test_dates_count_before_anybody_recorded_them(self) -> None:
        over = Debate(closes_at=NOW - timedelta(hours=1))
        assert Standing.of(over, Waiting()) == Standing.QUIET
        begun = Debate(phase=Phase.DRAFT, opens_at=NOW - timedelta(hours=1))
        assert Standing.of(begun, Waiting(is_new=True)) == Standing.UNREAD


class TestHomePage:
    def test_what_waits_stands_first_and_what_was_decided_apart(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        def debate(title: str, **fields: object) -> Debate:
            made = make_debate(team, facilitator, title, **fields)
            root_of(made).vote(2, by=made.join(writer))
            return made

        quiet, decided, unvoted, read = (debate(it) for it in ("quiet", "decided", "vote", "read"))
        later, sooner = (
            debate(title, closes_at=NOW + timedelta(hours=hours))
            for title, hours in (("later", 60), ("sooner", 20))
        )
        answered, draft = debate("answered"), debate("draft", phase=Phase.OPEN)
        Debate.objects.filter(pk=draft.pk).update(phase=Phase.DRAFT, opens_at=None)
        decided.close()
        decided.decide("So be it")
        make_claim(make_claim(root_of(answered), writer), facilitator)
        for it in (later, sooner, read):
            make_claim(root_of(it), facilitator)
        claim = make_claim(root_of(unvoted), writer)
        make_vote(claim, facilitator, 1)
        make_vote(make_claim(root_of(quiet), writer), writer, 1)
        home = HomePage.of(visible(facilitator), writer)
        assert titles(home) == [
            ("Waiting for you", ["sooner", "later", "answered", "read", "vote"]),
            ("Nothing waits for you here", ["quiet", "draft"]),
            ("Decided", ["decided"]),
        ]
        assert titles(HomePage.of(visible(facilitator), writer, phase="decided")) == [
            ("Decided", ["decided"])
        ]
        assert [(str(phase), n) for phase, n in home.phases] == [
            ("draft", 1),
            ("open", 6),
            ("decided", 1),
        ]

    def test_of_those_that_stand_alike_the_latest_comes_first(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        debates = [make_debate(team, facilitator, f"Debate {n}") for n in range(3)]
        make_claim(root_of(debates[1]), facilitator)
        [(_, found)] = titles(HomePage.of(visible(writer), writer))
        assert found == ["Debate 1", "Debate 2", "Debate 0"]

    def test_pages_go_through_all_of_them_once(self, team: Team, writer: User) -> None:
        made = {make_debate(team, writer).pk for _ in range(PAGE + 3)}
        pages = [HomePage.of(visible(writer), writer, page=n) for n in (None, 2, "last", 99)]
        shown = [[card.debate.pk for _, cards in home.sections for card in cards] for home in pages]
        assert [len(page) for page in shown] == [PAGE, 3, PAGE, 3]
        assert {*shown[0], *shown[1]} == made
        assert shown[2] == shown[0] and shown[3] == shown[1]

    def test_few_debates_need_no_choosing(self, team: Team, writer: User) -> None:
        make_debate(team, writer)
        home = HomePage.of(visible(writer), writer, phase="meeting")
        assert (home.phases, home.phase, home.is_empty) == ([], "", False)
        assert HomePage.of(visible(writer), writer, phase="open").phases == [(Phase.OPEN, 1)]
        for _ in range(MANY - 1):
            make_debate(team, writer)
        assert HomePage.of(visible(writer), writer).phases == [(Phase.OPEN, MANY)]


class TestTeamNews:
    def test_each_team_says_what_waits_in_it(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        other, empty = make_team("Other"), make_team("Empty")
        for it in (other, empty):
            make_member(it, writer)
        make_debate(other, writer, closes_at=NOW + timedelta(hours=20))
        seen = make_debate(team, facilitator)
        root_of(seen).vote(2, by=seen.join(writer))
        make_debate(make_team("Elsewhere"), facilitator)
        news = TeamNews.in_all([team, other, empty], writer)
        assert [(it.team, it.debates, it.waiting, it.closing) for it in news] == [
            (team, 1, 0, 0),
            (other, 1, 1, 1),
            (empty, 0, 0, 0),
        ]
