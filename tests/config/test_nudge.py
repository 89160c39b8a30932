"""The doorbell: rings after the commit, never makes anybody wait, never raises."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from config import nudge as subject
from config.celery import app


class Broker:
    """Counts rings; may throw or take its time."""

    def __init__(self) -> None:
        self.rings = 0
        self.error: Exception | None = None
        self.rang = threading.Event()
        self.blocked = threading.Event()
        self.blocked.set()

    def ring(self) -> bool:
        self.blocked.wait(10)
        if self.error:
            raise self.error
        self.rings += 1
        self.rang.set()
        return True


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    broker = Broker()
    monkeypatch.setattr(subject, "ring", broker.ring)
    monkeypatch.setattr(subject, "_bell", subject.Bell())
    yield broker
    broker.blocked.set()


@pytest.mark.django_db(transaction=True)
def test_rings_after_the_commit_and_not_before(broker: Broker) -> None:
    with transaction.atomic():
        subject.nudge()
        assert not broker.rang.wait(2 * subject.GATHER_SECONDS)
    assert broker.rang.wait(5)
    assert broker.rings == 1


@pytest.mark.django_db(transaction=True)
def test_a_rollback_rings_nothing(broker: Broker) -> None:
    with transaction.atomic():
        subject.nudge()
        transaction.set_rollback(True)
    assert not broker.rang.wait(2 * subject.GATHER_SECONDS)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_nudges_are_few_rings(broker: Broker) -> None:
    for _ in range(100):
        subject.nudge()
    assert broker.rang.wait(5)
    time.sleep(3 * subject.GATHER_SECONDS)
    assert 1 <= broker.rings <= 3


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_broker_that_hangs(broker: Broker) -> None:
    broker.blocked.clear()
    for _ in range(50):
        subject.nudge()
    # We are here although the bell hangs, and the ring is not forgotten.
    assert broker.rings == 0
    broker.blocked.set()
    assert broker.rang.wait(5)


def test_a_ring_names_the_task_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **more: sent.append(name))
    assert subject.ring()
    assert sent == [settings.NUDGED_TASK]


def test_a_broker_that_throws_is_logged_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(app, "send_task", refuse)
    assert not subject.ring()
    assert "nobody there" in caplog.text


def test_a_failed_ring_is_tried_again(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "QUIET_SECONDS", 0.05)
    answers = iter([False, False])
    monkeypatch.setattr(subject, "ring", lambda: next(answers, None) is None and broker.ring())
    subject.Bell().pull()
    assert broker.rang.wait(5)
    assert broker.rings == 1
