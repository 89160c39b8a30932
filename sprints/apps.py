from django.apps import AppConfig


class SprintsApp(AppConfig):
    name = "sprints"
