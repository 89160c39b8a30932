"""Founding a team, and how it is set up."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import Membership, Role, Team, User

Browser = Callable[[User], Client]
FIELDS = {"name": "Horizons", "time_zone": "Europe/Berlin", "language": "de"}


class TestNew:
    @pytest.fixture
    def url(self) -> str:
        return reverse("teams:team_new")

    def test_the_founder_looks_after_it(self, client_of: Browser, writer: User, url: str) -> None:
        User.objects.filter(pk=writer.pk).update(time_zone="Asia/Kolkata")
        answer = client_of(writer).post(url, {"name": "Night desk"})
        team = Team.objects.get(name="Night desk")
        assert answer["Location"] == reverse("teams:membership_index", args=[team.slug])
        assert Membership.objects.get(team=team).role == Role.ADMIN
        assert team.time_zone == "Asia/Kolkata"

    def test_two_may_have_one_name(self, client_of: Browser, writer: User, url: str) -> None:
        for _ in range(2):
            client_of(writer).post(url, {"name": "Äther & Öl"})
        assert Team.objects.filter(name="Äther & Öl").count() == 2

    @pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 81, "a\x07b"])
    def test_a_team_has_a_name(self, client_of: Browser, writer: User, url: str, name: str) -> None:
        assert client_of(writer).post(url, {"name": name}).status_code == 422
        assert Team.objects.count() == 1

    def test_a_closed_server_takes_none(
        self, client_of: Browser, writer: User, url: str, settings: Any
    ) -> None:
        settings.TEAMS_OPEN = False
        browser = client_of(writer)
        assert browser.post(url, {"name": "Night desk"}).status_code == 403
        assert url not in browser.get(reverse("teams:account_edit")).content.decode()
        User.objects.filter(pk=writer.pk).update(is_staff=True)
        assert browser.post(url, {"name": "Night desk"}).status_code == 302


class TestEdit:
    @pytest.fixture
    def url(self, team: Team) -> str:
        return reverse("teams:team_edit", args=[team.slug])

    def test_changes_everything_but_the_address(
        self, client_of: Browser, owner: User, team: Team, url: str
    ) -> None:
        answer = client_of(owner).post(url, {**FIELDS, "name": "New horizons"})
        assert answer.status_code == 302
        slug = team.slug
        team.refresh_from_db()
        assert (team.name, team.slug) == ("New horizons", slug)
        assert (team.time_zone, team.language) == ("Europe/Berlin", "de")
        assert not team.members_may_open_debates

    def test_what_is_wrong_is_said_and_kept(
        self, client_of: Browser, owner: User, team: Team, url: str
    ) -> None:
        answer = client_of(owner).post(url, {**FIELDS, "name": "Newer", "time_zone": "Nowhere"})
        assert answer.status_code == 422
        assert 'value="Newer"' in answer.content.decode()
        team.refresh_from_db()
        assert team.name == "Horizons"

    def test_members_and_facilitators_change_nothing(
        self, client_of: Browser, writer: User, facilitator: User, url: str
    ) -> None:
        for person in (writer, facilitator):
            assert client_of(person).post(url, FIELDS).status_code == 403
