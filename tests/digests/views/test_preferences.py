"""When a member hears of a team."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from digests.models import Subscription
from teams.models import Team, User

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
URL = "/teams/horizons/digest/"
CHOICE = {"cadence": "daily", "weekday": "3", "hour": "17", "time_zone": "Asia/Kathmandu"}


class TestEdit:
    def test_it_shows_the_default_and_saves_nothing_by_looking(
        self, client_of: ClientOf, writer: User
    ) -> None:
        assert reverse("digests:preference_edit", args=["horizons"]) == URL
        answer = client_of(writer).get(URL)
        assert answer.status_code == 200
        html = answer.content.decode()
        assert 'value="weekly"' in html
        assert "the next one may come on Monday" in html
        assert "(Europe/London)" in html
        assert not Subscription.objects.exists()

    def test_a_choice_is_kept(self, client_of: ClientOf, writer: User, team: Team) -> None:
        answer = client_of(writer).post(URL, CHOICE, follow=True)
        assert answer.redirect_chain == [(URL, 302)]
        assert "Saved." in answer.content.decode()
        choice = Subscription.objects.get(membership__user=writer, membership__team=team)
        assert (choice.cadence, choice.weekday, choice.hour, choice.time_zone) == (
            "daily",
            3,
            17,
            "Asia/Kathmandu",
        )

    def test_a_new_choice_counts_from_now(self, client_of: ClientOf, writer: User) -> None:
        client_of(writer).post(URL, CHOICE)
        first = Subscription.objects.get().chosen_at
        client_of(writer).post(URL, CHOICE | {"hour": "9"})
        assert Subscription.objects.get().chosen_at > first

    def test_never_is_a_choice(self, client_of: ClientOf, writer: User) -> None:
        client = client_of(writer)
        client.post(URL, CHOICE | {"cadence": "off"})
        assert Subscription.objects.get().cadence == "off"
        assert "next one may come" not in client.get(URL).content.decode()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("cadence", "hourly"),
            ("weekday", "7"),
            ("hour", "3"),
            ("hour", "noon"),
            ("time_zone", "Europe/Atlantis"),
            ("time_zone", "../../etc/passwd"),
        ],
    )
    def test_what_is_not_offered_is_refused(
        self, client_of: ClientOf, writer: User, field: str, value: str
    ) -> None:
        answer = client_of(writer).post(URL, CHOICE | {field: value})
        assert answer.status_code == 422
        assert 'class="errorlist' in answer.content.decode()
        assert not Subscription.objects.exists()

    def test_an_empty_post_shows_the_errors(self, client_of: ClientOf, writer: User) -> None:
        assert client_of(writer).post(URL, {}).status_code == 422

    def test_strangers_find_nothing(self, client_of: ClientOf, outsider: User, team: Team) -> None:
        assert client_of(outsider).get(URL).status_code == 404
        assert client_of(outsider).post(URL, CHOICE).status_code == 404
        assert not Subscription.objects.exists()

    def test_visitors_sign_in_first(self, client: Client, team: Team) -> None:
        assert client.get(URL).status_code == 302

    def test_other_methods_are_refused(self, client_of: ClientOf, writer: User) -> None:
        assert client_of(writer).put(URL).status_code == 405
