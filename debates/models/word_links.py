"""Links that people write into a claim's own words, beside what they cite as its sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from .visible_text import pieces

# What stands in every text with a link, for asking the database.
LINK_MARK = "]("


@dataclass(slots=True)
class WordLink:
    """A link in a claim's words, and what the worker knows of its page, named as at a source."""

    anchor: str
    url: str
    link_state: str = ""
    link_checked_at: datetime | None = None


def word_links(text: str) -> Iterator[WordLink]:
    """The links in a claim's words that a browser may safely open."""
    for anchor, url in pieces(text):
        if url and safe_link(url):
            yield WordLink(anchor.strip() or url, url)


def safe_link(url: str) -> str:
    """An address when a browser may safely open it, otherwise nothing."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # somebody's brackets
        return ""
    return url if scheme in {"http", "https"} else ""
