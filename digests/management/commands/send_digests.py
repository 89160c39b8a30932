"""`manage.py send_digests`: plan and send what is due at a moment, or only say what would be."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from digests.delivery import ready_or_reason, send_waiting
from digests.due import following
from digests.mail import message_of
from digests.models import Digest, SkipReason, Subscription
from digests.planning import plan
from teams.models import Team


class Command(BaseCommand):
    """See the help."""

    help = "Sends the digests that are due at a moment, or says who would get which."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at",
            metavar="MOMENT",
            help="act as if it were this moment, with its zone: 2026-11-23T08:00:00+00:00",
        )
        parser.add_argument("--team", metavar="SLUG", help="only this team")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--dry-run", action="store_true", help="say it and change nothing")
        way.add_argument("--send", action="store_true", help="plan and send for real")

    def handle(self, *_args: Any, **options: Any) -> None:
        at = _moment(options["at"]) if options["at"] else timezone.now()
        team = _team(options["team"])
        counts = self._say(at, team) if options["dry_run"] else _send(at, team)
        if not counts:
            self.stdout.write(f"Nobody is due at {at.isoformat()}.{_next(at, team)}")
        else:
            self.stdout.write(", ".join(f"{n} {what}" for what, n in sorted(counts.items())) + ".")

    def _say(self, at: datetime, team: Team | None) -> "Counter[str]":
        """Plan and compose like the worker, inside a transaction that is taken back."""
        counts: Counter[str] = Counter()
        with transaction.atomic():
            plan(at, team=team, spread=False)
            for digest in _waiting(at, team):
                outcome, line = _outcome(digest, at)
                counts[outcome] += 1
                self.stdout.write(f"{digest.user.email}\t{digest.team.slug}\t{line}")
            transaction.set_rollback(True)
        return counts


def _waiting(at: datetime, team: Team | None) -> Iterator[Digest]:
    rows = Digest.objects.waiting(at).select_related("user", "team")
    return (rows if team is None else rows.filter(team=team)).iterator()


def _outcome(digest: Digest, at: datetime) -> tuple[str, str]:
    ready = ready_or_reason(digest, at)
    if isinstance(ready, SkipReason):
        return "skipped", f"skipped: {ready.label}"
    if ready.letter.is_quiet:
        return "skipped", f"skipped: {SkipReason.QUIET.label}"
    message = message_of(ready.letter, digest.user, message_id=digest.stable_message_id)
    return "would be sent", str(message.subject)


def _send(at: datetime, team: Team | None) -> "Counter[str]":
    plan(at, team=team, spread=False)
    counts: Counter[str] = Counter()
    while outcomes := send_waiting(at, team=team):
        counts += outcomes
    return counts


def _next(at: datetime, team: Team | None) -> str:
    choices = Subscription.objects.active().select_related("membership__user")
    if team is not None:
        choices = choices.filter(membership__team=team)
    moments = [following(c.cadence, c.weekday, c.hour, c.zone, at).at for c in choices]
    return f" The next digest is due at {min(moments).isoformat()}." if moments else ""


def _team(slug: str | None) -> Team | None:
    if not slug:
        return None
    try:
        return Team.objects.get(slug=slug)
    except Team.DoesNotExist:
        raise CommandError(f"There is no team with the address {slug!r}.") from None


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no moment: {error}") from None
    if at.tzinfo is None:
        raise CommandError(f"{text!r} says no zone: add +00:00 or the like.")
    return at
