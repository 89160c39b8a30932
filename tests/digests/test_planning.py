"""Who is due, written down once."""

from datetime import timedelta
from typing import Any

import pytest

from digests.models import Cadence, Digest, SkipReason, State, Subscription
from digests.planning import plan
from teams.models import Membership, Team, User
from tests.factories import make_member

from .helpers import MONDAY, long_ago, subscribe

pytestmark = pytest.mark.django_db


def test_members_who_chose_nothing_get_the_default(team: Team, writer: User) -> None:
    long_ago(writer, days=400)
    plan(MONDAY)
    choice = Subscription.objects.get(membership__user=writer)
    assert (choice.cadence, choice.weekday, choice.hour, choice.time_zone) == ("weekly", 0, 8, "")
    assert Digest.objects.get().period_key == "2026-W47"


def test_planning_again_changes_nothing(team: Team, writer: User) -> None:
    subscribe(writer, team)
    assert plan(MONDAY) == 1
    before = Digest.objects.values().get()
    assert plan(MONDAY) == plan(MONDAY + timedelta(minutes=5)) == 0
    assert Digest.objects.values().get() == before


def test_nobody_is_planned_before_their_hour(team: Team, writer: User) -> None:
    subscribe(writer, team)
    assert plan(MONDAY - timedelta(seconds=1)) == 1
    assert Digest.objects.get().period_key == "2026-W46"


def test_it_is_sent_within_half_an_hour_of_the_asked_hour(team: Team, writer: User) -> None:
    subscribe(writer, team)
    plan(MONDAY)
    digest = Digest.objects.get()
    assert MONDAY <= digest.due_at <= MONDAY + timedelta(minutes=30)
    assert digest.next_try_at == digest.due_at


def test_hours_are_meant_in_the_chosen_zone(team: Team, writer: User) -> None:
    subscribe(writer, team, time_zone="Asia/Kathmandu", hour=9)
    plan(MONDAY, spread=False)
    assert Digest.objects.get().due_at.isoformat() == "2026-11-16T03:15:00+00:00"


def test_without_a_chosen_zone_the_hour_follows_the_person(team: Team, writer: User) -> None:
    subscribe(writer, team)
    User.objects.filter(pk=writer.pk).update(time_zone="America/New_York")
    plan(MONDAY + timedelta(hours=12), spread=False)
    assert Digest.objects.get().due_at.isoformat() == "2026-11-16T13:00:00+00:00"


def test_off_means_off(team: Team, writer: User) -> None:
    subscribe(writer, team, cadence=Cadence.OFF)
    assert plan(MONDAY) == 0


def test_closed_accounts_get_nothing(team: Team, writer: User) -> None:
    subscribe(writer, team)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert plan(MONDAY) == 0


def test_a_new_choice_is_not_caught_up_for_moments_before_it(team: Team, writer: User) -> None:
    choice = subscribe(writer, team)
    Subscription.objects.filter(pk=choice.pk).update(chosen_at=MONDAY + timedelta(hours=1))
    assert plan(MONDAY + timedelta(hours=2)) == 0


def test_who_joins_on_wednesday_is_not_due_for_monday(team: Team, writer: User) -> None:
    Membership.objects.update(joined_at=MONDAY + timedelta(days=2))
    assert plan(MONDAY + timedelta(days=3)) == 0


def test_a_day_late_is_caught_up(team: Team, writer: User) -> None:
    subscribe(writer, team)
    plan(MONDAY + timedelta(hours=30))
    assert Digest.objects.get().state == State.PLANNED


def test_three_days_late_is_left_to_the_next_one(team: Team, writer: User) -> None:
    subscribe(writer, team)
    plan(MONDAY + timedelta(days=3))
    digest = Digest.objects.get()
    assert (digest.state, digest.skip_reason) == (State.SKIPPED, SkipReason.TOO_LATE)


def test_moving_the_day_within_a_week_makes_no_second_mail(team: Team, writer: User) -> None:
    subscribe(writer, team)
    plan(MONDAY)
    subscribe(writer, team, weekday=2)
    plan(MONDAY + timedelta(days=2, hours=1))
    assert Digest.objects.count() == 1


def test_daily_is_planned_every_day(team: Team, writer: User) -> None:
    subscribe(writer, team, cadence=Cadence.DAILY)
    for day in range(3):
        plan(MONDAY + timedelta(days=day))
    keys = sorted(Digest.objects.values_list("period_key", flat=True))
    assert keys == ["2026-11-16", "2026-11-17", "2026-11-18"]


def test_one_person_in_two_teams_has_two(team: Team, outsider: User) -> None:
    make_member(team, outsider)
    for membership in Membership.objects.filter(user=outsider).select_related("team"):
        subscribe(outsider, membership.team)
    assert plan(MONDAY) == 2


def test_queries_do_not_grow_with_members(
    team: Team, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        subscribe(make_member(team), team)
    with django_assert_max_num_queries(8) as few:
        plan(MONDAY)
    for _ in range(30):
        subscribe(make_member(team), team)
    with django_assert_num_queries(len(few)):
        plan(MONDAY + timedelta(days=7))
