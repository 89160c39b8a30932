"""Inviting by mail and by a link, and taking it back."""

import re
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from teams.models import Invitation, Membership, Role, Team, User
from teams.models.invitation import hash_token

Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def no_limits_used_up(db: None) -> None:
    cache.clear()


def token_in(text: str) -> str:
    found = re.search(r"http://testserver/join/([\w-]+)/", text)
    assert found is not None
    return found.group(1)


class TestNew:
    @pytest.fixture
    def url(self, team: Team) -> str:
        return reverse("teams:invitation_new", args=[team.slug])

    def test_mails_a_link_that_works(
        self, client_of: Browser, owner: User, team: Team, url: str
    ) -> None:
        answer = client_of(owner).post(url, {"email": "New@example.org", "role": "facilitator"})
        assert answer.status_code == 302
        (letter,) = mail.outbox
        assert letter.to == ["new@example.org"]
        assert letter.subject == "Olive Owner invites you to Horizons"
        assert "Olive Owner" in letter.body
        invitation = Invitation.objects.usable().with_token(token_in(str(letter.body))).get()
        assert (invitation.team, invitation.role) == (team, Role.FACILITATOR)

    def test_the_page_says_so_but_never_shows_the_secret(
        self, client_of: Browser, owner: User, url: str
    ) -> None:
        page = client_of(owner).post(
            url, {"email": "new@example.org", "role": "member"}, follow=True
        )
        assert "on its way to new@example.org" in page.content.decode()
        assert token_in(str(mail.outbox[0].body)) not in page.content.decode()

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, "required"),
            ({"email": "nobody", "role": "member"}, "does not look like"),
            ({"email": "a@b.example\nBcc: x@y.example", "role": "member"}, "does not look like"),
            ({"email": "new@example.org", "role": "emperor"}, "emperor"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(
        self, client_of: Browser, owner: User, url: str, typed: dict[str, str], said: str
    ) -> None:
        answer = client_of(owner).post(url, typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page
        assert typed.get("email", "").partition("\n")[0] in page
        assert not mail.outbox
        assert not Invitation.objects.exists()

    def test_somebody_who_is_here_is_not_invited(
        self, client_of: Browser, owner: User, writer: User, url: str
    ) -> None:
        answer = client_of(owner).post(url, {"email": writer.email.upper(), "role": "admin"})
        assert answer.status_code == 422
        assert "in the team already" in answer.content.decode()

    def test_a_mail_server_that_is_away_leaves_nothing_behind(
        self, client_of: Browser, owner: User, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_args: object) -> int:
            raise smtplib.SMTPServerDisconnected("gone")

        monkeypatch.setattr(EmailBackend, "send_messages", away)
        answer = client_of(owner).post(url, {"email": "new@example.org", "role": "member"})
        assert answer.status_code == 503
        page = answer.content.decode()
        assert "could not be sent" in page
        assert "new@example.org" in page
        assert not Invitation.objects.exists()

    def test_the_demonstration_mails_nobody(
        self, client_of: Browser, owner: User, url: str
    ) -> None:
        User.objects.filter(pk=owner.pk).update(is_demonstration=True)
        answer = client_of(owner).post(url, {"email": "real@example.org", "role": "member"})
        assert answer.status_code == 422
        assert not mail.outbox

    def test_a_team_called_like_a_header_stays_a_subject(
        self, client_of: Browser, owner: User, team: Team, url: str
    ) -> None:
        Team.objects.filter(pk=team.pk).update(name="A\nBcc: x@y.example <i>")
        client_of(owner).post(url, {"email": "new@example.org", "role": "member"})
        message = mail.outbox[0].message()
        assert message["Subject"] == "Olive Owner invites you to A Bcc: x@y.example <i>"
        assert message["Bcc"] is None

    def test_nobody_mails_without_end(
        self, client_of: Browser, owner: User, url: str, settings: Any
    ) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"invite": "2/h/user"}
        browser = client_of(owner)
        codes = [
            browser.post(url, {"email": f"n{n}@example.org", "role": "member"}).status_code
            for n in range(3)
        ]
        assert codes == [302, 302, 429]
        assert len(mail.outbox) == 2


class TestNewLink:
    @pytest.fixture
    def url(self, team: Team) -> str:
        return reverse("teams:invitation_link_new", args=[team.slug])

    def test_shows_the_link_this_once(
        self, client_of: Browser, owner: User, team: Team, url: str
    ) -> None:
        browser = client_of(owner)
        token = token_in(browser.post(url, {"role": "facilitator"}).content.decode())
        invitation = Invitation.objects.get()
        assert (invitation.token_hash, invitation.role) == (hash_token(token), "facilitator")
        people = reverse("teams:membership_index", args=[team.slug])
        assert token not in browser.get(people).content.decode()

    def test_without_a_role_there_is_no_link(
        self, client_of: Browser, owner: User, url: str
    ) -> None:
        assert client_of(owner).post(url, {}).status_code == 422
        assert not Invitation.objects.exists()

    def test_an_expired_session_loses_nothing(
        self, client: Client, client_of: Browser, owner: User, url: str
    ) -> None:
        client.post(url, {"role": "facilitator"})
        client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(url).content.decode()
        assert re.search(r'value="facilitator"[^>]*selected', page)
        assert not Invitation.objects.exists()


class TestDelete:
    def test_closes_the_way_in_and_lets_people_stay(
        self, client_of: Browser, owner: User, outsider: User, team: Team
    ) -> None:
        link, _token = Invitation.objects.invite(team, by=owner)
        link.accept(outsider)
        url = reverse("teams:invitation_delete", args=[team.slug, link.pk])
        assert client_of(owner).post(url).status_code == 302
        assert not Invitation.objects.usable().exists()
        assert Membership.objects.filter(team=team, user=outsider).exists()

    def test_of_another_team_is_not_found(
        self, client_of: Browser, owner: User, outsider: User, team: Team
    ) -> None:
        link, _token = Invitation.objects.invite(team, by=owner)
        theirs = Membership.objects.get(user=outsider).team
        for slug in (team.slug, theirs.slug):
            url = reverse("teams:invitation_delete", args=[slug, link.pk])
            assert client_of(outsider).post(url).status_code == 404
        assert Invitation.objects.usable().exists()
