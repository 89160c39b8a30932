"""The application of this room."""

from django.apps import AppConfig


class TeamsApp(AppConfig):
    """People and their groups."""

    name = "teams"
