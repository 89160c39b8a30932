from django.apps import AppConfig


class TeamsApp(AppConfig):
    name = "teams"
