"""F1, F2: the worker is killed again and again in the middle of a digest to everybody.

The numbers grow by environment variables: FAULT_DIGESTS (200) and FAULT_KILLS (10).
"""

import os
import random
import time
from pathlib import Path

import pytest
from celery import Celery

from digests.models import Digest, State
from teams.models import Membership, Team, User
from tests.digests.helpers import long_ago, planned
from tests.factories import make_claim, make_debate, make_team, make_user, root_of

from .conftest import Keep
from .harness import Broker, Child, MailServer, wait_for, worker

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

DIGESTS = int(os.environ.get("FAULT_DIGESTS", "200"))
KILLS = int(os.environ.get("FAULT_KILLS", "10"))


@pytest.fixture
def everybody() -> list[User]:
    """A team in which somebody has said something, and everybody else is due a digest."""
    team = make_team("Everybody")
    speaker = make_user("Sam Speaker")
    people = User.objects.bulk_create(
        User(email=f"member.{n}@example.org", name=f"Member {n}") for n in range(DIGESTS)
    )
    Membership.objects.bulk_create(Membership(team=team, user=u) for u in [speaker, *people])
    long_ago(speaker, *people)
    root = root_of(make_debate(team, speaker))
    for _ in range(3):
        make_claim(root, speaker)
    for person in people:
        planned(person, Team.objects.get(pk=team.pk))
    return people


class Ringing:
    """Rings like beat does, only more often, so that the test need not wait for minutes."""

    def __init__(self, broker: Broker) -> None:
        self._app = Celery(broker=broker.url)
        self._next = 0.0

    def ring(self) -> None:
        """At most once a second."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 1.0
            self._app.send_task("digests.send_waiting", expires=60)


def sends_more(mail_server: MailServer, than: int, bell: Ringing) -> bool:
    bell.ring()
    return mail_server.total > than


def is_done(bell: Ringing) -> bool:
    bell.ring()
    return not Digest.objects.filter(state=State.PLANNED).exists()


def check(everybody: list[User], mail_server: MailServer, kills: int) -> None:
    """Nobody without, extras no more than kills, one Message-ID each, all noted as sent."""
    assert {person.email for person in everybody} == set(mail_server.mails)
    assert mail_server.extras() <= kills
    assert mail_server.message_ids() == {1: DIGESTS}
    assert Digest.objects.filter(state=State.SENT).count() == DIGESTS
    for digest in Digest.objects.select_related("user"):
        assert mail_server.mails[digest.user.email][0] == digest.message_id


def test_the_whole_worker_is_killed(
    everybody: list[User], broker: Broker, mail_server: MailServer, keep: Keep, tmp_path: Path
) -> None:
    def start() -> Child:
        return keep(
            worker(tmp_path / "worker.log", broker.url, concurrency=1, **mail_server.environment)
        )

    bell, dice = Ringing(broker), random.Random(1)
    for _ in range(KILLS):
        child, before = start(), mail_server.total
        wait_for(lambda n=before: sends_more(mail_server, n, bell), 60, "nothing is sent")  # type: ignore[misc]
        time.sleep(dice.uniform(0.1, 0.5))
        child.kill()
    assert mail_server.total < DIGESTS, "all was sent before the last kill: give it more digests"
    start()
    wait_for(lambda: is_done(bell), 180, f"still waiting, see {tmp_path / 'worker.log'}")
    check(everybody, mail_server, KILLS)


def test_only_a_child_of_the_worker_is_killed(
    everybody: list[User], broker: Broker, mail_server: MailServer, keep: Keep, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    child = keep(worker(log, broker.url, concurrency=2, **mail_server.environment))
    bell, dice = Ringing(broker), random.Random(2)
    for _ in range(KILLS):
        before = mail_server.total
        wait_for(lambda n=before: sends_more(mail_server, n, bell), 60, "nothing is sent")  # type: ignore[misc]
        time.sleep(dice.uniform(0.1, 0.3))
        if sending := child.children():
            dice.choice(sending).kill()
    wait_for(lambda: is_done(bell), 180, f"still waiting, see {log}")
    check(everybody, mail_server, KILLS)
