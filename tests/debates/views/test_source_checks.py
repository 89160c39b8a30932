"""What is said of the pages that sources lead to, and having them looked at again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from debates.links.checking import plan
from debates.models import Claim, LinkCheck, LinkState, Participant, Source
from teams.models import User
from tests.factories import make_claim, make_source

SignIn = Callable[[User], Client]
SAID = {
    LinkState.DEAD: "The page is gone, seen on",
    LinkState.UNREACHABLE: "Did not answer on",
    LinkState.UNKNOWN: "Could not be checked on",
}


@pytest.fixture
def source(thesis: Claim, writer: User) -> Source:
    source = make_source(make_claim(thesis, writer), writer, title="A study", kind="research")
    plan()
    return source


def found(state: LinkState) -> None:
    """As the worker notes it, seven days before it looks again."""
    now = timezone.now()
    LinkCheck.objects.update(state=state, checked_at=now, next_at=now + timedelta(days=7))


def check_of(source: Source) -> str:
    return reverse("debates:source_check_create", args=[source.claim.debate_id, source.pk])


def list_of(source: Source, kind: str = "") -> str:
    return reverse("debates:source_index", args=[source.claim.debate_id]) + f"?kind={kind}"


class TestShown:
    @pytest.mark.parametrize(
        ("state", "on_claim", "in_list"),
        [
            (LinkState.WAITING, False, False),
            (LinkState.FINE, False, False),
            (LinkState.DEAD, True, True),
            (LinkState.UNREACHABLE, True, True),
            (LinkState.UNKNOWN, False, True),
        ],
    )
    def test_only_what_is_worth_a_word_is_said(
        self,
        state: LinkState,
        on_claim: bool,
        in_list: bool,
        source: Source,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        found(state)
        client = client_of(viewer)
        for url, is_said in (
            (source.claim.get_absolute_url(), on_claim),
            (list_of(source), in_list),
        ):
            page = client.get(url).content.decode()
            assert [said for said in SAID.values() if said in page] == [SAID.get(state)] * is_said
            assert (check_of(source) in page) is is_said

    def test_dead_ones_are_listed_apart(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        make_source(source.claim, viewer, kind="story")
        found(LinkState.DEAD)
        answer = client_of(viewer).get(list_of(source, "gone"))
        assert [cited.sources for cited in answer.context["page"]] == [[source]]
        assert [(c.value, c.number) for c in answer.context["choices"]] == [
            ("", 2), ("research", 1), ("story", 1), ("gone", 1),
        ]  # fmt: skip

    def test_a_house_that_keeps_to_itself_says_nothing(
        self, source: Source, viewer: User, client_of: SignIn, settings: Settings
    ) -> None:
        found(LinkState.DEAD)
        settings.LINKS_CHECKED = False
        client = client_of(viewer)
        page = client.get(source.claim.get_absolute_url()).content.decode()
        assert "The page is gone" not in page
        answer = client.post(check_of(source), follow=True)
        assert "This address is not looked at." in answer.content.decode()


class TestCreate:
    def test_the_worker_is_asked_and_the_page_says_so(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        found(LinkState.DEAD)
        page = client_of(viewer).post(check_of(source), follow=True).content.decode()
        assert "The page will be looked at again" in page
        assert "will be looked at again soon" in page
        assert check_of(source) not in page
        assert LinkCheck.objects.due(timezone.now()).exists()

    def test_htmx_gets_the_sources(self, source: Source, viewer: User, client_of: SignIn) -> None:
        found(LinkState.DEAD)
        where = {"HX-Request": "true", "HX-Target": f"section#claim-{source.claim_id}-sources"}
        page = client_of(viewer).post(check_of(source), headers=where).content.decode()
        assert "will be looked at again soon" in page
        assert f'id="source-{source.pk}" tabindex="-1" data-focus' in page

    def test_asking_does_not_begin_what_waits_for_its_first_look_or_is_leased(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        LinkCheck.objects.get().lease(timezone.now())
        client_of(viewer).post(check_of(source))
        assert not LinkCheck.objects.due(timezone.now()).exists()

    def test_also_in_a_closed_debate(self, source: Source, viewer: User, client_of: SignIn) -> None:
        found(LinkState.DEAD)
        source.claim.debate.close()
        client = client_of(viewer)
        assert check_of(source) in client.get(list_of(source)).content.decode()
        assert client.post(check_of(source)).status_code == 302
        assert LinkCheck.objects.due(timezone.now()).exists()

    def test_who_may_only_read_asks_nobody(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        found(LinkState.DEAD)
        source.claim.debate.join(viewer)
        Participant.objects.filter(user=viewer).update(role="viewer")
        client = client_of(viewer)
        assert client.post(check_of(source)).status_code == 403
        assert check_of(source) not in client.get(list_of(source)).content.decode()
