"""How mail leaves. Without EMAIL_HOST it is written to files in the data folder."""

from urllib.parse import urlsplit

from config.env import env

from .data import COUNTERPOINT_DATA
from .security import COUNTERPOINT_ORIGIN

EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 20)
EMAIL_FILE_PATH = COUNTERPOINT_DATA / "mail"
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST else "filebased.EmailBackend"
)
# The host behind the @ of Message-ID and List-Id.
MAIL_DOMAIN = env.text("MAIL_DOMAIN", urlsplit(COUNTERPOINT_ORIGIN).hostname or "localhost")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Counterpoint <counterpoint@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
