"""The wiring as a Django app, for its template tags, checks and cache table."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """config is an app, but has no models."""

    name = "config"
