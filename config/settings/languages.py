"""Words, zones and numbers: UTC inside, the reader's zone and language on screen."""

from django.utils.translation import gettext_lazy as _

from .apps import BASE_DIR

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
