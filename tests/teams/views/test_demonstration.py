"""The one-click door: open in the demonstration, to its invented people only."""

import importlib
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import NoReverseMatch, clear_url_caches, reverse

import config.urls
import teams.urls
from config.boot import ROOT
from teams.demonstration import PEOPLE, found_demonstration_team
from teams.models import User
from tests.factories import make_member, make_team, make_user
from tests.services import environment


def read_addresses_again() -> None:
    importlib.reload(teams.urls)
    importlib.reload(config.urls)
    clear_url_caches()


@pytest.fixture
def demonstration() -> Iterator[None]:
    """A site that was started as the demonstration."""
    with override_settings(COUNTERPOINT_DEMONSTRATION=True):
        read_addresses_again()
        yield
    read_addresses_again()


@pytest.fixture
def invented(db: None) -> dict[str, User]:
    return found_demonstration_team()[1]


def signed_in(client: Client) -> int | None:
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


class TestElsewhere:
    def test_there_is_no_door(self, client: Client, invented: dict[str, User]) -> None:
        assert client.get("/demonstration/").status_code == 404
        assert client.post(f"/demonstration/{invented['zoe'].pk}/").status_code == 404
        assert signed_in(client) is None
        with pytest.raises(NoReverseMatch):
            reverse("teams:demonstration_index")

    @pytest.mark.parametrize(
        ("demonstration", "expected"),
        [("true", "teams:demonstration_index"), ("", "account_login")],
    )
    def test_only_the_demonstration_sends_strangers_to_the_door(
        self, tmp_path: object, demonstration: str, expected: str
    ) -> None:
        asked = (
            "from config import settings; print(settings.LOGIN_URL, settings.LOGOUT_REDIRECT_URL)"
        )
        wishes = {
            "COUNTERPOINT_DEMONSTRATION": demonstration,
            "DATABASE_URL": "postgresql://nobody@localhost/none",
            "REDIS_URL": "redis://localhost:1/0",
            "SECRET_KEY": "s" * 50,
        }
        answer = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            env=environment(tmp_path, **wishes),  # type: ignore[arg-type]
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        assert answer.stdout.split() == [expected, expected]


@pytest.mark.usefixtures("demonstration")
class TestIndex:
    def test_everybody_has_a_button_and_a_word(
        self, client: Client, invented: dict[str, User]
    ) -> None:
        page = client.get(reverse("teams:demonstration_index")).content.decode()
        for person in PEOPLE:
            assert person.name in page
            assert str(person.seen_as) in page
            assert reverse("teams:demonstration_create", args=[invented[person.key].pk]) in page

    def test_nobody_real_is_listed(self, client: Client, invented: dict[str, User]) -> None:
        make_member(make_team(), make_user("Rita Real"))
        assert "Rita" not in client.get(reverse("teams:demonstration_index")).content.decode()

    def test_the_menu_leads_back_to_the_door(
        self, client: Client, invented: dict[str, User]
    ) -> None:
        client.post(reverse("teams:demonstration_create", args=[invented["bea"].pk]))
        home = client.get(reverse("debates:home"), follow=True).content.decode()
        assert f'href="{reverse("teams:demonstration_index")}"' in home

    def test_an_empty_place_says_so(self, client: Client, db: None) -> None:
        page = client.get(reverse("teams:demonstration_index"))
        assert page.status_code == 200
        assert "load_demonstration" in page.content.decode()


@pytest.mark.usefixtures("demonstration")
class TestCreate:
    def test_signs_in(self, client: Client, invented: dict[str, User]) -> None:
        answer = client.post(reverse("teams:demonstration_create", args=[invented["wren"].pk]))
        assert answer.status_code == 302
        assert answer["Location"] == reverse("debates:home")
        assert signed_in(client) == invented["wren"].pk

    def test_one_can_become_somebody_else(self, client: Client, invented: dict[str, User]) -> None:
        for key in ("wren", "zoe"):
            client.post(reverse("teams:demonstration_create", args=[invented[key].pk]))
            assert signed_in(client) == invented[key].pk

    @pytest.mark.parametrize("fields", [{}, {"is_superuser": True, "is_staff": True}])
    def test_nobody_real_can_be_had(
        self, client: Client, db: None, fields: dict[str, bool]
    ) -> None:
        real = make_user("Rita Real", **fields)
        answer = client.post(reverse("teams:demonstration_create", args=[real.pk]))
        assert answer.status_code == 404
        assert signed_in(client) is None

    def test_somebody_switched_off_stays_out(
        self, client: Client, invented: dict[str, User]
    ) -> None:
        User.objects.filter(pk=invented["dev"].pk).update(is_active=False)
        url = reverse("teams:demonstration_create", args=[invented["dev"].pk])
        assert client.post(url).status_code == 404
        assert signed_in(client) is None

    def test_a_link_or_picture_signs_nobody_in(
        self, client: Client, invented: dict[str, User]
    ) -> None:
        url = reverse("teams:demonstration_create", args=[invented["zoe"].pk])
        assert client.get(url).status_code == 405
        assert signed_in(client) is None

    def test_another_site_signs_nobody_in(self, invented: dict[str, User]) -> None:
        strict = Client(enforce_csrf_checks=True)
        url = reverse("teams:demonstration_create", args=[invented["zoe"].pk])
        assert strict.post(url).status_code == 403
        assert signed_in(strict) is None

    @pytest.mark.parametrize(
        ("wanted", "given"),
        [("/debates/7/", "/debates/7/"), ("https://evil.example/", None), ("//evil.example", None)],
    )
    def test_goes_on_to_where_one_was_going_within_the_site(
        self, client: Client, invented: dict[str, User], wanted: str, given: str | None
    ) -> None:
        url = reverse("teams:demonstration_create", args=[invented["zoe"].pk])
        answer = client.post(url, {"next": wanted})
        assert answer["Location"] == (given or reverse("debates:home"))
