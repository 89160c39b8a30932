"""Deleting a debate and bringing it back, through the pages."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Debate, Phase
from teams.models import Membership, Role, Team, User
from tests.architecture.who_may import DEBATES
from tests.factories import make_claim, make_comment, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def delete_url(debate: Debate) -> str:
    return reverse("debates:debate_deletion_create", args=[debate.pk])


def back_url(debate: Debate) -> str:
    return reverse("debates:debate_deletion_delete", args=[debate.pk])


def bin_url(team: Team) -> str:
    return reverse("debates:debate_deletion_index", args=[team.slug])


def addresses(debate: Debate, comment: int) -> Iterator[str]:
    """Everything below /debates/<debate>/."""
    world = {
        "debate": debate.pk,
        "claim": root_of(debate).pk,
        "comment": comment,
        "question": comment,
        "activity": debate.activities.latest("pk").pk,
    }
    for row in DEBATES:
        arguments = row.arguments.split()
        if "debate" in arguments and world.keys() >= {*arguments}:
            yield reverse(row.name, args=[world[name] for name in arguments])


class TestCreate:
    def test_the_title_has_to_be_typed(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        asked = browser.get(delete_url(debate)).content.decode()
        assert reverse("debates:debate_export", args=[debate.pk]) in asked
        answer = browser.post(delete_url(debate), {"title": "tea is better than milk"})
        assert answer.status_code == 422
        assert "This is not its title" in answer.content.decode()
        assert Debate.objects.get().deleted_at is None

    def test_it_is_gone_for_everybody_and_listed_with_its_last_day(
        self, debate: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(make_claim(root_of(debate), writer), writer)
        browser = client_of(facilitator)
        answer = browser.post(
            delete_url(debate), {"title": " tea is  better than coffee "}, follow=True
        )
        assert answer.redirect_chain[-1][0] == bin_url(debate.team)
        page = answer.content.decode()
        assert f"“{debate.title}” is deleted." in page
        last = timezone.localtime(timezone.now() + timedelta(days=30))
        assert f"gone for good on {last.day} {last:%B %Y}" in page
        for person in (writer, facilitator):
            for address in addresses(debate, comment.pk):
                assert client_of(person).get(address).status_code in {404, 405}, address
                if address != back_url(debate):
                    assert client_of(person).post(address).status_code in {404, 405}, address
            assert debate.title not in _said(client_of(person), debate.team.get_absolute_url())

    @pytest.mark.parametrize(
        ("role", "own", "empty", "status"),
        [
            (Role.ADMIN, False, False, 200),
            (Role.FACILITATOR, True, False, 200),
            (Role.FACILITATOR, False, False, 403),
            (Role.MEMBER, True, False, 403),
            (Role.MEMBER, True, True, 200),
            (Role.MEMBER, False, True, 403),
        ],
    )
    def test_who_may(
        self,
        role: Role,
        own: bool,
        empty: bool,
        status: int,
        team: Team,
        owner: User,
        writer: User,
        client_of: SignIn,
    ) -> None:
        debate = make_debate(team, writer if own else owner)
        if not empty:
            make_claim(root_of(debate), owner)
        Membership.objects.filter(user=writer).update(role=role)
        assert client_of(writer).get(delete_url(debate)).status_code == status
        answer = client_of(writer).post(delete_url(debate), {"title": debate.title})
        assert answer.status_code == (302 if status == 200 else 403)
        assert (Debate.objects.get().deleted_at is not None) == (status == 200)

    def test_the_way_there_stands_where_one_may_go_it(
        self, debate: Debate, facilitator: User, owner: User, client_of: SignIn
    ) -> None:
        frame = reverse("debates:debate_edit", args=[debate.pk])
        assert delete_url(debate) in _said(client_of(facilitator), frame)
        Debate.objects.update(opened_by=None)
        assert delete_url(debate) not in _said(client_of(facilitator), frame)
        assert delete_url(debate) in _said(client_of(owner), frame)


class TestDelete:
    def test_undo_brings_it_back(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        browser.post(delete_url(debate), {"title": debate.title})
        answer = browser.post(back_url(debate))
        assert answer.url == debate.get_absolute_url()
        assert "The debate is back" in _said(browser, answer.url)
        assert browser.post(back_url(debate)).status_code == 404

    def test_who_deleted_it_and_admins_may(
        self,
        team: Team,
        facilitator: User,
        owner: User,
        writer: User,
        outsider: User,
        client_of: SignIn,
    ) -> None:
        debate = make_debate(team, facilitator, phase=Phase.DECIDED)
        debate.put_in_bin(by=owner)
        for person in (facilitator, writer, outsider):
            assert client_of(person).post(back_url(debate)).status_code == 404
        assert debate.title not in _said(client_of(facilitator), bin_url(team))
        assert debate.title in _said(client_of(owner), bin_url(team))
        assert client_of(owner).post(back_url(debate)).status_code == 302
        debate.put_in_bin(by=facilitator)
        assert client_of(owner).post(back_url(debate)).status_code == 302

    def test_whoever_left_the_team_brings_nothing_back(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.put_in_bin(by=facilitator)
        Membership.objects.get(user=facilitator).end()
        assert client_of(facilitator).post(back_url(debate)).status_code == 404

    def test_the_last_day_passed(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.put_in_bin(by=facilitator, at=timezone.now() - timedelta(days=30))
        assert client_of(facilitator).post(back_url(debate)).status_code == 404
        assert debate.title not in _said(client_of(facilitator), bin_url(debate.team))


class TestIndex:
    def test_queries_do_not_grow(self, team: Team, owner: User, client_of: SignIn) -> None:
        browser = client_of(owner)

        def asked(many: int) -> int:
            for _ in range(many):
                make_debate(team, owner).put_in_bin(by=owner)
            return len(queries_of(lambda: browser.get(bin_url(team))))

        assert asked(1) == asked(10)


def _said(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()
