"""Hashed, compressed files served by the web process itself."""

from .apps import BASE_DIR
from .data import COUNTERPOINT_DATA

STATIC_URL = "/static/"
STATIC_ROOT = COUNTERPOINT_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.HashedStorage"},
}
# Nobody asks for the names without a hash; compressing them would double the first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = COUNTERPOINT_DATA / "media"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfiles.SheetFinder",
]
