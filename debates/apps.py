"""The room as Django knows it."""

from django.apps import AppConfig


class DebatesApp(AppConfig):
    """See the docstring of the package."""

    name = "debates"
