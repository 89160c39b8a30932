"""Wiring: settings, URLs, servers and the few helpers every room needs. Knows no model."""

from .celery import app as celery_app

__all__ = ["celery_app"]
