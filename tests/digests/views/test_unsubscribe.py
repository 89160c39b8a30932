"""The way out: one click, no sign-in, nothing by merely looking (RFC 8058)."""

import pytest
from django.core import signing
from django.test import Client

from digests.mail import UNSUBSCRIBE_SALT, unsubscribe_url
from digests.models import Cadence, Subscription
from teams.models import Membership, Team, User
from tests.digests.helpers import subscribe

pytestmark = pytest.mark.django_db


def path_for(user: User, team: Team) -> str:
    return unsubscribe_url(user, team).removeprefix("http://testserver")


def cadences() -> dict[str, str]:
    return dict(Subscription.objects.values_list("membership__user__name", "cadence"))


@pytest.fixture
def strict() -> Client:
    """A mail program: no cookies, no referrer, and the site checks every form."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def choices(team: Team, writer: User, viewer: User) -> None:
    subscribe(writer, team)
    subscribe(viewer, team)


class TestEdit:
    def test_one_click_ends_it_without_sign_in(
        self, strict: Client, team: Team, writer: User
    ) -> None:
        url = path_for(writer, team)
        answer = strict.post(url, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You get no more digests of" in answer.content.decode()
        assert cadences() == {"Will Writer": Cadence.OFF, "Vera Viewer": Cadence.WEEKLY}

    def test_twice_is_as_good_as_once(self, strict: Client, team: Team, writer: User) -> None:
        for _ in range(2):
            assert strict.post(path_for(writer, team)).status_code == 200
        assert cadences()["Will Writer"] == Cadence.OFF

    def test_looking_changes_nothing(self, strict: Client, team: Team, writer: User) -> None:
        url = path_for(writer, team)
        for _ in range(20):
            assert "Stop these mails?" in strict.get(url).content.decode()
            assert strict.head(url).status_code == 200
        assert cadences()["Will Writer"] == Cadence.WEEKLY

    def test_who_never_chose_can_end_it_too(self, strict: Client, team: Team, writer: User) -> None:
        Subscription.objects.all().delete()
        strict.post(path_for(writer, team))
        assert cadences() == {"Will Writer": Cadence.OFF}

    def test_a_token_of_another_team_ends_nothing_here(
        self, strict: Client, team: Team, writer: User, outsider: User
    ) -> None:
        elsewhere = Membership.objects.get(user=outsider).team
        answer = strict.post(path_for(writer, elsewhere))
        assert answer.status_code == 200
        assert cadences()["Will Writer"] == Cadence.WEEKLY

    @pytest.mark.parametrize("salt", ["another.purpose", ""])
    def test_a_token_made_for_something_else_is_refused(
        self, strict: Client, team: Team, writer: User, salt: str
    ) -> None:
        token = signing.Signer(salt=salt).sign_object([writer.pk, team.pk])
        assert strict.post(f"/unsubscribe/{token}/").status_code == 400
        assert cadences()["Will Writer"] == Cadence.WEEKLY

    def test_a_changed_or_cut_token_is_refused(
        self, strict: Client, team: Team, writer: User, viewer: User
    ) -> None:
        mine = path_for(writer, team).split("/")[2]
        theirs = path_for(viewer, team).split("/")[2]
        mixed = f"{theirs.split(':')[0]}:{mine.split(':')[1]}"
        for token in (mine[:-1], mine + "x", mixed, "x", "%00", "x:y"):
            for answer in (
                strict.post(f"/unsubscribe/{token}/"),
                strict.get(f"/unsubscribe/{token}/"),
            ):
                assert answer.status_code == 400, token
        assert set(cadences().values()) == {Cadence.WEEKLY}

    def test_a_signed_token_of_another_shape_is_refused(self, strict: Client) -> None:
        for value in ([1], "x", {"a": 1}, [1, 2, 3]):
            token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object(value)
            assert strict.post(f"/unsubscribe/{token}/").status_code == 400

    def test_who_left_is_answered_kindly(self, strict: Client, team: Team, writer: User) -> None:
        url = path_for(writer, team)
        Membership.objects.filter(user=writer).delete()
        assert "no longer in this team" in strict.get(url).content.decode()
        assert strict.post(url).status_code == 200
