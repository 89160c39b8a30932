"""Roles and leaving: a team is never without somebody who looks after it."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from teams.models import LastAdminError, Membership, Role, Team, User
from tests.factories import make_member, make_team, make_user


def place(team: Team, user: User) -> Membership:
    return Membership.objects.get(team=team, user=user)


def at_once(*acts: Callable[..., object]) -> list[str]:
    """Do everything at the same moment, each on a connection of its own; say how each went."""
    barrier, results = threading.Barrier(len(acts)), ["" for _ in acts]

    def run(n: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            act()
            results[n] = "done"
        except Exception as error:  # noqa: BLE001 (whatever it is, it is the result)
            results[n] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


class TestChangeRole:
    def test_somebody_becomes_something_else(self, team: Team, owner: User, writer: User) -> None:
        place(team, writer).change_role(Role.FACILITATOR)
        assert place(team, writer).role == Role.FACILITATOR

    def test_the_last_admin_stays_one(self, team: Team, owner: User, writer: User) -> None:
        with pytest.raises(LastAdminError):
            place(team, owner).change_role(Role.MEMBER)
        assert place(team, owner).role == Role.ADMIN

    def test_the_last_admin_may_be_made_admin_again(self, team: Team, owner: User) -> None:
        place(team, owner).change_role(Role.ADMIN)
        assert place(team, owner).role == Role.ADMIN

    def test_one_of_two_admins_may_step_back(self, team: Team, owner: User) -> None:
        other = make_member(team, role=Role.ADMIN)
        place(team, owner).change_role(Role.MEMBER)
        assert [m.user for m in Membership.objects.admins().filter(team=team)] == [other]

    def test_an_admin_elsewhere_does_not_count(self, team: Team, owner: User) -> None:
        make_member(make_team(), owner, Role.ADMIN)
        with pytest.raises(LastAdminError):
            place(team, owner).change_role(Role.MEMBER)

    def test_changing_somebody_who_has_gone_meanwhile_brings_nobody_back(
        self, team: Team, owner: User, writer: User
    ) -> None:
        gone = place(team, writer)
        Membership.objects.filter(pk=gone.pk).delete()
        gone.change_role(Role.FACILITATOR)
        assert not Membership.objects.filter(team=team, user=writer).exists()


class TestEnd:
    def test_somebody_leaves(self, team: Team, owner: User, writer: User) -> None:
        place(team, writer).end()
        assert not Membership.objects.filter(team=team, user=writer).exists()

    def test_the_last_admin_cannot_leave(self, team: Team, owner: User, writer: User) -> None:
        with pytest.raises(LastAdminError):
            place(team, owner).end()
        assert place(team, owner).role == Role.ADMIN

    def test_leaving_twice_is_leaving_once(self, team: Team, owner: User, writer: User) -> None:
        first, second = place(team, writer), place(team, writer)
        first.end()
        second.end()
        assert [m.user for m in team.memberships.all()] == [owner]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_admins_cannot_leave_each_other_alone(self) -> None:
        for _round in range(5):
            team = make_team()
            one, two = (make_member(team, make_user(), Role.ADMIN) for _ in range(2))
            step_back = partial(place(team, two).change_role, Role.MEMBER)
            assert sorted(at_once(place(team, one).end, step_back)) == ["LastAdminError", "done"]
            assert Membership.objects.admins().filter(team=team).count() == 1
