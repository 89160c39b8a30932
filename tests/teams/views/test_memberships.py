"""The page of a team's people, changing roles, and leaving."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import Invitation, Membership, Role, Team, User
from tests.factories import make_member

Browser = Callable[[User], Client]


def url(verb: str, team: Team, user: User | None = None) -> str:
    place = [Membership.objects.get(team=team, user=user).pk] if user else []
    return reverse(f"teams:membership_{verb}", args=[team.slug, *place])


class TestIndex:
    def test_everybody_is_there_with_their_role(
        self, client_of: Browser, team: Team, owner: User, facilitator: User, writer: User
    ) -> None:
        page = client_of(writer).get(url("index", team)).content.decode()
        for text in (owner.name, facilitator.name, writer.name, "administrator", "facilitator"):
            assert text in page

    def test_members_see_no_addresses_and_no_ways_to_invite(
        self, client_of: Browser, team: Team, owner: User, writer: User
    ) -> None:
        Invitation.objects.invite(team, by=owner, email="new@example.org")
        page = client_of(writer).get(url("index", team)).content.decode()
        for text in (
            owner.email,
            "new@example.org",
            reverse("teams:invitation_new", args=[team.slug]),
        ):
            assert text not in page

    def test_admins_see_open_invitations_only(
        self, client_of: Browser, team: Team, owner: User
    ) -> None:
        for email in ("open@example.org", "closed@example.org"):
            invitation, _token = Invitation.objects.invite(team, by=owner, email=email)
        invitation.revoke()
        page = client_of(owner).get(url("index", team)).content.decode()
        assert "open@example.org" in page
        assert "closed@example.org" not in page

    def test_costs_the_same_for_many_people(
        self,
        client_of: Browser,
        team: Team,
        owner: User,
        django_assert_max_num_queries: Callable[..., Any],
    ) -> None:
        client = client_of(owner)
        for _ in range(30):
            make_member(team)
            Invitation.objects.invite(team, by=owner)
        with django_assert_max_num_queries(6):
            client.get(url("index", team))

    def test_names_are_text(self, client_of: Browser, team: Team, owner: User) -> None:
        User.objects.filter(pk=owner.pk).update(name="<b>Bold</b>")
        page = client_of(owner).get(url("index", team)).content.decode()
        assert "<b>Bold" not in page
        assert "&lt;b&gt;Bold" in page


class TestEdit:
    def test_an_admin_changes_a_role(
        self, client_of: Browser, team: Team, owner: User, writer: User
    ) -> None:
        answer = client_of(owner).post(url("edit", team, writer), {"role": "facilitator"})
        assert answer.status_code == 302
        assert Membership.objects.get(team=team, user=writer).role == Role.FACILITATOR

    @pytest.mark.parametrize("role", ["", "emperor"])
    def test_there_are_three_roles(
        self, client_of: Browser, team: Team, owner: User, writer: User, role: str
    ) -> None:
        answer = client_of(owner).post(url("edit", team, writer), {"role": role})
        assert answer.status_code == 422
        assert Membership.objects.get(team=team, user=writer).role == Role.MEMBER

    def test_the_last_admin_is_told_why_not(
        self, client_of: Browser, team: Team, owner: User
    ) -> None:
        answer = client_of(owner).post(url("edit", team, owner), {"role": "member"})
        assert answer.status_code == 409
        assert "at least one administrator" in answer.content.decode()
        assert Membership.objects.get(team=team, user=owner).role == Role.ADMIN

    def test_members_raise_nobody(
        self, client_of: Browser, team: Team, owner: User, writer: User
    ) -> None:
        answer = client_of(writer).post(url("edit", team, writer), {"role": "admin"})
        assert answer.status_code == 403
        assert Membership.objects.get(team=team, user=writer).role == Role.MEMBER

    def test_somebody_of_another_team_is_not_found_through_ones_own(
        self, client_of: Browser, team: Team, outsider: User, writer: User
    ) -> None:
        theirs = Membership.objects.get(user=outsider).team
        place = Membership.objects.get(user=writer)
        mixed = reverse("teams:membership_edit", args=[theirs.slug, place.pk])
        assert client_of(outsider).post(mixed, {"role": "admin"}).status_code == 404


class TestDelete:
    def test_asking_changes_nothing(
        self, client_of: Browser, team: Team, owner: User, writer: User
    ) -> None:
        assert client_of(writer).get(url("delete", team, writer)).status_code == 200
        assert Membership.objects.filter(team=team, user=writer).exists()

    def test_one_leaves(self, client_of: Browser, team: Team, owner: User, writer: User) -> None:
        browser, people = client_of(writer), url("index", team)
        page = browser.post(url("delete", team, writer), follow=True)
        assert "You have left Horizons." in page.content.decode()
        assert browser.get(people).status_code == 404

    def test_an_admin_removes_somebody(
        self, client_of: Browser, team: Team, owner: User, writer: User
    ) -> None:
        client_of(owner).post(url("delete", team, writer))
        assert not Membership.objects.filter(team=team, user=writer).exists()

    def test_members_remove_nobody(
        self, client_of: Browser, team: Team, writer: User, viewer: User
    ) -> None:
        assert client_of(writer).post(url("delete", team, viewer)).status_code == 403
        assert Membership.objects.filter(team=team, user=viewer).exists()

    def test_the_last_admin_stays(self, client_of: Browser, team: Team, owner: User) -> None:
        answer = client_of(owner).post(url("delete", team, owner))
        assert answer.status_code == 409
        assert "Make somebody else one first" in answer.content.decode()
        assert Membership.objects.filter(team=team, user=owner).exists()
