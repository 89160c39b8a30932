"""Opening and framing debates; the team's list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Debate, Kind, Naming, Phase
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team, root_of
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
                "votes_shown": "after_own",
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


class TestDrafts:
    """What is entered is the team's time, whatever clock the person lives by."""

    @pytest.fixture
    def posted(self) -> dict[str, str]:
        day = (timezone.now() + timedelta(days=20)).date()
        return {
            "kind": "thesis",
            "thesis": "We should plant trees",
            "naming": "named",
            "votes_shown": "always",
            "opens_at_0": (day - timedelta(days=7)).isoformat(),
            "opens_at_1": "09:00",
            "closes_at_0": day.isoformat(),
        }

    def test_a_day_to_open_makes_a_draft_that_opens_on_the_teams_clock(
        self, team: Team, client_of: SignIn, posted: dict[str, str], owner: User
    ) -> None:
        owner.introduce(time_zone="Asia/Kathmandu")
        page = client_of(owner).get(f"{new_url(team)}?template=").content.decode()
        assert "17:00 in London is now 2" in page
        client_of(owner).post(new_url(team), posted)
        debate = Debate.objects.get()
        assert (debate.phase, debate.votes_shown) == (Phase.DRAFT, "always")
        assert timezone.localtime(debate.opens_at, team.zone).hour == 9
        assert timezone.localtime(debate.closes_at, team.zone).hour == 17
        assert Activity.objects.get().kind == Kind.DEBATE_DRAFTED
        page = client_of(owner).get(debate.get_absolute_url()).content.decode()
        assert "This debate is a draft. It opens by itself on" in page
        assert "09:00 in London (1" in page
        assert "Add a pro…" not in page

    def test_the_other_button_keeps_a_draft_without_a_day(
        self, team: Team, facilitator: User, client_of: SignIn, posted: dict[str, str]
    ) -> None:
        data = posted | {"opens_at_0": "", "opens_at_1": "", "draft": "on"}
        client_of(facilitator).post(new_url(team), data)
        debate = Debate.objects.get()
        assert (debate.phase, debate.opens_at) == (Phase.DRAFT, None)

    def test_it_cannot_close_before_it_opens(
        self, team: Team, facilitator: User, client_of: SignIn, posted: dict[str, str]
    ) -> None:
        data = posted | {"closes_at_0": posted["opens_at_0"], "closes_at_1": "09:00"}
        answer = client_of(facilitator).post(new_url(team), data)
        assert answer.status_code == 422
        assert "It would close before it opens." in answer.content.decode()
        assert not Debate.objects.exists()


def frame_url(debate: Debate) -> str:
    return reverse("debates:debate_edit", args=[debate.pk])


class TestEdit:
    def test_framing_is_recorded(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        data = {"title": "Drinks", "background": "Hot ones.", "naming": "named"}
        answer = client_of(facilitator).post(frame_url(debate), data)
        assert answer.status_code == 302
        debate.refresh_from_db()
        assert debate.background == "Hot ones."
        assert Activity.objects.get(kind=Kind.DEBATE_FRAMED).data == {
            "changed": ["title", "background"]
        }

    def test_members_do_not_frame(self, debate: Debate, writer: User, client_of: SignIn) -> None:
        assert client_of(writer).post(frame_url(debate), {"title": "Mine"}).status_code == 403

    def test_a_day_that_is_none_is_refused(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        data = {"title": "x", "naming": "named", "closes_at_0": "30 February"}
        answer = client_of(facilitator).post(frame_url(debate), data)
        assert answer.status_code == 422
        assert "This is not a day" in answer.content.decode()

    def test_in_a_draft_the_statement_can_still_be_changed(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)
        client = client_of(facilitator)
        assert "Not ready" in client.get(frame_url(debate)).content.decode()
        data = {"thesis": "Ready now", "naming": "masked", "votes_shown": "closed", "seen": "draft"}
        assert client.post(frame_url(debate), data).status_code == 302
        debate.refresh_from_db()
        assert (root_of(debate).text, debate.naming) == ("Ready now", Naming.MASKED)
        assert debate.title == "Ready now"
        assert debate.votes_shown == "closed"

    def test_in_a_drafted_question_the_first_answers_too(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(
            team,
            facilitator,
            "What to drink?",
            kind="question",
            phase=Phase.DRAFT,
            theses=["Tea", "Milk"],
        )
        client = client_of(facilitator)
        assert "Tea\nMilk</textarea>" in client.get(frame_url(debate)).content.decode()
        data = {"thesis": "What to drink?", "naming": "named", "votes_shown": "closed"}
        data |= {"seen": "draft", "theses": "Milk, warm\n\nTea"}
        assert client.post(frame_url(debate), data).status_code == 302
        assert debate.first_theses() == ["Milk, warm", "Tea"]
        record = client.get(reverse("debates:activity_index", args=[debate.pk]))
        assert "the first answers" in record.content.decode()
        answer = client.post(frame_url(debate), data | {"theses": "Tea\n" + "x" * 501})
        assert answer.status_code == 422
        assert "Line 2:" in answer.content.decode()
        debate.open()
        late = client.post(frame_url(debate), data | {"theses": "Something else"})
        assert late.status_code == 409
        assert "Something else" in late.content.decode()
        assert 'name="theses"' not in client.get(frame_url(debate)).content.decode()

    def test_opened_or_closed_meanwhile_nothing_typed_is_lost(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)
        debate.open()
        data = {
            "thesis": "Too late for this",
            "naming": "named",
            "votes_shown": "after_own",
            "seen": "draft",
        }
        answer = client_of(facilitator).post(frame_url(debate), data)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Too late for this" in page
        assert "This debate is now: open. Nothing was changed." in page
        assert root_of(debate).text == "Not ready"

    def test_the_end_of_a_closed_debate_is_not_moved_by_framing(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.close()
        day = (timezone.now() + timedelta(days=9)).date()
        data = {"title": "x", "naming": "named", "seen": "open", "closes_at_0": day.isoformat()}
        answer = client_of(facilitator).post(frame_url(debate), data)
        assert answer.status_code == 409
        assert day.isoformat() in answer.content.decode()
        assert "closes_at_0" not in client_of(facilitator).get(frame_url(debate)).content.decode()

    def test_after_opening_names_are_only_hidden_further(
        self, debate: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        make_claim(root_of(debate), writer, "Said with a name")
        client = client_of(facilitator)
        assert "never back" in client.get(frame_url(debate)).content.decode()
        assert client.post(frame_url(debate), {"naming": "masked"}).status_code == 302
        page = client.get(debate.get_absolute_url()).content.decode()
        assert writer.name not in page
        assert debate.join(writer).mask in page
        assert client.post(frame_url(debate), {"naming": "named"}).status_code == 422


class TestIndex:
    def test_drafts_are_for_those_who_frame(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)
        assert "Not ready" in client_of(facilitator).get(team.get_absolute_url()).content.decode()
        assert "Not ready" not in client_of(writer).get(team.get_absolute_url()).content.decode()

    def test_a_draft_whose_day_has_come_is_there_before_the_worker_was(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        at = timezone.now() - timedelta(minutes=1)
        make_debate(team, facilitator, "Just now", phase=Phase.DRAFT, opens_at=at)
        assert "Just now" in client_of(writer).get(team.get_absolute_url()).content.decode()

    def test_an_empty_team_is_told_what_a_good_start_is(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        assert (
            "Put up the first statement"
            in client_of(writer).get(team.get_absolute_url()).content.decode()
        )

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
