"""Saying more than a claim's 500 characters: a longer text behind it."""

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from .activity import Activity, Kind
from .refusals import DetailsChanged

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant


class ClaimDetails(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def explain(self, text: str, *, by: "Participant", number: int) -> Activity | None:
        """Put a longer text behind the claim, or take it away with an empty one.

        Votes and replies do not ask to be confirmed: they answered the claim, not its details.
        None when it reads so already.

        Args:
            number: of the text the person saw when they began; 0 when there was none.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            DetailsChanged: there is a newer text; carries it.
        """
        me = cast("Claim", self)
        with transaction.atomic():
            debate = me.lock_standing()
            latest = me.details.order_by("-number").first()
            if text == (latest.text if latest else ""):
                return None
            if latest is not None and latest.number != number:
                raise DetailsChanged(latest)
            me.details.create(number=latest.number + 1 if latest else 1, text=text, by=by)
            return debate.record(Kind.DETAILS_EDITED, claim=me, by=by)
