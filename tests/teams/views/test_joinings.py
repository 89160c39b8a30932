"""Coming in by a link: from the mail to the team, and everything that may be wrong with it."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teams.models import Invitation, Membership, Role, Team, User
from tests.factories import make_user

Browser = Callable[[User], Client]
JOIN = "/join/"
NEW = {"name": "Nora New", "password1": "four plain words here"}


@pytest.fixture(autouse=True)
def no_limits_used_up(db: None) -> None:
    cache.clear()


@pytest.fixture
def link(team: Team, owner: User) -> str:
    return f"{JOIN}{Invitation.objects.invite(team, by=owner, role=Role.FACILITATOR)[1]}/"


@pytest.fixture
def mailed(team: Team, owner: User) -> str:
    return f"{JOIN}{Invitation.objects.invite(team, by=owner, email='nora@example.org')[1]}/"


def is_in(team: Team, email: str) -> bool:
    return team.memberships.filter(user__email=email).exists()


def code_in_mail() -> str:
    found = re.search(r"^ +([A-Z]{4}-[A-Z]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    return found.group(1)


class TestNew:
    def test_cleans_the_address_at_once(self, client: Client, link: str) -> None:
        answer = client.get(link)
        assert (answer.status_code, answer["Location"]) == (302, JOIN)

    def test_the_secret_is_not_in_the_session(self, client: Client, link: str) -> None:
        client.get(link)
        held = Session.objects.get().get_decoded()
        assert link.split("/")[2] not in str(held)

    @pytest.mark.parametrize("fault", ["unknown", "revoked", "expired", "used"])
    def test_what_no_longer_works_says_so_kindly(
        self, client: Client, team: Team, mailed: str, fault: str
    ) -> None:
        now = timezone.now()
        change = {"revoked": "revoked_at", "expired": "expires_at", "used": "accepted_at"}
        if fault in change:
            Invitation.objects.update(**{change[fault]: now})
        answer = client.get(mailed if fault in change else f"{JOIN}guess/")
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "no longer works" in page
        assert team.name not in page

    def test_guessing_is_stopped_but_a_whole_team_may_come_in(
        self, client: Client, link: str
    ) -> None:
        for _ in range(15):
            assert client.get(link).status_code == 302
        codes = [client.get(f"{JOIN}guess{n}/").status_code for n in range(12)]
        assert codes == [404] * 10 + [429] * 2
        assert client.get(link).status_code == 429

    def test_nobody_joins_by_following_a_link(
        self, client_of: Browser, team: Team, outsider: User, link: str
    ) -> None:
        page = client_of(outsider).get(link, follow=True)
        assert page.status_code == 200
        assert "Join Horizons" in page.content.decode()
        assert not is_in(team, outsider.email)


class TestAccept:
    def test_without_an_invitation_there_is_nothing_to_accept(self, client: Client) -> None:
        assert client.get(JOIN).status_code == 404
        assert client.post(JOIN).status_code == 404

    def test_says_who_invites_and_to_what(self, client: Client, link: str) -> None:
        page = client.get(link, follow=True).content.decode()
        assert "Olive Owner invites you" in page
        assert "Join Horizons" in page

    def test_one_button_lets_somebody_with_an_account_in(
        self, client_of: Browser, team: Team, outsider: User, link: str
    ) -> None:
        browser = client_of(outsider)
        browser.get(link)
        answer = browser.post(JOIN)
        assert answer["Location"] == team.get_absolute_url()
        assert Membership.objects.get(team=team, user=outsider).role == Role.FACILITATOR

    def test_twice_is_once(self, client_of: Browser, team: Team, outsider: User, link: str) -> None:
        browser = client_of(outsider)
        browser.get(link)
        assert browser.post(JOIN).status_code == 302
        browser.get(link)
        assert browser.post(JOIN)["Location"] == team.get_absolute_url()
        assert team.memberships.filter(user=outsider).count() == 1

    def test_a_role_in_the_form_raises_nobody(
        self, client_of: Browser, team: Team, outsider: User, link: str
    ) -> None:
        browser = client_of(outsider)
        browser.get(link)
        browser.post(JOIN, {"role": "admin", "team": "1"})
        assert Membership.objects.get(team=team, user=outsider).role == Role.FACILITATOR

    def test_a_mail_for_another_address_is_explained(
        self, client_of: Browser, team: Team, outsider: User, mailed: str
    ) -> None:
        browser = client_of(outsider)
        browser.get(mailed)
        for answer in (browser.get(JOIN), browser.post(JOIN)):
            assert answer.status_code == 403
            page = answer.content.decode()
            assert "nora@example.org" in page
            assert outsider.email in page
        assert not is_in(team, outsider.email)
        assert Invitation.objects.usable().exists()

    def test_taken_back_while_somebody_was_reading(
        self, client_of: Browser, team: Team, outsider: User, link: str
    ) -> None:
        browser = client_of(outsider)
        browser.get(link)
        Invitation.objects.get().revoke()
        assert browser.post(JOIN).status_code == 404
        assert not is_in(team, outsider.email)

    def test_signing_in_leads_back_to_the_button(
        self, client: Client, team: Team, mailed: str
    ) -> None:
        nora = make_user("Nora", email="nora@example.org")
        page = client.get(mailed, follow=True).content.decode()
        assert f"{reverse('account_login')}?next={JOIN}" in page
        typed = {"login": nora.email, "password": "correct horse", "next": JOIN}
        assert client.post(reverse("account_login"), typed)["Location"] == JOIN
        assert not is_in(team, nora.email)
        client.post(JOIN)
        assert is_in(team, nora.email)


class TestSigningUp:
    def test_a_mail_makes_account_and_membership_in_one_step(
        self, client: Client, team: Team, mailed: str
    ) -> None:
        client.get(mailed)
        answer = client.post(reverse("account_signup"), NEW)
        assert answer["Location"] == team.get_absolute_url()
        nora = User.objects.get(email="nora@example.org")
        assert nora.name == "Nora New"
        assert is_in(team, nora.email)
        assert client.get(team.get_absolute_url()).status_code == 200
        assert not mail.outbox  # the mail that brought the link has proven the address

    def test_a_mail_is_for_its_own_address_whatever_is_posted(
        self, client: Client, team: Team, mailed: str
    ) -> None:
        client.get(mailed)
        client.post(reverse("account_signup"), {**NEW, "email": "other@example.org"})
        assert not User.objects.filter(email="other@example.org").exists()
        assert is_in(team, "nora@example.org")

    def test_by_a_link_the_address_is_proven_first(
        self, client: Client, team: Team, link: str
    ) -> None:
        client.get(link)
        client.post(reverse("account_signup"), {**NEW, "email": "nora@example.org"})
        assert not is_in(team, "nora@example.org")
        proof = reverse("account_email_verification_sent")
        answer = client.post(proof, {"code": code_in_mail()})
        assert answer["Location"] == team.get_absolute_url()
        assert is_in(team, "nora@example.org")

    def test_a_wrong_code_lets_nobody_in(self, client: Client, team: Team, link: str) -> None:
        client.get(link)
        client.post(reverse("account_signup"), {**NEW, "email": "nora@example.org"})
        page = client.post(reverse("account_email_verification_sent"), {"code": "AAAA-AAAA"})
        assert "not the code we sent" in page.content.decode()
        assert not is_in(team, "nora@example.org")

    @pytest.mark.parametrize(
        ("field", "typed"),
        [("name", ""), ("name", "\u200b"), ("name", "A" * 81), ("name", "\u202eeroN"),
         ("password1", "short"), ("password1", "password1234"), ("password1", "")],
    )  # fmt: skip
    def test_what_is_wrong_makes_no_account(
        self, client: Client, mailed: str, field: str, typed: str
    ) -> None:
        client.get(mailed)
        page = client.post(reverse("account_signup"), {**NEW, field: typed})
        assert "errorlist" in page.content.decode()
        assert not User.objects.filter(email="nora@example.org").exists()

    def test_a_name_is_one_line(self, client: Client, mailed: str) -> None:
        client.get(mailed)
        client.post(reverse("account_signup"), {**NEW, "name": "  Nora \t New "})
        assert User.objects.get(email="nora@example.org").name == "Nora New"
