"""One thing one person is told inside the application."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from debates.models import (
    Activity,
    Claim,
    Comment,
    Debate,
    FlagKind,
    Kind,
    Mention,
    Suggestion,
    in_sight,
)
from teams.models import User


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Questions about what somebody was told."""

    def of(self, user: User) -> Self:
        """What a person was told and may still see."""
        return self.filter(
            in_sight("claim__"),
            recipient=user,
            debate__in=Debate.objects.visible_to(user).values("pk"),
        )

    def unread(self) -> Self:
        """Not yet marked as read."""
        return self.filter(read_at=None)

    def for_list(self) -> Self:
        """Newest first, with all a list shows; `is_call` where a comment calls the recipient."""
        called = Mention.objects.filter(
            activity=OuterRef("activity"), participant__user=OuterRef("recipient")
        )
        return (
            self.annotate(is_call=Exists(called))
            .select_related(
                "activity__comment__author__user",
                "activity__participant__user",
                "activity__suggestion__author__user",
                "activity__suggestion__claim_made",
                "debate__team",
                "claim__debate",
                "claim__author__user",
                "claim__parent",
                "claim__links_to__author__user",
            )
            .order_by("-activity__at", "-pk")
        )

    def mark_read(self) -> int:
        """Mark all of these as read. Those that were keep their time."""
        return self.unread().update(read_at=timezone.now())


class Notification(models.Model):
    """Made once for an activity and a recipient, whatever is repeated."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    debate = models.ForeignKey(Debate, models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    if TYPE_CHECKING:
        # Annotation of NotificationQuerySet.
        is_call: bool

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "recipient"], name="notification_once")
        ]
        indexes = [
            models.Index(
                fields=["recipient"], condition=Q(read_at=None), name="notification_unread"
            )
        ]

    def __str__(self) -> str:
        return f"notification {self.pk}"

    @property
    def comment(self) -> Comment | None:
        """What was said in the talk about `claim`, if that is what this tells."""
        comment = self.activity.comment
        if comment is not None:
            comment.claim = self.claim
        return comment

    @property
    def flag(self) -> str:
        """What somebody would have mended about `claim`, if that is what this tells."""
        kind = self.activity.data.get("flag")
        return str(FlagKind(kind).label) if kind else ""

    @property
    def source(self) -> int | None:
        """The key of what somebody cited on `claim`, if that is what this tells."""
        return self.activity.data.get("source") if self.activity.kind == Kind.SOURCE_ADDED else None

    @property
    def who(self) -> str:
        """Who did what is told, as its debate shows people."""
        by = self.activity.participant
        return by.shown_as(self.debate.naming) if by is not None else _("Somebody")

    @property
    def suggestion(self) -> Suggestion | None:
        """What was suggested, decided on or done because of it, if that is what this tells."""
        suggestion = self.activity.suggestion
        if suggestion is None or self.activity.kind == Kind.CLAIM_ADDED:
            return None
        suggestion.debate, suggestion.claim = self.debate, self.claim
        return suggestion
