"""The worker and beat: `celery -A config worker`, `celery -A config beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A stopping worker (SIGTERM) gets the soft shutdown instead of the cold one.
os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")

app = Celery("counterpoint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
