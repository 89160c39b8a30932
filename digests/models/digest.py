"""One mail to one person about one team in one period: planned, then sent or not."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from teams.models import Team, User

# How often one digest is begun. One that kills its worker every time ends here as well.
MOST_ATTEMPTS = 5
# How long after each attempt that the mail server put off the next one follows.
BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3)]
# How long after the beginning of an attempt that ended in silence, because the worker was killed.
AFTER_SILENCE = timedelta(seconds=30)


class State(models.TextChoices):
    """What became of it."""

    PLANNED = "planned", _("planned")
    SENT = "sent", _("sent")
    SKIPPED = "skipped", _("skipped")
    FAILED = "failed", _("failed")


class SkipReason(models.TextChoices):
    """Why nothing was sent."""

    QUIET = "quiet", _("nothing happened")
    TOO_LATE = "too_late", _("more than two days late; the next one covers it")
    UNSUBSCRIBED = "unsubscribed", _("the member wants no digests")
    LEFT = "left", _("no longer in the team")
    INACTIVE = "inactive", _("the account is closed")


class DigestQuerySet(models.QuerySet["Digest"]):
    """Questions about digests."""

    def waiting(self, at: datetime) -> Self:
        """Whose turn has come, the longest waiting first."""
        return self.filter(state=State.PLANNED, next_try_at__lte=at).order_by("next_try_at", "pk")

    def covering(self) -> Self:
        """After which the next one begins: what these covered was told, or there was nothing."""
        return self.filter(Q(state=State.SENT) | Q(skip_reason=SkipReason.QUIET))


class Digest(models.Model):
    """Unique per person, team and period, so that however often it is planned, one is sent.

    It belongs to person and team rather than to the membership: who leaves and comes back must
    neither hear twice nor miss what happened in between.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    # "2026-W47" or "2026-11-22", by the local date of the member.
    period_key = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    skip_reason = models.CharField(max_length=12, choices=SkipReason, blank=True)
    due_at = models.DateTimeField()
    # What it covers; known when it is composed.
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    # What the mail server said last.
    error = models.CharField(max_length=300, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team", "period_key"], name="digest_once_per_period"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="digest_state"),
            models.CheckConstraint(
                condition=Q(state=State.SKIPPED, skip_reason__in=SkipReason.values)
                | (~Q(state=State.SKIPPED) & Q(skip_reason="")),
                name="digest_skipped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT)
                | Q(sent_at__isnull=False, since__isnull=False, until__isnull=False),
                name="digest_sent_with_what_it_covers",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state=State.PLANNED), name="digest_waiting"
            ),
            models.Index(fields=["user", "team", "-until"], name="digest_latest"),
        ]

    def __str__(self) -> str:
        return f"digest {self.period_key} of user {self.user_id} in team {self.team_id}"

    @property
    def stable_message_id(self) -> str:
        """The same however often this digest is composed, so that a repeated mail shows as one.

        The tail keeps strangers from telling somebody's number, and differs between teams.
        """
        name = f"{self.period_key}.u{self.user_id}"
        tail = salted_hmac("digests.message_id", f"{name}.t{self.team_id}").hexdigest()[:8]
        return f"<digest.{name}.{tail}@{settings.MAIL_DOMAIN}>"

    def mark_sent(self, at: datetime, *, since: datetime, until: datetime) -> None:
        """The mail server has it."""
        self.state, self.sent_at, self.error = State.SENT, at, ""
        self.since, self.until = since, until
        self.message_id = self.stable_message_id
        self.save(update_fields=["state", "sent_at", "error", "since", "until", "message_id"])

    def mark_skipped(
        self, reason: str, *, since: datetime | None = None, until: datetime | None = None
    ) -> None:
        """There is nothing to send, or nobody to send it to."""
        self.state, self.skip_reason = State.SKIPPED, reason
        self.since, self.until = since, until
        self.save(update_fields=["state", "skip_reason", "since", "until"])

    def mark_put_off(self, at: datetime, error: str) -> None:
        """The mail server said "later": try again in a while, at most five times in all."""
        self.error = error[:300]
        if self.attempts >= MOST_ATTEMPTS:
            self.state = State.FAILED
        else:
            self.next_try_at = at + BACK_OFF[self.attempts - 1]
        self.save(update_fields=["state", "error", "next_try_at"])

    def mark_failed(self, error: str) -> None:
        """The mail server said "never"."""
        self.state, self.error = State.FAILED, error[:300]
        self.save(update_fields=["state", "error"])
