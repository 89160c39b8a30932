"""Addresses of what is told, and of the choice to be told."""

from django.urls import path

from .views import notifications, preferences, previews, readings, unsubscribe

app_name = "digests"
urlpatterns = [
    path("teams/<slug:slug>/digest/", preferences.edit, name="preference_edit"),
    path("teams/<slug:slug>/digest/preview/", previews.show, name="preview_show"),
    path("notifications/", notifications.index, name="notification_index"),
    path("notifications/read/", readings.create, name="reading_create"),
    path("unsubscribe/<str:token>/", unsubscribe.edit, name="unsubscribe"),
]
