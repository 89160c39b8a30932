"""The app as Django knows it."""

from django.apps import AppConfig


class DigestsApp(AppConfig):
    """The room that tells."""

    name = "digests"
