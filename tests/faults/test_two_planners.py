"""F4: two beats. Planned and sent by several at once, and still one mail each."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from debates.models import Activity
from digests.delivery import send_waiting
from digests.models import Digest, State
from digests.planning import plan
from teams.models import Team, User
from tests.digests.helpers import long_ago, subscribe
from tests.factories import make_claim, make_debate, make_member, root_of

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

AT_ONCE = 6
MEMBERS = 30


def at_once(work: Callable[[], object]) -> None:
    """Run the same in several threads, each with its own connection, begun together."""
    start = threading.Barrier(AT_ONCE)

    def run(_: int) -> None:
        try:
            start.wait(10)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))


def test_two_beats_and_several_workers_make_one_mail_each(team: Team, writer: User) -> None:
    now = timezone.now()
    people = [make_member(team) for _ in range(MEMBERS)]
    long_ago(writer, *people, days=60)
    said = now - timedelta(hours=1)
    make_claim(root_of(make_debate(team, writer)), writer, at=said)
    Activity.objects.update(at=said)
    for person in [writer, *people]:
        subscribe(person, team, now, weekday=now.weekday(), cadence="daily", hour=6)
    at_once(lambda: plan(now, spread=False))
    assert Digest.objects.count() == MEMBERS + 1
    at_once(lambda: send_waiting(now))
    assert sorted(m.to[0] for m in mail.outbox) == sorted(p.email for p in people)
    assert Digest.objects.filter(state=State.SENT).count() == MEMBERS


def test_planning_the_members_who_chose_nothing_at_once(team: Team) -> None:
    people = [make_member(team) for _ in range(MEMBERS)]
    long_ago(*people, days=60)
    at_once(plan)
    assert Digest.objects.values("user").distinct().count() == Digest.objects.count() == MEMBERS
