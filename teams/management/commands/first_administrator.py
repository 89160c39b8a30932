"""manage.py first_administrator: the way into an empty installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from teams.founding import LIFETIME, founding_token
from teams.models import User


class Command(BaseCommand):
    """Prints a link that makes the first administrator; it works once, and for a week."""

    help = "Prints a one-time link that makes the first administrator of an empty installation."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it.

        Raises:
            CommandError: when somebody has an account already.
        """
        if User.objects.exists():
            raise CommandError("There are people here already; an administrator can invite more.")
        path = reverse("teams:founding_new", args=[founding_token()])
        self.stdout.write(f"Become the first administrator (within {LIFETIME.days} days):")
        self.stdout.write(f"{settings.COUNTERPOINT_ORIGIN}{path}")
