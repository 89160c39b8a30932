"""The room as Django knows it."""

from django.apps import AppConfig


class DigestsApp(AppConfig):
    """See the docstring of the package."""

    name = "digests"
