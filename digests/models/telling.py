"""The mark that something that happened has been worked through for those it concerns."""

from django.db import models
from django.utils import timezone

from debates.models import Activity


class Telling(models.Model):
    """Activity is append-only, so what has been told is noted here, one row each."""

    activity = models.OneToOneField(Activity, models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"telling of activity {self.activity_id}"
