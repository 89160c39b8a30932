"""Signing in by password or by a code sent by mail; joining by invitation only."""

from datetime import timedelta

from config.env import env

from .apps import COUNTERPOINT_DEMONSTRATION

AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# In the demonstration one chooses whom to be; the way to the ordinary page is on that page.
LOGIN_URL = "teams:demonstration_index" if COUNTERPOINT_DEMONSTRATION else "account_login"
LOGIN_REDIRECT_URL = "debates:home"
LOGOUT_REDIRECT_URL = LOGIN_URL

ACCOUNT_ADAPTER = "teams.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "teams.forms.account.NameForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "teams.adapter.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# No changing of the address while signing up: allauth offers it only to addresses that are new.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())
# Limits are per address of the visitor, which a proxy in front names in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.flag("BEHIND_TLS_PROXY", default=False))
# Added to allauth's own: tries of a joining link, and mails to people who are not here yet.
ACCOUNT_RATE_LIMITS = {"join": "10/m/ip", "invite": "100/h/user"}
ACCOUNT_FORMS = {
    name: f"teams.forms.signin.{form}"
    for name, form in {
        "login": "LoginForm",
        "signup": "SignupForm",
        "add_email": "AddEmailForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
        "request_login_code": "RequestLoginCodeForm",
        "confirm_login_code": "ConfirmLoginCodeForm",
        "confirm_email_verification_code": "ConfirmEmailVerificationCodeForm",
    }.items()
}
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())

# Whether anybody who has signed in may found a team; otherwise only the server's administrators.
TEAMS_OPEN = env.flag("TEAMS_OPEN", default=not COUNTERPOINT_DEMONSTRATION)
