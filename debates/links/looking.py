"""One look at one address: HEAD, and GET where that does not tell."""

import time
from dataclasses import dataclass, field
from urllib.parse import urljoin

from config.outside import Answer, Faulty, NoAnswer, NoSuchHost, OutsideError, Visitor
from config.outside.addresses import Target
from debates.models.link_check import Found

from .robots import MOST_BYTES, may_visit

MOST_REDIRECTS = 5
# For everything one address costs: its redirects and what their sites say to robots.
SECONDS = 20.0
TOO_MANY = 429


class NotForRobots(OutsideError):
    """The site asks robots to stay away."""


@dataclass(slots=True)
class Look:
    """One look, with its patience and whom it has visited."""

    visitor: Visitor
    hosts: set[str] = field(default_factory=set)
    _end: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def at(self, url: str) -> Found:
        """What is there."""
        try:
            status = self._follow("HEAD", url).status
            # Many servers answer HEAD with anything but the truth.
            if not _is_fine(status) and status != TOO_MANY:
                status = self._follow("GET", url).status
        except NoSuchHost:
            return Found.GONE
        except NoAnswer:
            return Found.UNREACHABLE
        except OutsideError:
            return Found.UNKNOWN
        if _is_fine(status):
            return Found.FINE
        if status in {404, 410}:
            return Found.GONE
        return Found.UNREACHABLE if status >= 500 else Found.UNKNOWN

    def _follow(self, method: str, url: str, *, most_body: int = 0, obeys: bool = True) -> Answer:
        """The answer at the end of at most five redirects, every hop checked like the first."""
        for _hop in range(MOST_REDIRECTS + 1):
            if time.monotonic() > self._end:
                raise NoAnswer("it takes too long in all")
            target = Target.of(url)
            self.hosts.add(target.host)
            if obeys and not self._is_welcome(target, url):
                raise NotForRobots(url)
            answer = self.visitor.ask(method, url, most_body=most_body)
            if not (300 <= answer.status < 400 and answer.location):
                return answer
            url = _further(url, answer.location)
        raise Faulty("more than five redirects")

    def _is_welcome(self, target: Target, url: str) -> bool:
        agent = self.visitor.agent.partition("/")[0]
        return may_visit(url, target.origin, agent, self._robots)

    def _robots(self, url: str) -> Answer:
        return self._follow("GET", url, most_body=MOST_BYTES, obeys=False)


def _further(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise Faulty("it leads to no address") from error


def _is_fine(status: int) -> bool:
    return 200 <= status < 300
