"""Puts the demonstration team and its debates in place."""

from typing import Any

from django.core.management.base import BaseCommand

from config.nudge import ring
from debates.demonstration.load import load_demonstration


class Command(BaseCommand):
    """`manage.py load_demonstration`: safe to run again, then it changes nothing."""

    help = "Load the demonstration team “Horizons” with its debates, unless it is there already."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say what was done."""
        team = load_demonstration()
        if team is None:
            self.stdout.write("The demonstration is here already; nothing was changed.")
        else:
            # Its answers are told as soon as there is a worker, not at the next sweep.
            ring()
            self.stdout.write(f"The demonstration team “{team}” is here.")
