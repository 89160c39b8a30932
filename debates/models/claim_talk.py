"""What one can say about a claim without arguing. Each verb is one transaction."""

import uuid
from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from .activity import Activity, Kind
from .refusals import ClaimGone, CommentResolved

if TYPE_CHECKING:
    from .claim import Claim
    from .comment import Comment
    from .debate import Debate
    from .participant import Participant


class ClaimTalk(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    def comment(
        self,
        text: str,
        *,
        by: "Participant",
        token: uuid.UUID | None = None,
        answering: "Comment | None" = None,
    ) -> tuple["Comment", Activity | None]:
        """Say something about this claim, or answer a comment on it.

        Returns:
            The comment and what to tell. The same token again gives the comment that was made
            the first time, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            CommentResolved: what is answered was resolved meanwhile.
            ValueError: answers are not answered; views never ask for it.
        """
        from .comment import Comment
        from .mention import Mention

        me, token = cast("Claim", self), token or uuid.uuid4()
        if answering is not None and (answering.parent_id or answering.claim_id != me.pk):
            raise ValueError(f"{answering} takes no answer on claim {me.pk}")
        with transaction.atomic():
            debate = self.lock_standing()
            repeated = Comment.objects.filter(author=by, token=token).first()
            if repeated is not None:
                return repeated, None
            if answering is not None:
                answering.refresh_from_db(fields=["resolved_at"])
                if answering.resolved_at is not None:
                    raise CommentResolved
            comment = Comment.objects.create(
                claim=me, parent=answering, author=by, text=text, token=token
            )
            activity = debate.record(Kind.COMMENT_ADDED, claim=me, by=by, comment=comment)
            Mention.objects.note(comment, activity)
            return comment, activity

    def lock_standing(self) -> "Debate":
        """Take the debate's lock, and refuse when this claim is not there any more."""
        me = cast("Claim", self)
        debate = me.debate.lock_open()
        if not type(me).objects.shown().filter(pk=me.pk).exists():
            raise ClaimGone
        return debate
