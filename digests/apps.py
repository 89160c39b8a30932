from django.apps import AppConfig


class DigestsApp(AppConfig):
    name = "digests"
