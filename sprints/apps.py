"""The room as Django knows it."""

from django.apps import AppConfig


class SprintsApp(AppConfig):
    """See the docstring of the package."""

    name = "sprints"
