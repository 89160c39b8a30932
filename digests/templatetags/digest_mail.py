"""Small words of the mail templates."""

import re
import textwrap
import unicodedata

from django import template
from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from debates.models import Claim
from digests import words

register = template.Library()
register.filter(words.byline_of)
register.filter(words.closing_of)
register.filter(words.event_of)
register.filter(words.more_of)
register.filter(words.numbers_of)
register.filter(words.shorten)
register.filter(words.stance_of)
register.filter(words.text_of)
register.filter(words.visible)
register.filter(words.waiting_of)

# Marks that change the reading order of what follows.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_LINE = 76


@register.filter
def absolute(thing: Model | str) -> str:
    """The address of a thing, or of a path, as it works outside the site."""
    path = thing if isinstance(thing, str) else thing.get_absolute_url()  # type: ignore[attr-defined]
    return f"{settings.COUNTERPOINT_ORIGIN}{path}"


@register.filter
def suggestions_url(claim: Claim) -> str:
    """Where one decides on what is suggested for a claim."""
    path = reverse("debates:open_suggestion_index", args=[claim.debate_id, claim.pk])
    return absolute(path)


@register.filter
def isolated(text: object) -> str:
    """Somebody's words for plain text: they cannot reorder ours, whatever script they are in."""
    plain = _BIDI.sub("", str(text))
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in plain):
        return f"\u2068{plain}\u2069"
    return plain


@register.filter
def fold(text: object, indent: str = "") -> str:
    """Lines of at most 76 characters, each after the indent; addresses are never broken."""
    return textwrap.fill(
        str(text),
        _LINE,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


@register.filter
def share(part: int, whole: int) -> int:
    """A part in whole per cent, at least 1 so that its cell can be seen."""
    return max(1, round(100 * part / whole)) if whole else 0
