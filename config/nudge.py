"""Tells the worker after a commit that there is something to do. No request ever waits for it.

A doorbell: which things happened is written in PostgreSQL, and the worker looks there. So one
ring is as good as a hundred, and a lost one costs at most the 30 s until the next sweep.

The bell hangs in a thread of its own, because publishing cannot be capped from outside. Measured
with kombu 5.7: from a request, a refused broker took 6 s and a frozen one 2 s on a warm connection
and 6 s on a new one, in spite of socket time-outs of 2 s and `retry=False`: the connection is
tried again below that option. Celery's own `delay_on_commit` answered HTTP 500.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

# What happens within this time is told by one ring.
GATHER_SECONDS = 0.2
# A ring that waited longer for a worker is dropped: the sweep was there meanwhile.
EXPIRES_SECONDS = 60
# A broker that did not answer is left alone for this long.
QUIET_SECONDS = 5.0


def nudge() -> None:
    """Wake the worker once what the current transaction wrote is in PostgreSQL."""
    transaction.on_commit(_bell.pull, robust=True)


def ring() -> bool:
    """Publish the nudged task at once.

    Returns:
        Whether the broker took it. False is no loss: what it was about is a row in PostgreSQL.
    """
    from config.celery import app

    try:
        app.send_task(settings.NUDGED_TASK, retry=False, expires=EXPIRES_SECONDS)
    except Exception as error:  # noqa: BLE001 (see below)
        # Whatever a broker library throws, the write stands and the sweep will tell it.
        logger.warning("The broker did not take %s: %s", settings.NUDGED_TASK, error)
        return False
    return True


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
