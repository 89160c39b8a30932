"""Whether the pages that sources lead to are still there: one row an address and team."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Exists, F, Func, OuterRef
from django.utils import timezone

from teams.models import Team

from .source import MAX_ADDRESS, Source

EVERY = timedelta(days=7)
# A page is dead when it was gone twice, this far apart; then it is not a bad afternoon.
APART = timedelta(days=1)
# Whoever took a row and was killed meanwhile leaves it for the next after this.
LEASE = timedelta(hours=1)
# How many new addresses one planning takes in.
PLANNED = 1_000


class LinkState(models.TextChoices):
    """What is known of an address."""

    WAITING = "", "not checked yet"
    FINE = "fine", "is there"
    DEAD = "dead", "is gone"
    UNREACHABLE = "unreachable", "did not answer"
    UNKNOWN = "unknown", "could not be checked"


class Found(models.TextChoices):
    """What one look found."""

    FINE = "fine"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    """Questions of the worker."""

    def plan(self) -> int:
        """Take in the addresses that a team cites and that are not known yet. Twice is once.

        Returns:
            How many there were, at most a thousand; the rest waits for the next time.
        """
        known = self.filter(team=OuterRef("claim__debate__team"), url=OuterRef("url"))
        octets = Func(F("url"), function="octet_length", output_field=models.IntegerField())
        cited = Source.objects.cited().filter(url__iregex=r"^https?://\S+$")
        new = cited.annotate(octets=octets).filter(~Exists(known), octets__lte=MAX_ADDRESS)
        pairs = new.order_by().values_list("claim__debate__team", "url").distinct()[:PLANNED]
        rows = [LinkCheck(team_id=team, url=url, host=host_of(url)) for team, url in pairs]
        self.bulk_create(rows, ignore_conflicts=True)
        return len(rows)

    def due(self, at: datetime) -> "LinkCheckQuerySet":
        """Those whose turn it is, the longest waiting first."""
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


class LinkCheck(models.Model):
    """What the worker knows of one address that a team cites, however often.

    A row for every team: that another team cites the same page is nobody's business.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    url = models.CharField(max_length=MAX_ADDRESS)
    host = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=LinkState, blank=True, default="")
    # Since when it was gone whenever one could tell.
    gone_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "url"], name="link_check_once")]
        indexes = [models.Index(fields=["next_at"], name="link_check_due")]

    def __str__(self) -> str:
        return f"link check {self.pk}"

    def is_cited(self) -> bool:
        """Whether any source that one can see still leads there."""
        return Source.objects.cited().filter(url=self.url, claim__debate__team=self.team).exists()

    def lease(self, at: datetime) -> None:
        """Keep others from it while one looks."""
        self.next_at = at + LEASE
        self.save(update_fields=["next_at"])

    def note(self, found: Found, at: datetime) -> None:
        """Write down what a look found.

        Whatever cannot tell (no answer, not for robots) neither makes a page dead nor brings it
        back.
        """
        self.checked_at, self.next_at = at, at + EVERY
        if found == Found.FINE:
            self.state, self.gone_since = LinkState.FINE, None
        elif found == Found.GONE:
            self.gone_since = self.gone_since or at
            if at - self.gone_since >= APART:
                self.state = LinkState.DEAD
            else:
                self.next_at = self.gone_since + APART
        elif self.state != LinkState.DEAD:
            self.state = LinkState(found.value)
        self.save(update_fields=["state", "gone_since", "checked_at", "next_at"])


def host_of(url: str) -> str:
    """Whose server an address names, for being polite to it; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""
