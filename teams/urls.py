"""Addresses of people and teams."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import demonstration, foundings

app_name = "teams"
urlpatterns: list[URLPattern] = [
    path("first-administrator/<str:token>/", foundings.new, name="founding_new"),
]

# Outside the demonstration this door does not exist.
if settings.COUNTERPOINT_DEMONSTRATION:
    urlpatterns += [
        path("demonstration/", demonstration.index, name="demonstration_index"),
        path("demonstration/<int:pk>/", demonstration.create, name="demonstration_create"),
    ]
