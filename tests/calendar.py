"""Moments that are always ahead, whenever the tests run."""

from datetime import datetime, timedelta

from django.utils import timezone


def next_digest() -> datetime:
    """A Monday noon at least a day away: the weekly digests of everybody in Europe are due."""
    noon = (timezone.now() + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    noon += timedelta(days=1)
    return noon + timedelta(days=-noon.weekday() % 7)
