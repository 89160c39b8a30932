"""What a site asks robots to leave alone (RFC 9309)."""

import hashlib
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from django.core.cache import cache

from config.outside import Answer, NoAnswer

KEEP_SECONDS = 24 * 3600
# The standard wants at least this much read.
MOST_BYTES = 512_000


def may_visit(url: str, origin: str, agent: str, fetch: Callable[[str], Answer]) -> bool:
    """Whether the site lets us look at this address.

    Args:
        origin: the site, as in https://example.org.
        agent: our name as robots.txt would have it, without a version.
        fetch: gets an address, redirects followed.

    Raises:
        OutsideError: its wishes could not be learnt; then nothing of it may be visited.
    """
    key = f"robots:{hashlib.sha256(origin.encode()).hexdigest()}"
    text = cache.get(key)
    if text is None:
        text = _read(fetch(f"{origin}/robots.txt"))
        cache.set(key, text, KEEP_SECONDS)
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser.can_fetch(agent, url)


def _read(answer: Answer) -> str:
    """The rules; a site without any allows everything, a busy one nothing for now."""
    if 200 <= answer.status < 300:
        return answer.body.decode("utf-8", "replace")
    if 400 <= answer.status < 500 and answer.status != 429:
        return ""
    raise NoAnswer(f"robots.txt: {answer.status}")
