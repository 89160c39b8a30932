"""The page behind the one-time link of an empty installation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from teams.founding import LIFETIME, AlreadyFoundedError, found, founding_token
from teams.models import Membership, Role, User
from tests.factories import make_user

PERSON = {
    "name": "Ada First",
    "email": "Ada@example.org",
    "password": "a long enough secret",
    "team_name": "Horizons",
}


def _url(token: str = "") -> str:
    return reverse("teams:founding_new", args=[token or founding_token()])


@pytest.mark.django_db
class TestNew:
    def test_the_link_of_the_command_opens_the_page(self, client: Client) -> None:
        out = StringIO()
        call_command("first_administrator", stdout=out)
        link = out.getvalue().split()[-1]
        response = client.get(link.removeprefix("http://testserver"))
        assert response.status_code == 200
        assert b"Nobody is here yet" in response.content

    def test_it_makes_an_administrator_who_is_signed_in(self, client: Client) -> None:
        response = client.post(_url(), PERSON)
        assert response.status_code == 302
        user = User.objects.get()
        assert (user.email, user.name, user.is_superuser) == ("ada@example.org", "Ada First", True)
        assert Membership.objects.get().role == Role.ADMIN
        assert EmailAddress.objects.get().verified
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_the_password_signs_in_later(self, client: Client) -> None:
        client.post(_url(), PERSON)
        client.logout()
        response = client.post(
            reverse("account_login"), {"login": "ada@example.org", "password": PERSON["password"]}
        )
        assert response.status_code == 302
        assert "_auth_user_id" in client.session

    def test_the_link_works_once(self, client: Client) -> None:
        url = _url()
        client.post(url, PERSON)
        stranger = Client()
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, PERSON | {"email": "eve@example.org"}).status_code == 404
        assert User.objects.count() == 1

    def test_somebody_elses_secret_is_refused(self, client: Client) -> None:
        forged = signing.dumps("first administrator", key="another", salt="teams.founding")
        assert client.get(_url(forged)).status_code == 404

    def test_an_old_link_is_refused(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        url = _url()
        monkeypatch.setattr("teams.founding.LIFETIME", LIFETIME - LIFETIME - timedelta(seconds=1))
        assert client.get(url).status_code == 404

    @pytest.mark.parametrize(
        "wrong",
        [
            {"password": "short"},
            {"password": "password1234"},
            {"password": "ada@example.org"},
            {"email": "no address"},
            {"name": "   "},
            {"team_name": ""},
            {"team_name": "x" * 81},
            {"name": "A\x00da"},
        ],
    )
    def test_a_mistake_shows_the_page_again(self, client: Client, wrong: dict[str, str]) -> None:
        response = client.post(_url(), PERSON | wrong)
        assert response.status_code == 422
        assert not User.objects.exists()
        # What was typed is still there, except the password.
        if "team_name" not in wrong:
            assert b"Horizons" in response.content
        assert PERSON["password"].encode() not in response.content

    def test_an_empty_form_shows_the_errors(self, client: Client) -> None:
        assert client.post(_url(), {}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first() -> None:
    def attempt(number: int) -> bool:
        try:
            found(
                email=f"{number}@example.org",
                name="Somebody",
                password="a long enough secret",
                team_name="Horizons",
            )
        except AlreadyFoundedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_command_refuses_once_somebody_is_here() -> None:
    make_user("Somebody")
    with pytest.raises(CommandError, match="people here already"):
        call_command("first_administrator")
