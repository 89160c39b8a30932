"""Every address. Rooms are named by string, so that config knows none of them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("debates.urls")),
    path("", include("digests.urls")),
    path("", include("teams.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
