"""The archive of a team through the pages."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Activity, Debate, Kind, Naming, Phase
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def archive_url(debate: Debate) -> str:
    return reverse("debates:debate_archive_create", args=[debate.pk])


def index_url(team: Team) -> str:
    return reverse("debates:debate_archive_index", args=[team.slug])


class TestCreate:
    def test_it_moves_from_the_list_to_the_archive_with_a_way_back(
        self, debate: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        answer = browser.post(archive_url(debate), {"reason": "It is over"}, follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == debate.team.get_absolute_url()
        assert f"“{debate.title}” is archived." in page
        assert reverse("debates:debate_archive_delete", args=[debate.pk]) in page
        assert f'href="{debate.get_absolute_url()}"' not in page
        assert debate.title in client_of(writer).get(index_url(debate.team)).content.decode()
        told = client_of(writer).get(debate.get_absolute_url()).content.decode()
        assert "Archived by Fay Facilitator" in told
        assert "It is over" in told

    def test_a_draft_is_refused_with_the_reason_kept(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        draft = make_debate(team, facilitator, phase=Phase.DRAFT)
        answer = client_of(facilitator).post(archive_url(draft), {"reason": "Kept"})
        assert answer.status_code == 409
        assert "A draft cannot be archived" in answer.content.decode()
        assert "Kept" in answer.content.decode()

    def test_a_reason_that_cannot_be_shown_is_refused(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        answer = client_of(facilitator).post(archive_url(debate), {"reason": "\u202e"})
        assert answer.status_code == 422
        assert Debate.objects.get().phase == Phase.OPEN

    def test_the_right_lost_meanwhile(
        self, team: Team, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(opened_by=writer)
        assert client_of(writer).get(archive_url(debate)).status_code == 200
        Debate.objects.update(opened_by=None)
        assert client_of(writer).post(archive_url(debate)).status_code == 403
        assert Debate.objects.get().phase == Phase.OPEN

    def test_in_a_masked_debate_nobody_is_named_for_it(
        self, team: Team, facilitator: User, writer: User, owner: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        make_claim(root_of(debate), owner)
        client_of(owner).post(archive_url(debate), {"reason": "It is over"})
        page = client_of(writer).get(debate.get_absolute_url()).content.decode()
        assert "Archived by a facilitator" in page
        assert owner.name not in page


class TestDelete:
    def test_it_is_back_in_the_list(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        browser.post(archive_url(debate))
        answer = browser.post(reverse("debates:debate_archive_delete", args=[debate.pk]))
        assert answer.url == debate.get_absolute_url()
        assert debate.title in browser.get(debate.team.get_absolute_url()).content.decode()
        assert Activity.objects.filter(kind=Kind.DEBATE_RESTORED).count() == 1
        browser.post(reverse("debates:debate_archive_delete", args=[debate.pk]))
        assert Activity.objects.filter(kind=Kind.DEBATE_RESTORED).count() == 1


class TestIndex:
    def test_an_empty_archive_says_what_it_is_for(
        self, team: Team, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        page = client_of(writer).get(index_url(team)).content.decode()
        assert "Nothing is archived." in page
        assert debate.title not in page

    def test_queries_do_not_grow(self, team: Team, facilitator: User, client_of: SignIn) -> None:
        browser = client_of(facilitator)

        def asked() -> int:
            return len(queries_of(lambda: browser.get(index_url(team))))

        def archive(many: int) -> None:
            for _ in range(many):
                debate = make_debate(team, facilitator)
                make_claim(root_of(debate), make_member(team))
                debate.archive(by=facilitator)

        archive(2)
        few = asked()
        archive(10)
        assert asked() == few
