"""The worker's round: one address at a time, each host at most once a minute.

A row is taken in a transaction of its own and leased, so that no transaction waits for somebody
else's server, two workers never ask the same twice, and whoever is killed meanwhile leaves the row
to the next round.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from config.outside import Visitor
from debates.models.link_check import Found, LinkCheck

from .looking import Look

# A round ends well before the task's time limit; beat rings for the next one.
ROUND_SECONDS = 30.0
# Between two visits to one host, by whichever worker.
SPACING_SECONDS = 60


def plan() -> int:
    """Take in new addresses, unless this house keeps to itself. Returns how many."""
    return LinkCheck.objects.plan() if settings.LINKS_CHECKED else 0


def check_due(
    visitor: Visitor | None = None, *, now: Callable[[], datetime] = timezone.now
) -> "Counter[str]":
    """Look at the addresses whose turn it is, for at most half a minute.

    Args:
        visitor: who asks; otherwise one who only asks public servers, in the name of this site.

    Returns:
        How many were found how.
    """
    outcomes: Counter[str] = Counter()
    if not settings.LINKS_CHECKED:
        return outcomes
    visitor = visitor or Visitor(agent=settings.LINKS_AGENT)
    end, resting = time.monotonic() + ROUND_SECONDS, set[str]()
    while time.monotonic() < end:
        link = _take(now(), resting)
        if link is None:
            break
        look = Look(visitor)
        found = look.at(link.url)
        for host in look.hosts:
            cache.set(_visited(host), True, SPACING_SECONDS)
        _note(link, found, now())
        outcomes[found] += 1
    return outcomes


def _take(at: datetime, resting: set[str]) -> LinkCheck | None:
    """Lease the next address whose host was left alone long enough; forget what nobody cites."""
    while True:
        with transaction.atomic():
            waiting = LinkCheck.objects.due(at).exclude(host__in=resting)
            link = waiting.select_for_update(skip_locked=True).first()
            if link is None:
                return None
            if not link.is_cited():
                link.delete()
                continue
            if cache.add(_visited(link.host), True, SPACING_SECONDS):
                link.lease(at)
                return link
            resting.add(link.host)


def _note(link: LinkCheck, found: Found, at: datetime) -> None:
    with transaction.atomic():
        for current in LinkCheck.objects.select_for_update().filter(pk=link.pk):
            current.note(found, at)


def _visited(host: str) -> str:
    return f"link-host:{host.lower()}"[:240]
