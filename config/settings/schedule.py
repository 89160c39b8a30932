"""All recurring work in one table. Beat only rings; what is due is decided in PostgreSQL.

Beats may be two, or late, or ring twice: every task here looks for rows that wait and finds none
the second time.
"""

from config.env import env

# What `config.nudge` rings for after every commit that told something.
NUDGED_TASK = "digests.sweep"

# Open pages look by themselves this often, in case a ring was lost.
LIVE_POLL_SECONDS = env.number("LIVE_POLL_SECONDS", 20)
# A quiet stream says that it is still there, so that no proxy ends it.
LIVE_HEARTBEAT_SECONDS = 15
# Somebody who may not read any more is told nothing after this long.
LIVE_RECHECK_SECONDS = env.number("LIVE_RECHECK_SECONDS", 60)
# Windows of one person that are told at once, in each process; more ask every 20 s.
LIVE_STREAMS_PER_PERSON = 4


def _every(seconds: float, task: str) -> dict[str, object]:
    """A ring that no worker answered before the next one is dropped, so none pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "tell-what-nudges-missed": _every(30.0, NUDGED_TASK),
    "plan-digests": _every(300.0, "digests.plan"),
    "send-planned-digests": _every(60.0, "digests.send_waiting"),
    "open-and-close-debates-that-are-due": _every(60.0, "debates.change_phases"),
    "take-in-new-links": _every(300.0, "debates.plan_links"),
    "look-at-links-that-are-due": _every(60.0, "debates.check_links"),
    "purge-deleted-debates": _every(600.0, "debates.purge_deleted"),
}
