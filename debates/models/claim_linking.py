"""Showing a claim in a second place: same words, same branch, its own stance and votes."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .claim_places import last_position_under
from .refusals import ClaimGone

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant


class ClaimLinking(models.Model):
    """Mixin of Claim. A link is taken away and brought back as a claim is, by archiving its row."""

    class Meta:
        abstract = True

    def link_under(
        self, parent: "Claim", stance: str, *, by: "Participant", at: datetime | None = None
    ) -> tuple["Claim", Activity | None]:
        """Show this claim under another one as well, last of its column.

        A link to a link shows what that one shows.

        Returns:
            The link and what to tell. Linking again what one has linked there already gives the
            link that stands there, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: the claim, or something above it, was archived meanwhile.
            NoSuchPlace: the parent was archived meanwhile, takes no such reply, or can be seen
                below this claim, be it through a link.
            StandsThereAlready: the claim, or a link to it, is a child of that parent.
            ValueError: the root, a reference to another debate, a parent in another debate, or
                no stance; forms check it before.
        """
        me, now = cast("Claim", self).content, at or timezone.now()
        of_one_debate = parent.debate_id == me.debate_id
        if me.is_root or not me.takes_replies or not stance or not of_one_debate:
            raise ValueError(f"claim {me.pk} cannot be linked like this")
        model = type(me)
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            here = {"parent": parent, "stance": stance, "links_to": me, "author": by}
            if standing := model.objects.filter(**here, archived_at=None).first():
                return standing, None
            me.refresh_from_db(fields=["archived_at", "archived_above"])
            if me.is_out_of_sight:
                raise ClaimGone
            position = last_position_under(parent, stance, me, moves=False)
            link = model.objects.create(debate=debate, position=position, created_at=now, **here)
            # Who links says nothing of their own: Participant.claims_count stays.
            activity = debate.record(Kind.CLAIM_ADDED, claim=link, by=by, at=now, claims=1)
        link.debate = me.debate
        return link, activity
