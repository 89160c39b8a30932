"""Tells worker and open pages after a commit to look. No request ever waits for it.

A doorbell: which things happened is written in PostgreSQL, and worker and pages look there. So
one ring is as good as a hundred, and a lost one costs at most the 30 s until the next sweep (20 s
for pages).

The bell hangs in a thread of its own, because publishing cannot be capped from outside. Measured
with kombu 5.7: from a request, a refused broker took 6 s and a frozen one 2 s on a warm connection
and 6 s on a new one, in spite of socket time-outs of 2 s and `retry=False`: the connection is
tried again below that option. Celery's own `delay_on_commit` answered HTTP 500.
"""

import logging
import threading
import time

import redis
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

# What happens within this time is told by one ring.
GATHER_SECONDS = 0.2
# A ring that waited longer for a worker is dropped: the sweep was there meanwhile.
EXPIRES_SECONDS = 60
# A broker that did not answer is left alone for this long.
QUIET_SECONDS = 5.0
# Where processes with open pages listen (debates/live). What is said there means nothing.
PAGES_CHANNEL = "counterpoint:something-happened"


def nudge() -> None:
    """Wake worker and pages once what the current transaction wrote is in PostgreSQL."""
    transaction.on_commit(_bell.pull, robust=True)


def ring() -> bool:
    """Publish the nudged task and tell the pages, at once.

    Returns:
        Whether the broker took it. False is no loss: what it was about is a row in PostgreSQL.
    """
    from config.celery import app

    try:
        _tell_pages()
        app.send_task(settings.NUDGED_TASK, retry=False, expires=EXPIRES_SECONDS)
    except Exception as error:  # noqa: BLE001 (see below)
        # Whatever a broker library throws, the write stands and the sweep will tell it.
        logger.warning("The broker did not take %s: %s", settings.NUDGED_TASK, error)
        return False
    return True


def _tell_pages() -> None:
    """Pages first: somebody is looking at them."""
    timeout = settings.REDIS_TIMEOUT_SECONDS
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=timeout, socket_connect_timeout=timeout
    ) as broker:
        broker.publish(PAGES_CHANNEL, "")


class Bell:
    """Rings in the background for whoever pulled; its thread is made at the first pull."""

    def __init__(self) -> None:
        self._pulled = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def pull(self) -> None:
        """Ask for a ring and go on."""
        with self._starting:
            # A forked child inherits the object but not the thread.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._hang, name="nudge", daemon=True)
                self._thread.start()
        self._pulled.set()

    def _hang(self) -> None:
        while self._pulled.wait():
            time.sleep(GATHER_SECONDS)
            self._pulled.clear()
            if not ring():
                time.sleep(QUIET_SECONDS)
                self._pulled.set()


_bell = Bell()
