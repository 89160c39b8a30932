"""A branch that has grown into a debate of its own."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from teams.models import User

from .activity import Activity, Kind
from .claim_archiving import mark_branch, record_sight
from .claim_copying import copy_branch
from .debate_choices import Origin
from .refusals import ClaimGone

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate


class ClaimBranching(models.Model):
    """Mixin of Claim.

    The branch is copied, and stays here among the archived claims with its comments, votes and
    earlier wordings: so it can be put back whole, and everything said about it can still be read.
    Nobody comes along, as into every copy (debate_copying.py).
    """

    class Meta:
        abstract = True

    def branch_off(
        self,
        *,
        by: User,
        title: str,
        reason: str,
        token: uuid.UUID | None = None,
        at: datetime | None = None,
    ) -> tuple["Debate", Activity | None]:
        """Make a debate of this claim and everything below it; here references to it stay.

        Args:
            by: who frames this debate, and will frame the new one.
            reason: why, for everybody to read.

        Returns:
            The new debate and what to tell. The same token again gives the debate that was made
            the first time, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim, or something above it, was archived meanwhile, perhaps because
                somebody else was faster.
            ValueError: the root, a thesis, a link or a reference; permissions say so before.
        """
        me, now = cast("Claim", self), at or timezone.now()
        if not me.may_branch_off:
            raise ValueError(f"claim {me.pk} cannot become a debate")
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            if known := debate.made_with(token):
                return known, None
            here = type(me).objects.get(pk=me.pk)
            here.debate = debate
            if here.is_out_of_sight:
                raise ClaimGone
            made = debate.beget(
                Origin.BRANCH,
                at=now,
                token=token,
                title=title,
                naming=debate.naming,
                opened_by=by,
                origin_claim=here,
            )
            keys = copy_branch(here, made, at=now)
            made.record_beginning()
            _leave_references(here, made, keys, now)
            here.archived_at = now
            here.save(update_fields=["archived_at"])
            mark_branch(here, hidden=True)
            here.suggestions.overtake(now)
            return made, record_sight(
                debate,
                Kind.CLAIM_ARCHIVED,
                here,
                debate.framer(by),
                now,
                framing=True,
                reason=reason,
                became=made.pk,
            )

    @property
    def may_branch_off(self) -> bool:
        """Whether this is a place of which a debate can be made.

        A thesis is not: in its place a reference would have to answer the question.
        """
        me = cast("Claim", self)
        return me.takes_replies and not me.is_root and not me.is_thesis

    def put_back(self, debate: "Debate", *, by: User, at: datetime) -> Activity:
        """Bring the branch back into sight, also where somebody restored it meanwhile.

        Must be called under the debate's lock; `Debate.rejoin` has taken the references away.
        """
        me = cast("Claim", self)
        me.refresh_from_db(fields=["archived_above"])
        me.archived_at = None
        me.save(update_fields=["archived_at"])
        if not me.archived_above:
            mark_branch(me, hidden=False)
        me.suggestions.revive()
        return record_sight(debate, Kind.CLAIM_RESTORED, me, debate.framer(by), at, framing=True)


def _leave_references(claim: "Claim", made: "Debate", keys: Sequence[int], at: datetime) -> None:
    """Where the claim stood, and wherever else a link showed something of its branch."""
    places = type(claim).objects.shown().filter(debate=claim.debate, links_to__in=keys)
    links = places.exclude(pk__in=keys).select_related("links_to")
    type(claim).objects.bulk_create(
        type(claim)(
            debate=claim.debate,
            parent_id=place.parent_id,
            stance=place.stance,
            position=place.position,
            external_title=place.content.text or place.content.external_title,
            external_number=made.pk,
            external_debate=made,
            created_at=at,
        )
        for place in [claim, *links]
    )
