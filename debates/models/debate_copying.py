"""A debate that began as a copy of another one, or as a branch of it; and taking that back."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from teams.models import User

from .activity import Activity, Kind
from .debate_choices import Naming, Origin, Phase
from .refusals import DebateInUse, OriginGone, Overtaken

if TYPE_CHECKING:
    from .debate import Debate


# From so many claims on whoever takes them along may have to wait for seconds (bench/copying).
LARGE = 10_000


class DebateCopying(models.Model):
    """Mixin of Debate. A copy never says whose words they were: not even the names are taken.

    A mask, or a name, of one debate must not be joined to one of another, and the words are the
    same in both. So what is copied has no author, whatever either debate shows: it may show less
    one day.
    """

    class Meta:
        abstract = True

    def copy(
        self,
        *,
        by: User,
        title: str,
        naming: Naming,
        with_claims: bool,
        token: uuid.UUID | None = None,
        at: datetime | None = None,
    ) -> tuple["Debate", Activity | None]:
        """The same thesis or question again, with its claims, links and sources or without.

        Returns:
            The copy and what to tell. The same token again gives the copy that was made the first
            time, and nothing to tell.
        """
        from .claim_copying import copy_branch

        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            try:
                # Of the same form sent twice at once the second waits here for the first.
                with transaction.atomic():
                    is_draft = me.phase_at() == Phase.DRAFT
                    made = me.beget(
                        Origin.COPY,
                        at=now,
                        token=token,
                        title=title,
                        naming=naming,
                        opened_by=by,
                        kind=me.kind,
                        template=me.template,
                        background=me.background,
                        phase=Phase.DRAFT if is_draft else Phase.OPEN,
                        opens_at=None if is_draft else now,
                    )
            except IntegrityError:
                return type(me).objects.get(origin=me, token=token), None
            copy_branch(me.claims.get(parent=None), made, at=now, deep=with_claims)
            return made, made.record_beginning()

    def undo_copy(self, *, by: User, at: datetime | None = None) -> Activity | None:
        """Delete the copy, to be brought back for 30 days. None when it is deleted already.

        Raises:
            DebateInUse: somebody has said something in it meanwhile.
        """
        me = cast("Debate", self)
        with transaction.atomic():
            if me.lock().deleted_at is not None:
                return None
            me.refuse_if_used()
            return me.put_in_bin(by=by, at=at)

    def rejoin(self, *, by: User, at: datetime | None = None) -> Activity | None:
        """Put a branch back where it stood, and delete the debate that was made of it.

        None when that is deleted already.

        Raises:
            OriginGone: the debate it came from is gone.
            DebateReadOnly: that debate takes no changes now.
            DebateInUse: somebody has said something in the new one meanwhile.
            Overtaken: the branch was restored by hand and became part of another claim since.
        """
        from .claim import Claim

        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            if me.origin is None or me.origin_claim is None:
                raise OriginGone
            # The older first, as everywhere: two that lock both never wait for each other.
            origin = me.origin.lock_open(at)
            if me.lock().deleted_at is not None:
                return None
            me.refuse_if_used()
            me.origin_claim.refresh_from_db(fields=["merged_into"])
            if me.origin_claim.merged_into_id is not None:
                raise Overtaken
            me.put_in_bin(by=by, at=now)
            Claim.objects.filter(debate=origin, external_debate=me).delete()
            return me.origin_claim.put_back(origin, by=by, at=now)

    @property
    def is_large(self) -> bool:
        """Whether copying it takes so long that its page says so beforehand."""
        return cast("Debate", self).claims_count > LARGE

    def made_with(self, token: uuid.UUID | None) -> "Debate | None":
        """What the same form made of this debate before, if it was sent before."""
        made = type(cast("Debate", self)).objects.filter(origin=cast("Debate", self), token=token)
        return None if token is None else made.first()

    def beget(self, how: Origin, *, at: datetime, **fields: Any) -> "Debate":
        """A debate of the same team, language and rules, that remembers where it comes from."""
        me = cast("Debate", self)
        return type(me).objects.create(
            team=me.team,
            origin=me,
            origin_kind=how,
            language=me.language,
            votes_shown=me.votes_shown,
            cover=me.cover,
            tags=list(me.tags),
            created_at=at,
            phase_since=at,
            **fields,
        )

    def record_beginning(self) -> Activity:
        """Tell that it was opened (or drafted), however many claims it began with."""
        me = cast("Debate", self)
        is_draft = me.phase == Phase.DRAFT
        return Activity.objects.create(
            debate=me,
            kind=Kind.DEBATE_DRAFTED if is_draft else Kind.DEBATE_OPENED,
            claim=me.claims.get(parent=None),
            data={"origin": me.origin_kind, "claims": me.claims_count},
            at=me.created_at,
        )

    def refuse_if_used(self) -> None:
        """Refuse to take it away when anybody has said or voted anything in it.

        Raises:
            DebateInUse: they have.
        """
        said = Activity.objects.filter(debate=cast("Debate", self))
        about_itself = models.Q(kind__startswith="debate_") | models.Q(kind__startswith="phase_")
        if said.exclude(about_itself).exists():
            raise DebateInUse

    def origin_for(self, user: User) -> "Debate | None":
        """Where it comes from, if they may see that; no query where it began by itself."""
        me = cast("Debate", self)
        if me.origin_id is None:
            return None
        return type(me).objects.visible_to(user).filter(pk=me.origin_id).first()
