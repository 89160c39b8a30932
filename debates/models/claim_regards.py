"""Thanks and bookmarks: what one person has to do with a claim without a word."""

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from .activity import Activity, Kind
from .refusals import ClaimGone

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant


class ClaimRegards(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def thank(self, *, by: "Participant", given: bool = True) -> Activity | None:
        """Give thanks, or take them back. None when it was so already.

        The record says that it happened, not who did it.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            ValueError: it is one's own claim; permissions say so before.
        """
        me = cast("Claim", self)
        if me.author_id == by.pk:
            raise ValueError(f"claim {me.pk} is their own")
        with transaction.atomic():
            debate = me.debate.lock_open()
            if not type(me).objects.shown().filter(pk=me.pk).exists():
                raise ClaimGone
            if given:
                _thanks, changed = me.thanks.get_or_create(participant=by)
            else:
                changed = bool(me.thanks.filter(participant=by).delete()[0])
            return debate.record(Kind.THANKS_CHANGED, claim=me, given=given) if changed else None

    def bookmark(self, *, by: "Participant") -> None:
        """Remember this place for somebody, also when the debate is closed. Twice is once."""
        cast("Claim", self).bookmarks.get_or_create(participant=by)

    def forget(self, *, by: "Participant") -> None:
        """Take somebody's bookmark away."""
        cast("Claim", self).bookmarks.filter(participant=by).delete()
