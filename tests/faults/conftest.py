"""What every fault test needs: services of its own, and an end to them whatever happens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .harness import Broker, Child, MailServer

Keep = Callable[[Child], Child]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A Valkey that may be stopped and frozen."""
    broker = Broker(tmp_path)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that counts."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def keep() -> Iterator[Keep]:
    """Children handed to it do not outlive the test."""
    children: list[Child] = []

    def add(child: Child) -> Child:
        children.append(child)
        return child

    yield add
    for child in children:
        child.kill()
