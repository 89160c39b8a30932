"""Ways into a team: bound, hashed, expiring, and used once where they are for one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from teams.models import Invitation, Membership, Role, Team, User, WrongAddressError
from teams.models.invitation import LIFETIME
from tests.factories import make_team, make_user
from tests.teams.models.test_memberships import at_once


def invite(team: Team, by: User, **fields: str) -> Invitation:
    return Invitation.objects.invite(team, by=by, **fields)[0]


class TestInvite:
    def test_the_secret_stands_nowhere_in_the_database(self, team: Team, owner: User) -> None:
        invitation, token = Invitation.objects.invite(team, by=owner, email="new@example.org")
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(i)::text FROM teams_invitation i")
            (row,) = cursor.fetchone()
        assert token not in row
        assert invitation.token_hash in row

    def test_secrets_are_long_and_differ(self, team: Team, owner: User) -> None:
        tokens = {Invitation.objects.invite(team, by=owner)[1] for _ in range(20)}
        assert len(tokens) == 20
        assert min(map(len, tokens)) >= 32  # 24 random bytes, 192 bits

    def test_inviting_an_address_again_closes_the_earlier_invitation(
        self, team: Team, owner: User
    ) -> None:
        _first, old = Invitation.objects.invite(team, by=owner, email="new@example.org")
        _second, new = Invitation.objects.invite(team, by=owner, email="New@Example.org")
        assert not Invitation.objects.usable().with_token(old).exists()
        assert Invitation.objects.usable().with_token(new).exists()

    def test_another_team_may_invite_the_same_address(self, team: Team, owner: User) -> None:
        invite(team, owner, email="new@example.org")
        invite(make_team(), owner, email="new@example.org")
        assert Invitation.objects.usable().count() == 2

    def test_the_database_refuses_two_open_ones_for_one_address(
        self, team: Team, owner: User
    ) -> None:
        fields = {"team": team, "email": "a@example.org", "expires_at": timezone.now()}
        Invitation.objects.create(**fields, token_hash="1")
        with pytest.raises(IntegrityError, match="invitation_once"), transaction.atomic():
            Invitation.objects.create(**fields, token_hash="2")


class TestUsable:
    def test_until_it_expires(self, team: Team, owner: User) -> None:
        invitation = invite(team, owner)
        usable = Invitation.objects.usable
        assert invitation in usable(timezone.now() + LIFETIME - timedelta(minutes=1))
        assert invitation not in usable(timezone.now() + LIFETIME + timedelta(minutes=1))

    def test_not_once_it_was_taken_back(self, team: Team, owner: User) -> None:
        invitation = invite(team, owner)
        invitation.revoke()
        invitation.revoke()
        assert invitation not in Invitation.objects.usable()


class TestAccept:
    def test_a_mail_lets_its_recipient_in_once(self, team: Team, owner: User) -> None:
        invited, role = make_user(email="new@example.org"), Role.FACILITATOR
        invitation = invite(team, owner, email="New@example.org", role=role)
        assert invitation.accept(invited).role == role
        with pytest.raises(Invitation.DoesNotExist):
            invitation.accept(invited)

    def test_a_mail_lets_nobody_else_in(self, team: Team, owner: User, outsider: User) -> None:
        with pytest.raises(WrongAddressError):
            invite(team, owner, email="new@example.org").accept(outsider)
        assert not team.memberships.filter(user=outsider).exists()

    def test_a_link_lets_several_people_in(self, team: Team, owner: User) -> None:
        link = invite(team, owner)
        people = [make_user(), make_user()]
        for person in people:
            link.accept(person)
        assert team.memberships.filter(user__in=people).count() == 2

    def test_a_link_changes_no_role(self, team: Team, owner: User, writer: User) -> None:
        invite(team, owner, role=Role.ADMIN).accept(writer)
        assert Membership.objects.get(team=team, user=writer).role == Role.MEMBER

    @pytest.mark.parametrize("how", ["revoked", "expired"])
    def test_what_is_closed_lets_nobody_in(
        self, team: Team, owner: User, outsider: User, how: str
    ) -> None:
        link = invite(team, owner)
        then = {f"{how}_at": timezone.now()} if how == "revoked" else {"expires_at": timezone.now()}
        Invitation.objects.filter(pk=link.pk).update(**then)
        with pytest.raises(Invitation.DoesNotExist):
            link.accept(outsider)
        assert not team.memberships.filter(user=outsider).exists()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_twenty_times_accepted_is_one_membership(self) -> None:
        team = make_team()
        invited = make_user(email="new@example.org")
        invitation = invite(team, make_user(), email=invited.email)
        pks = [invitation.pk] * 20
        acts = [lambda pk=pk: Invitation.objects.get(pk=pk).accept(invited) for pk in pks]
        results = at_once(*acts)
        assert sorted(results) == ["DoesNotExist"] * 19 + ["done"]
        assert team.memberships.count() == 1

    def test_inviting_one_address_at_once_leaves_one_way_in(self) -> None:
        team, by = make_team(), make_user()
        acts = [lambda: invite(team, by, email="new@example.org")] * 8
        assert set(at_once(*acts)) == {"done"}
        assert Invitation.objects.usable().filter(team=team).count() == 1
