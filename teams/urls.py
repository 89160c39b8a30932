from django.urls import URLPattern, path

from .views import foundings

app_name = "teams"
urlpatterns: list[URLPattern] = [
    path("first-administrator/<str:token>/", foundings.new, name="founding_new"),
]
