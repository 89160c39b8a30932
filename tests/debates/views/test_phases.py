"""The steps of a debate and its record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Debate, Kind, Naming, Phase
from teams.models import Membership, Team, User
from tests.factories import make_debate

SignIn = Callable[[User], Client]


def step_url(debate: Debate) -> str:
    return reverse("debates:phase_edit", args=[debate.pk])


@pytest.fixture
def draft(team: Team, facilitator: User) -> Debate:
    return make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)


class TestEdit:
    def test_a_draft_is_opened_and_then_seen(
        self, draft: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        assert client_of(writer).get(draft.get_absolute_url()).status_code == 404
        page = client_of(facilitator).get(step_url(draft)).content.decode()
        assert "Open it now" in page
        assert "Close it now" not in page
        answer = client_of(facilitator).post(step_url(draft), {"step": "open"})
        assert answer.url == draft.get_absolute_url()
        assert "Add a pro…" in client_of(writer).get(answer.url).content.decode()

    def test_closing_says_since_when_why_and_until_when_and_can_be_done_twice(
        self, debate: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(facilitator)
        for _ in range(2):
            data = {"step": "close", "note": "We meet <b>today</b>."}
            assert client.post(step_url(debate), data).status_code == 302
        debate.refresh_from_db()
        assert debate.phase == Phase.MEETING
        assert Activity.objects.filter(kind=Kind.DEBATE_CLOSED).count() == 1
        page = client_of(writer).get(debate.get_absolute_url()).content.decode()
        assert "This debate closed on" in page
        assert "The reason given: “We meet &lt;b&gt;today&lt;/b&gt;.”" in page
        assert "It stays closed unless whoever facilitates it opens it again." in page
        assert "Add a pro" not in page

    def test_it_is_decided_and_the_words_can_be_mended(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.close()
        client = client_of(facilitator)
        client.post(step_url(debate), {"step": "decide", "note": "Tea it si."})
        assert "Tea it si." in client.get(step_url(debate)).content.decode()
        client.post(step_url(debate), {"step": "decide", "note": "Tea it is."})
        page = client.get(debate.get_absolute_url()).content.decode()
        assert "“Tea it is.”" in page
        assert Activity.objects.filter(kind=Kind.PHASE_CHANGED).count() == 1

    def test_opening_again_needs_a_reason_that_everybody_reads(
        self, debate: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate.close()
        client = client_of(facilitator)
        refused = client.post(step_url(debate), {"step": "reopen", "note": " "})
        assert refused.status_code == 422
        assert "everybody who saw it close will ask" in refused.content.decode()
        day = (timezone.now() + timedelta(days=9)).date().isoformat()
        data = {"step": "reopen", "note": "The night team was away.", "closes_at_0": day}
        assert client.post(step_url(debate), data).status_code == 302
        debate.refresh_from_db()
        assert timezone.localtime(debate.closes_at, debate.team.zone).date().isoformat() == day
        page = client_of(writer).get(debate.get_absolute_url()).content.decode()
        assert "Opened again: <bdi>The night team was away.</bdi>" in page
        assert "Add a pro…" in page

    def test_a_step_that_somebody_else_overtook_keeps_what_was_typed(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.close()
        debate.reopen(reason="Too early.")
        data = {"step": "decide", "note": "All of it typed in vain?"}
        answer = client_of(facilitator).post(step_url(debate), data)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "This debate is now: open. Nothing was changed." in page
        assert "All of it typed in vain?" in page
        assert "Close it now" in page

    def test_a_draft_whose_end_has_passed_is_not_opened(
        self, draft: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(closes_at=timezone.now() - timedelta(days=1))
        answer = client_of(facilitator).post(step_url(draft), {"step": "open"})
        assert answer.status_code == 409
        assert "Its closing date has passed" in answer.content.decode()

    def test_nothing_asked_for_is_nothing_done(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        for step in ("", "archive", "⛔"):
            answer = client_of(facilitator).post(step_url(debate), {"step": step})
            assert answer.status_code == 422
        debate.refresh_from_db()
        assert debate.is_open()

    def test_who_opened_it_frames_it_and_others_do_not(
        self, team: Team, writer: User, viewer: User, outsider: User, client_of: SignIn
    ) -> None:
        own = make_debate(team, writer)
        assert client_of(writer).post(step_url(own), {"step": "close"}).status_code == 302
        assert client_of(viewer).post(step_url(own), {"step": "reopen"}).status_code == 403
        assert client_of(outsider).get(step_url(own)).status_code == 404

    def test_a_right_lost_meanwhile_is_asked_for_again(
        self, debate: Debate, owner: User, client_of: SignIn
    ) -> None:
        client = client_of(owner)
        assert client.get(step_url(debate)).status_code == 200
        Membership.objects.filter(user=owner).update(role="member")
        assert client.post(step_url(debate), {"step": "close"}).status_code == 403
        debate.refresh_from_db()
        assert debate.is_open()


class TestRecord:
    def test_it_tells_everybody_the_whole_way(
        self, draft: Debate, writer: User, client_of: SignIn
    ) -> None:
        draft.frame(title="Trees", background="A yard.", closes_at=None)
        draft.open()
        draft.close(reason="We meet today.")
        draft.decide("Trees it is.")
        draft.reopen(reason="Nobody came.")
        url = reverse("debates:activity_index", args=[draft.pk])
        page = client_of(writer).get(url).content.decode()
        said = (
            *("The debate was opened again", "Nobody came.", "The debate was decided"),
            *("Trees it is.", "The debate was closed", "We meet today.", "The debate was opened"),
            *("Changed: the title, the background", "The debate was begun as a draft"),
        )
        places = [page.rindex(sentence) for sentence in said]
        assert places == sorted(places)

    def test_it_names_nobody(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        debate.close(reason="Enough said.")
        url = reverse("debates:activity_index", args=[debate.pk])
        page = client_of(writer).get(url).content.decode()
        assert facilitator.name not in page
        assert debate.join(facilitator).mask not in page
