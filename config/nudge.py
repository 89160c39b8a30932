"""Tells the worker after a commit. Capped, may fail: the sweep finds what a lost nudge missed.

Publishing with Celery from a request was measured to answer HTTP 500 when the broker is down,
although the row is saved, and to hang for over a minute when it is frozen. So nothing is
published before the commit, nothing is raised, and after a failure the broker is left alone for
a while instead of letting every request find out anew.
"""

import logging
import threading
import time

from django.db import transaction

logger = logging.getLogger(__name__)

# After a failure no request tries again for this long; the sweep runs every 30 s anyway.
QUIET_SECONDS = 15.0

_lock = threading.Lock()
_quiet_until = 0.0


def nudge_after_commit(task: str, **ids: int) -> None:
    """Ask the worker to run `task` with `ids` once the current transaction is in PostgreSQL."""

    def ring() -> None:
        ring_now(task, **ids)

    transaction.on_commit(ring, robust=True)


def ring_now(task: str, **ids: int) -> bool:
    """Publish one task name at once.

    Returns:
        Whether the broker took it. False is no loss: what it was about is a row in PostgreSQL.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    from config.celery import app

    try:
        app.send_task(task, kwargs=ids, retry=False, ignore_result=True)
    except Exception as error:
        # Whatever a broker library throws, the write stands and the sweep will tell it.
        with _lock:
            _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("The broker was not nudged for %s: %s", task, error)
        return False
    return True
