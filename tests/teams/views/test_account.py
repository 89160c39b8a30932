"""A person's own page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teams.forms.zones import COMMON, zone_choices
from teams.models import User

Browser = Callable[[User], Client]
FIELDS = {"name": "Will Writer", "time_zone": "Asia/Kolkata", "language": "en-gb"}


class TestEdit:
    @pytest.fixture
    def url(self) -> str:
        return reverse("teams:account_edit")

    def test_changes_what_one_says_of_oneself(
        self, client_of: Browser, writer: User, url: str
    ) -> None:
        typed = {**FIELDS, "name": "  Wil \u00a0 W. ", "email": "x@y.example", "is_staff": "on"}
        page = client_of(writer).post(url, typed, follow=True)
        assert "Saved." in page.content.decode()
        before, writer = writer, User.objects.get(pk=writer.pk)
        assert (writer.name, writer.time_zone) == ("Wil W.", "Asia/Kolkata")
        assert (writer.email, writer.is_staff) == (before.email, False)

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("name", ""),
            ("name", "\u200b\u2060"),
            ("name", "a\x00b"),
            ("name", "x" * 81),
            ("time_zone", "Mars/Olympus"),
            ("time_zone", "../../etc/passwd"),
            ("language", "tlh"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_changed(
        self, client_of: Browser, writer: User, url: str, field: str, typed: str
    ) -> None:
        answer = client_of(writer).post(url, {**FIELDS, "name": "Wilhelmina", field: typed})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "errorlist" in page
        assert field == "name" or 'value="Wilhelmina"' in page
        assert User.objects.get(pk=writer.pk).name == writer.name

    def test_an_empty_post_is_wrong_too(self, client_of: Browser, writer: User, url: str) -> None:
        assert client_of(writer).post(url).status_code == 422

    def test_shows_ones_teams_and_the_way_out(
        self, client_of: Browser, writer: User, url: str
    ) -> None:
        page = client_of(writer).get(url).content.decode()
        place = writer.memberships.get()
        assert reverse("teams:membership_delete", args=[place.team.slug, place.pk]) in page

    def test_times_follow_the_chosen_zone(self, client_of: Browser, writer: User, url: str) -> None:
        browser = client_of(writer)
        browser.post(url, FIELDS)
        assert "Kolkata, Asia" in browser.get(url).content.decode()


class TestZones:
    def test_the_likely_ones_stand_first_and_nothing_stands_twice(self) -> None:
        groups = zone_choices()
        assert [zone for zone, _label in groups[0][1]] == [*COMMON]
        zones = [zone for _group, choices in groups for zone, _label in choices]
        assert len(zones) == len(set(zones)) > 400

    def test_an_old_spelling_can_be_kept(self, client_of: Browser, writer: User) -> None:
        User.objects.filter(pk=writer.pk).update(time_zone="US/Eastern")
        answer = client_of(writer).post(
            reverse("teams:account_edit"), {**FIELDS, "time_zone": "US/Eastern"}
        )
        assert answer.status_code == 302
        assert "US/Eastern" not in str(zone_choices())
