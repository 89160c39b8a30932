"""What one can do to a claim. Each verb is one transaction under the debate's lock."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.db.models import F, Max, Subquery
from django.utils import timezone

from .activity import Activity, Kind
from .refusals import ClaimGone, VersionConflict

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant
    from .suggestion import Suggestion

# Between two siblings, so that one can be put between them later.
STEP = 10


class ClaimVerbs(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def reply(
        self,
        text: str,
        stance: str | None,
        *,
        by: "Participant",
        token: uuid.UUID | None = None,
        at: datetime | None = None,
        following: "Suggestion | None" = None,
    ) -> tuple["Claim", Activity | None]:
        """Put a pro, a con or (under a question) a thesis under this claim.

        Args:
            following: the suggestion it comes from.

        Returns:
            The claim and what to tell. The same token again gives the claim that was made the
            first time, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim, or something above it, was archived meanwhile.
            ValueError: this place takes no such reply; forms check it before.
        """
        me, token = cast("Claim", self), token or uuid.uuid4()
        if not me.takes_replies or (stance or "thesis") not in me.stance_of_replies:
            raise ValueError(f"claim {me.pk} takes no reply of stance {stance}")
        model = type(me)
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            repeated = model.objects.filter(author=by, token=token)
            here = (
                model.objects.filter(pk=me.pk)
                .annotate(
                    last=Max("children__position"), repeated=Subquery(repeated.values("pk")[:1])
                )
                .values("archived_at", "archived_above", "last", "repeated")
                .get()
            )
            if here["repeated"] is not None:
                return model.objects.get(pk=here["repeated"]), None
            if here["archived_at"] is not None or here["archived_above"]:
                raise ClaimGone
            now = at or timezone.now()
            claim = model.objects.create(
                debate=debate,
                parent=me,
                stance=stance,
                is_thesis=stance is None,
                text=text,
                author=by,
                token=token,
                position=(here["last"] or 0) + STEP,
                created_at=now,
            )
            type(by).objects.filter(pk=by.pk).update(claims_count=F("claims_count") + 1)
            activity = debate.record(
                Kind.CLAIM_ADDED, claim=claim, by=by, at=now, claims=1, suggestion=following
            )
        claim.debate = me.debate
        return claim, activity

    def reword(
        self,
        text: str,
        *,
        by: "Participant | None",
        version: int,
        reason: str = "",
        at: datetime | None = None,
        following: "Suggestion | None" = None,
        **data: Any,
    ) -> Activity | None:
        """Change the wording; the earlier one is kept. None when it reads so already.

        Args:
            by: nobody for what whoever frames accepts in a debate without names.
            version: the version the person saw when they began.
            following: the suggestion it comes from.
            data: what else the record says of it.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: it, or something above it, was archived meanwhile.
            VersionConflict: somebody changed it meanwhile; carries the claim as it is now.
        """
        me = cast("Claim", self)
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            current = type(me).objects.select_related("author").get(pk=me.pk)
            current.debate = me.debate
            if current.is_out_of_sight:
                raise ClaimGone
            if current.text == text:
                return None
            if current.version != version:
                raise VersionConflict(current)
            now = at or timezone.now()
            me.versions.create(
                number=current.version,
                text=current.text,
                replaced_by=by,
                replaced_at=now,
                reason=reason,
                suggestion=following,
            )
            me.text, me.version, me.edited_at = text, current.version + 1, now
            me.save(update_fields=["text", "version", "edited_at"])
            return debate.record(
                Kind.CLAIM_EDITED,
                claim=me,
                by=by,
                at=now,
                suggestion=following,
                version=me.version,
                framing=following is not None and following.framed,
                **data,
            )

    def vote(
        self, value: int | None, *, by: "Participant", at: datetime | None = None
    ) -> Activity | None:
        """Say how much it matters, 0 to 4, or take the vote back with None.

        None is returned when nothing changed: the same vote again is told to nobody.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: it, or something above it, was archived meanwhile.
        """
        me, now = cast("Claim", self), at or timezone.now()
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            current = type(me).objects.select_related("links_to").get(pk=me.pk)
            if current.is_out_of_sight:
                raise ClaimGone
            version = current.content.version
            mine = me.votes.filter(participant=by)
            was = mine.values_list("value", "claim_version", "at").first()
            here = was is None or current.moved_at is None or was[2] >= current.moved_at
            if here and (was and was[:2]) == ((value, version) if value is not None else None):
                return None
            if value is None:
                mine.delete()
            else:
                me.votes.update_or_create(
                    participant=by, defaults={"value": value, "claim_version": version, "at": now}
                )
            return debate.record(Kind.VOTE_CAST, claim=current, by=by, at=now)
