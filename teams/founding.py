"""The very first person: a link that works as long as nobody is here."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import connection, transaction

from .models import Team, User

LIFETIME = timedelta(days=7)
_SALT = "teams.founding"
# Any number will do that no other advisory lock of ours has.
_LOCK = 4_718_001


class AlreadyFoundedError(Exception):
    """Somebody was faster; the link has been used."""


def founding_token() -> str:
    """The secret in the link. Only this installation can make one."""
    return signing.dumps("first administrator", salt=_SALT)


def is_usable(token: str) -> bool:
    """Whether the secret is ours and fresh, and nobody has an account yet."""
    try:
        signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return False
    return not User.objects.exists()


def found(*, email: str, name: str, password: str, team_name: str) -> User:
    """The first administrator with a team of theirs, able to sign in at once.

    The e-mail address counts as proven: the link was shown only to whoever runs the server.

    Raises:
        AlreadyFoundedError: when an account exists by now.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if User.objects.exists():
            raise AlreadyFoundedError
        user = User.objects.create_superuser(email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Team.objects.found(team_name, by=user)
    return user
