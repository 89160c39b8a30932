from django.apps import AppConfig


class DebatesApp(AppConfig):
    name = "debates"
