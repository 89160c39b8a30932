"""All recurring work in one table. Beat only rings; what is due is decided in PostgreSQL."""

CELERY_BEAT_SCHEDULE = {
    "tell-what-nudges-missed": {"task": "digests.sweep", "schedule": 30.0},
    "plan-digests": {"task": "digests.plan", "schedule": 300.0},
    "send-planned-digests": {"task": "digests.send_waiting", "schedule": 60.0},
    "close-debates-that-are-due": {"task": "debates.close_due", "schedule": 60.0},
}
