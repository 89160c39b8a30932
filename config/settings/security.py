"""Secrets, the origin and what follows from it, and the headers of every answer."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config.env import env

SECRET_KEY = env.text("SECRET_KEY")

# The address people use. Everything about transport follows from its scheme.
COUNTERPOINT_ORIGIN = env.text("COUNTERPOINT_ORIGIN", "http://localhost:8000").rstrip("/")
_origin = urlsplit(COUNTERPOINT_ORIGIN)
_https = _origin.scheme == "https"

ALLOWED_HOSTS = [_origin.hostname or "localhost", *env.words("ALLOWED_HOSTS")]
if _origin.hostname in {"localhost", "127.0.0.1", "::1"}:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [COUNTERPOINT_ORIGIN]

# Over plain http a browser would refuse these cookies and nobody could sign in.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_SSL_REDIRECT = _https and env.flag("SECURE_SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# An import may be large; what people type is not. Larger bodies are refused with 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
