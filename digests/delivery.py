"""One digest at a time: lock its row, ask whether it may still go, compose, send, note it, commit.

Nobody is left out whatever is killed meanwhile, and a mail is repeated only when the worker dies
between the mail server's "250" and our commit; it then carries the same Message-ID. To note before
sending was measured to lose mails instead.
"""

import logging
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from teams.models import Membership, Team

from .compose import compose
from .due import is_too_late
from .letter import Letter
from .mail import message_of
from .models import Cadence, Digest, SkipReason, State, Subscription
from .models.digest import AFTER_SILENCE, MOST_ATTEMPTS, DigestQuerySet
from .window import Window, window_of

logger = logging.getLogger(__name__)

# A run ends before the task's time limit; beat rings for the next one.
RUN_SECONDS = 45.0
AWAY = (OSError, SMTPException)


class MailServerAway(Exception):
    """Nobody answers there. No digest's fault, so none of them is charged with an attempt."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What would be sent, and the time it covers."""

    letter: Letter
    window: Window
    membership: Membership


def send_waiting(at: datetime | None = None, *, team: Team | None = None) -> "Counter[str]":
    """Send every digest whose turn has come, for at most 45 seconds.

    Args:
        at: the moment to act as if it were; otherwise the clock is read for every digest.

    Returns:
        How many ended in each state; those to be tried again count as "planned".
    """
    outcomes: Counter[str] = Counter()
    waiting = Digest.objects.all() if team is None else Digest.objects.filter(team=team)
    if not waiting.waiting(at or timezone.now()).exists():
        return outcomes
    end = time.monotonic() + RUN_SECONDS
    server = get_connection()
    try:
        while time.monotonic() < end:
            # Before an attempt is counted: a server that is away is nobody's attempt.
            _connect(server)
            pk = _begin(waiting.waiting(at or timezone.now()), at or timezone.now())
            if pk is None:
                break
            outcomes[_finish(pk, at, server)] += 1
    except MailServerAway as error:
        logger.warning("The mail server cannot be reached, digests wait: %s", error)
    finally:
        _hang_up(server)
    return outcomes


def ready_or_reason(digest: Digest, at: datetime) -> Ready | SkipReason:
    """What this digest would say now, or why there is nothing to say. Writes nothing."""
    membership = (
        Membership.objects.select_related("user", "team")
        .filter(user=digest.user_id, team=digest.team_id)
        .first()
    )
    if membership is None:
        return SkipReason.LEFT
    if not membership.user.is_active:
        return SkipReason.INACTIVE
    if Subscription.objects.filter(membership=membership, cadence=Cadence.OFF).exists():
        return SkipReason.UNSUBSCRIBED
    if is_too_late(digest.due_at, at):
        return SkipReason.TOO_LATE
    window = window_of(membership, at)
    return Ready(compose(membership.team, membership.user, window), window, membership)


def _begin(waiting: DigestQuerySet, at: datetime) -> int | None:
    """Take the next digest and count the attempt, in a transaction of its own.

    What kills its worker every time would otherwise never be counted and be begun for ever. The
    next attempt after such an end follows half a minute later, so that others have their turn.
    """
    with transaction.atomic():
        for digest in waiting.select_for_update(skip_locked=True)[:1]:
            if digest.attempts >= MOST_ATTEMPTS:
                digest.mark_failed(digest.error or "begun five times without coming to an end")
                return digest.pk
            digest.attempts += 1
            digest.next_try_at = at + AFTER_SILENCE
            digest.save(update_fields=["attempts", "next_try_at"])
            return digest.pk
    return None


def _finish(pk: int, at: datetime | None, server: BaseEmailBackend) -> str:
    """Bring the digest that was begun to its end, and say which.

    Here one waits for the lock instead of passing by: another worker looking for its next digest
    may hold this row for a moment, because PostgreSQL locks a row before it sees that it has
    changed and no longer waits. Passing by would delay the mail until the next attempt.
    """
    with transaction.atomic():
        digest = Digest.objects.select_for_update().filter(pk=pk, state=State.PLANNED).first()
        if digest is None:
            return "passed"
        _work(digest, at, server)
        return digest.state


def _work(digest: Digest, at: datetime | None, server: BaseEmailBackend) -> None:
    """Bring a locked digest to its end, or put it off."""
    now = at or timezone.now()
    try:
        with transaction.atomic():
            ready = ready_or_reason(digest, now)
            if isinstance(ready, SkipReason):
                digest.mark_skipped(ready)
                return
            window = ready.window
            if ready.letter.is_quiet:
                digest.mark_skipped(SkipReason.QUIET, since=window.since, until=window.until)
                return
            message = message_of(
                ready.letter, ready.membership.user, message_id=digest.stable_message_id
            )
    except Exception as error:
        # A fault of ours in one letter must not keep the others from going out.
        logger.exception("Digest %s could not be written", digest.pk)
        digest.mark_put_off(now, f"{type(error).__name__}: {error}")
        return
    try:
        server.send_messages([message])
    except AWAY as error:
        _hang_up(server)
        if _is_final(error):
            digest.mark_failed(str(error))
        else:
            digest.mark_put_off(at or timezone.now(), f"{type(error).__name__}: {error}")
        logger.warning("Digest %s was not taken by the mail server: %s", digest.pk, digest.state)
    else:
        digest.mark_sent(at or timezone.now(), since=window.since, until=window.until)


def _connect(server: BaseEmailBackend) -> None:
    try:
        server.open()
    except AWAY as error:
        raise MailServerAway(str(error)) from error


def _hang_up(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except AWAY as error:
        logger.info("The mail server hung up first: %s", error)


def _is_final(error: Exception) -> bool:
    """Whether the server refused this person or this mail for good.

    A refused sender or sign-in is the administrator's mistake and not the member's: it is tried
    again like a server that is busy.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500
