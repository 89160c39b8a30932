"""Whether the pages that claims lead to are still there: one row an address and team.

An address is that of a source, or stands in a claim's own words; what is known of it is the same.
"""

import re
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Replace, StrIndex
from django.utils import timezone

from teams.models import Team

from .claim import Claim
from .source import MAX_ADDRESS, Source
from .word_links import WordLink, word_links

EVERY = timedelta(days=7)
# A page is dead when it was gone twice, this far apart; then it is not a bad afternoon.
APART = timedelta(days=1)
# Whoever took a row and was killed meanwhile leaves it for the next after this.
LEASE = timedelta(hours=1)
# How many new addresses one planning takes in.
PLANNED = 1_000
# What an address looks like that one can ask for.
ADDRESS = r"https?://\S+"
# How many claims are read at once for the links in their words.
READ = 1_000


class LinkState(models.TextChoices):
    """What is known of an address."""

    WAITING = "", "not checked yet"
    FINE = "fine", "is there"
    DEAD = "dead", "is gone"
    UNREACHABLE = "unreachable", "did not answer"
    UNKNOWN = "unknown", "could not be checked"


# What is said even where one only reads a claim.
TROUBLED = (LinkState.DEAD, LinkState.UNREACHABLE)


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
        pairs = dict.fromkeys(islice(chain(self._in_sources(), self._in_words()), PLANNED))
        rows = [LinkCheck(team_id=team, url=url, host=host_of(url)) for team, url in pairs]
        self.bulk_create(rows, ignore_conflicts=True)
        return len(rows)

    def _in_sources(self) -> "Iterator[tuple[int, str]]":
        known = self.filter(team=OuterRef("claim__debate__team"), url=OuterRef("url"))
        octets = Func(F("url"), function="octet_length", output_field=models.IntegerField())
        cited = Source.objects.cited().filter(url__iregex=rf"^{ADDRESS}$")
        new = cited.annotate(octets=octets).filter(~Exists(known), octets__lte=MAX_ADDRESS)
        pairs = new.order_by().values_list("claim__debate__team", "url").distinct()
        return iter(pairs[:PLANNED])

    def _in_words(self) -> "Iterator[tuple[int, str]]":
        """Every text with a link is read each time: there is no telling which were changed."""
        claims = Claim.objects.with_word_links().filter(debate__deleted_at=None)
        texts = claims.order_by().values_list("debate__team", "text").iterator(READ)
        while batch := list(islice(texts, READ)):
            pairs = {
                (team, link.url): None
                for team, text in batch
                for link in word_links(text)
                if _may_be_kept(link.url)
            }
            teams, urls = {team for team, _url in pairs}, {url for _team, url in pairs}
            known = set(self.filter(team__in=teams, url__in=urls).values_list("team", "url"))
            yield from (pair for pair in pairs if pair not in known)

    def told(self) -> "LinkCheckQuerySet":
        """What readers may be told: nothing where this house keeps to itself."""
        return self.all() if settings.LINKS_CHECKED else self.none()

    def troubling(self, text: models.F) -> "LinkCheckQuerySet":
        """Of a claim's text: addresses in it whose pages are gone or did not answer.

        Backslashes count for nothing, because they may stand before any sign of an address. So
        this may find one too many: whoever shows it reads the text itself (word_links).
        """
        place = StrIndex(_bare(text), _bare("url"))
        return self.told().filter(state__in=TROUBLED).annotate(place=place).filter(place__gt=0)

    def put_on(self, links: Collection[WordLink], team: int) -> None:
        """Say of links what is known of them, in one query."""
        known = self.told().filter(team=team, url__in={link.url for link in links})
        checks = {check.url: check for check in known}
        for link in links:
            if check := checks.get(link.url):
                link.link_state, link.link_checked_at = check.state, check.checked_at

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
        indexes = [
            models.Index(fields=["next_at"], name="link_check_due"),
            models.Index(
                fields=["team"], condition=Q(state__in=TROUBLED), name="link_check_troubled"
            ),
        ]

    def __str__(self) -> str:
        return f"link check {self.pk}"

    def is_cited(self) -> bool:
        """Whether any claim that one can see still leads there, by a source or in its words."""
        if Source.objects.cited().filter(url=self.url, claim__debate__team=self.team).exists():
            return True
        place = StrIndex(_bare("text"), Value(self.url.replace("\\", "")))
        claims = Claim.objects.with_word_links().filter(
            debate__deleted_at=None, debate__team=self.team
        )
        texts = claims.annotate(place=place).filter(place__gt=0).values_list("text", flat=True)
        return any(link.url == self.url for text in texts for link in word_links(text))

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


def _may_be_kept(url: str) -> bool:
    fits = len(url.encode()) <= MAX_ADDRESS
    return fits and re.fullmatch(ADDRESS, url, re.IGNORECASE) is not None


def _bare(text: str | models.F) -> Replace:
    """A text without its backslashes."""
    return Replace(text, Value("\\"), Value(""))


def host_of(url: str) -> str:
    """Whose server an address names, for being polite to it; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""
