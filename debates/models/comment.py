"""Talk about a claim: questions and remarks that are no arguments themselves."""

import uuid
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .activity import Activity, Kind
from .claim import Claim
from .participant import Participant
from .refusals import CommentChanged

if TYPE_CHECKING:
    from .debate import Debate

# What one may write, counted as people see it (visible_text.py), and what the column takes.
MAX_COMMENT, MAX_RAW_COMMENT = 2_000, 10_000


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments are only ever had through a claim the person may see (access.py)."""

    def with_people(self, debate: "Debate") -> "CommentQuerySet":
        """With the authors as this debate shows them; persons are loaded only where named."""
        person = ["author__user"] if debate.is_named else ["author"]
        return self.select_related(*person)

    def threads_of(self, claim: Claim, reader: Participant) -> list["Comment"]:
        """All talk about a claim in one query: the comments, each with its `thread`, oldest first.

        What was resolved stands last.
        """
        rows = self.filter(claim=claim).with_people(claim.debate).select_related("claim_made")
        threads: dict[int, Comment] = {}
        for comment in rows.order_by("created_at", "pk"):
            comment.claim, comment.is_own = claim, comment.author_id == reader.pk
            if comment.parent_id is None:
                comment.thread = []
                threads[comment.pk] = comment
            else:
                comment.parent = threads[comment.parent_id]
                comment.parent.thread.append(comment)
        return sorted(threads.values(), key=lambda comment: comment.resolved_at is not None)

    def waiting(self) -> "CommentQuerySet":
        """Comments and answers of threads that nobody has resolved: what a card counts."""
        return self.filter(
            Q(parent=None, resolved_at=None) | Q(parent__isnull=False, parent__resolved_at=None)
        )


class Comment(models.Model):
    """A comment, or an answer to one. An answer takes no answers: talk stays one level deep.

    Only its author may change it, and a second window of theirs cannot overwrite the first.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    # From the form: the same form sent twice is one comment.
    token = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    # Without who did it: in a masked debate that would join whoever frames it to a mask.
    resolved_at = models.DateTimeField(null=True)
    # The argument somebody made of it.
    claim_made = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    if TYPE_CHECKING:
        # What depends on the reader, set by threads_of.
        is_own: bool
        thread: list["Comment"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="comment_token_once"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(resolved_at=None), name="comment_resolved_as_thread"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def author_name(self) -> str:
        """Whom others see as its author. In a masked debate never a name."""
        naming = self.claim.debate.naming
        return self.author.shown_as(naming) if self.author else _("Somebody who left")

    @property
    def argument(self) -> Claim | None:
        """The claim that was made of it, while that stands."""
        made = self.claim_made
        if made is None or made.archived_at or made.archived_above:
            return None
        return made

    def reword(self, text: str, *, by: Participant, version: int) -> Activity | None:
        """Change the words. None when it reads so already.

        Raises:
            DebateReadOnly: the debate is closed.
            CommentChanged: it was changed after `version`; carries the comment as it is now.
        """
        from .mention import Mention

        with transaction.atomic():
            debate = self.claim.debate.lock_open()
            current = type(self).objects.get(pk=self.pk)
            if current.text == text:
                return None
            if current.version != version:
                raise CommentChanged(current)
            self.text, self.version, self.edited_at = text, version + 1, timezone.now()
            self.save(update_fields=["text", "version", "edited_at"])
            activity = debate.record(Kind.COMMENT_EDITED, claim=self.claim, by=by, comment=self)
            Mention.objects.note(self, activity)
            return activity

    def resolve(self, *, by: Participant | None) -> Activity | None:
        """Say that nothing is left to talk about. None when it was said already.

        Args:
            by: the claim's author; nobody when whoever frames the debate does it.

        Raises:
            DebateReadOnly: the debate is closed.
        """
        return self._settle(Kind.COMMENT_RESOLVED, by)

    def reopen(self, *, by: Participant | None) -> Activity | None:
        """Take that back. None when it is open already."""
        return self._settle(Kind.COMMENT_REOPENED, by)

    def _settle(self, kind: Kind, by: Participant | None) -> Activity | None:
        resolved = kind == Kind.COMMENT_RESOLVED
        with transaction.atomic():
            debate = self.claim.debate.lock_open()
            rows = type(self).objects.filter(pk=self.pk, parent=None)
            self.resolved_at = timezone.now() if resolved else None
            if not rows.filter(resolved_at__isnull=resolved).update(resolved_at=self.resolved_at):
                return None
            return debate.record(kind, claim=self.claim, by=by, comment=self)

    def make_claim(
        self, text: str, stance: str | None, *, by: Participant, token: uuid.UUID | None
    ) -> tuple[Claim, Activity | None]:
        """Put what it says under the claim as an argument; the comment stays and leads there.

        Whoever does it chooses the words and stands for them as the claim's author. A second
        person at the same moment gets the claim of the first, and there is nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: the claim was archived meanwhile.
        """
        with transaction.atomic():
            self.claim.debate.lock_open()
            current = type(self).objects.select_related("claim_made").get(pk=self.pk)
            if current.argument is not None:
                current.argument.debate = self.claim.debate
                return current.argument, None
            added, activity = self.claim.reply(text, stance, by=by, token=token)
            self.claim_made = added
            self.save(update_fields=["claim_made"])
        return added, activity
