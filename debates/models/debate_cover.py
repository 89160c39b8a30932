"""What stands on a debate's cover, in the team's list and at its head: its colour and its tags."""

import unicodedata
from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from .debate_choices import Cover
from .debate_ending import DebateEndings

# More tags than this, or longer ones, tell less than none.
MOST_TAGS, MAX_TAG = 8, 30


class DebateCover(models.Model):
    """Mixin of Debate.

    Tags are words of the debate and not rows of their own: nobody owns one, nothing hangs on it,
    and one that no debate carries any more is gone by itself. They have no index either: they are
    only ever asked for among the debates of one team, which are few and found by the team.
    """

    # Nothing for a debate without a colour.
    cover = models.CharField(
        _("cover colour"), max_length=10, choices=Cover, blank=True, default="", db_default=""
    )
    # In the order they were typed, each once however it is spelled.
    tags = ArrayField(
        models.CharField(max_length=MAX_TAG),
        verbose_name=_("tags"),
        blank=True,
        default=list,
        db_default=[],
    )

    class Meta:
        abstract = True


class DebateTags(DebateEndings):
    """Mixin of the questions about debates, on top of how they end."""

    def tag_spellings(self) -> list[str]:
        """Every tag these debates carry, as it is spelled there, by the alphabet."""
        words = self.order_by().annotate(tag=Func(F("tags"), function="unnest"))
        return sorted(words.values_list("tag", flat=True).distinct(), key=lambda w: (tag_key(w), w))

    def tagged(self, spellings: list[str]) -> Self:
        """Those that carry a tag in one of these spellings."""
        return self.filter(tags__overlap=spellings)


def each_once(tags: Iterable[str]) -> list[str]:
    """In the same order, each in its first spelling."""
    kept: dict[str, str] = {}
    for tag in tags:
        kept.setdefault(tag_key(tag), tag)
    return list(kept.values())


def tag_key(tag: str) -> str:
    """What two spellings of one tag have in common: not their capitals."""
    return unicodedata.normalize("NFC", tag).casefold()
