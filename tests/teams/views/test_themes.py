"""Light, dark, or as the system has it."""

import pytest
from django.test import Client
from django.urls import reverse

LOGIN = "/account/login/"


@pytest.fixture
def url() -> str:
    return reverse("teams:theme_edit")


class TestEdit:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_page_follows_the_choice(
        self, client: Client, db: None, url: str, theme: str
    ) -> None:
        answer = client.post(url, {"theme": theme, "next": LOGIN})
        assert (answer.status_code, answer["Location"]) == (302, LOGIN)
        assert f'data-theme="{theme}"' in client.get(LOGIN).content.decode()

    def test_the_system_is_followed_again(self, client: Client, db: None, url: str) -> None:
        client.post(url, {"theme": "dark"})
        client.post(url, {"theme": "system"})
        assert "data-theme" not in client.get(LOGIN).content.decode()

    @pytest.mark.parametrize("theme", ["", 'dark" onload="x', "sepia"])
    def test_there_are_three(self, client: Client, db: None, url: str, theme: str) -> None:
        answer = client.post(url, {"theme": theme})
        assert answer.status_code == 400
        assert "theme" not in answer.cookies

    def test_a_cookie_made_elsewhere_does_nothing(self, client: Client, db: None) -> None:
        client.cookies["theme"] = 'x"><script>'
        page = client.get(LOGIN).content.decode()
        assert "data-theme" not in page
        assert 'x"><script>' not in page

    def test_leads_nowhere_else(self, client: Client, db: None, url: str) -> None:
        answer = client.post(url, {"theme": "dark", "next": "https://evil.example/"})
        assert answer["Location"] == reverse("debates:home")
