"""Proposing something for somebody else's claim."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .refusals import ClaimGone

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant
    from .suggestion import Suggestion


class ClaimSuggesting(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def suggest(
        self,
        kind: str,
        *,
        by: "Participant",
        reason: str,
        token: uuid.UUID | None = None,
        at: datetime | None = None,
        **wish: Any,
    ) -> tuple["Suggestion", Activity | None]:
        """Propose other words for this claim, another place, or a claim under it.

        What the same person had proposed of this kind and nobody decided on is replaced (of new
        claims: on the same side).

        Args:
            wish: `text` for a wording, `text` and `stance` for a claim, `to` and `stance` for a
                move; a stance of None makes it a thesis.

        Returns:
            The suggestion and what to tell. The same token again gives the suggestion that was
            made the first time, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim, or something above it, was archived meanwhile.
        """
        from .suggestion import Suggestion, SuggestionKind

        me, token, now = cast("Claim", self), token or uuid.uuid4(), at or timezone.now()
        with transaction.atomic():
            debate = me.debate.lock_open(at)
            repeated = Suggestion.objects.filter(author=by, token=token).first()
            if repeated is not None:
                return repeated, None
            if not type(me).objects.shown().filter(pk=me.pk).exists():
                raise ClaimGone
            if kind == SuggestionKind.WORDING:
                wish["version"] = type(me).objects.values_list("version", flat=True).get(pk=me.pk)
            earlier = Suggestion.objects.open_of(by, me, kind, wish.get("stance"))
            replaced = list(earlier.values_list("pk", flat=True))
            earlier.update(state="withdrawn", decided_at=now, decided_by=by)
            made = Suggestion.objects.create(
                debate=debate,
                claim=me,
                kind=kind,
                author=by,
                reason=reason,
                token=token,
                created_at=now,
                **wish,
            )
            activity = debate.record(
                Kind.SUGGESTION_MADE,
                claim=me,
                by=by,
                at=now,
                suggestion=made,
                replaced=replaced,
                reason=reason,
            )
        made.debate = me.debate
        return made, activity
