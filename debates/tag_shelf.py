"""A list of debates by their tags: which there are, and those that carry the chosen one."""

from dataclasses import dataclass
from typing import Self

from debates.models.debate_cover import each_once, tag_key
from debates.models.debate_queries import DebateQuerySet


@dataclass(frozen=True, slots=True)
class TagShelf:
    """The tags of some debates, and what is left of these when one tag is asked for."""

    debates: DebateQuerySet
    tags: list[str]
    """Each once, by the alphabet, however often and in whatever capitals it is written."""
    asked: bool
    """Whether a tag was asked for."""
    chosen: str | None
    """The tag asked for, as it is spelled here; nothing where nobody uses it (any more)."""

    @classmethod
    def of(cls, debates: DebateQuerySet, wanted: str = "") -> Self:
        """These debates, or those of them that carry the tag. Costs one query.

        Args:
            debates: what the reader may see, so that a tag tells nobody of other debates.
            wanted: from the address, in whatever capitals; empty for all.
        """
        spellings, wanted = debates.tag_spellings(), wanted.strip()
        tags = each_once(spellings)
        if not wanted:
            return cls(debates, tags, asked=False, chosen=None)
        alike = [word for word in spellings if tag_key(word) == tag_key(wanted)]
        return cls(debates.tagged(alike), tags, asked=True, chosen=alike[0] if alike else None)
