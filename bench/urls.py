"""The site, and the floor it stands on."""

from django.urls import include, path

from . import floor

urlpatterns = [
    path("floor/<int:pk>/<int:size>/", floor.read, name="floor_read"),
    path("floor/<int:debate>/<int:pk>/<int:participant>/add/", floor.add, name="floor_add"),
    path("", include("config.urls")),
]
