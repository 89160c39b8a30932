"""All recurring work in one table. Beat only rings; what is due is decided in PostgreSQL.

Beats may be two, or late, or ring twice: every task here looks for rows that wait and finds none
the second time.
"""

# What `config.nudge` rings for after every commit that told something.
NUDGED_TASK = "digests.sweep"


def _every(seconds: float, task: str) -> dict[str, object]:
    """A ring that no worker answered before the next one is dropped, so none pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "tell-what-nudges-missed": _every(30.0, NUDGED_TASK),
    "plan-digests": _every(300.0, "digests.plan"),
    "send-planned-digests": _every(60.0, "digests.send_waiting"),
    "close-debates-that-are-due": _every(60.0, "debates.close_due"),
}
