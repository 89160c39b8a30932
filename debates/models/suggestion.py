"""What somebody proposes for another's claim: other words, another place, or a claim under it."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .claim import Claim, Stance
from .debate import Debate
from .participant import Participant
from .suggestion_queries import SuggestionQuerySet
from .suggestion_verbs import SuggestionVerbs

# After so long without a word of the claim's author, whoever frames the debate may decide too.
AGES_AFTER = timedelta(days=7)
MAX_REASON = 300


class SuggestionKind(models.TextChoices):
    """What is proposed."""

    WORDING = "wording", gettext_lazy("a wording")
    CLAIM = "claim", gettext_lazy("a new claim")
    MOVE = "move", gettext_lazy("a move")


class SuggestionState(models.TextChoices):
    """What became of it.

    Overtaken: the claim was archived, or was merged and this fits the other one no more (or its
    new place was). Restoring it, or taking the merge back, opens it again.
    """

    OPEN = "open", gettext_lazy("open")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    DECLINED = "declined", gettext_lazy("declined")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")
    OVERTAKEN = "overtaken", gettext_lazy("overtaken")


def _has_what_it_needs() -> Q:
    """Exactly the fields of its kind."""
    wording = Q(kind="wording", version__isnull=False, stance=None, to=None) & ~Q(text="")
    claim = Q(kind="claim", version=None, to=None) & ~Q(text="")
    move = Q(kind="move", version=None, to__isnull=False, text="")
    return wording | claim | move


class Suggestion(SuggestionVerbs, models.Model):
    """One proposal. Its words never change: who proposes something else replaces it by another.

    So whoever accepts one accepts what they read.
    """

    debate = models.ForeignKey(Debate, models.CASCADE, related_name="suggestions")
    # Whose words, whose place, or under which claim.
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=7, choices=SuggestionKind)
    state = models.CharField(max_length=9, choices=SuggestionState, default=SuggestionState.OPEN)
    author = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=MAX_REASON)

    text = models.TextField(blank=True)
    # The claim's when its wording was suggested.
    version = models.PositiveIntegerField(null=True)
    stance = models.CharField(max_length=3, choices=Stance, null=True)  # noqa: DJ001 (none, not empty)
    to = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+")

    # From the form: the same form sent twice is one suggestion.
    token = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)

    decided_at = models.DateTimeField(null=True)
    # Nobody where it was done by framing without names: few people frame.
    decided_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    framed = models.BooleanField(default=False)
    amended = models.BooleanField(default=False)
    answer = models.CharField(max_length=MAX_REASON, blank=True)
    claim_made = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    if TYPE_CHECKING:
        # Annotations of SuggestionQuerySet.
        is_abandoned: bool
        waits_since: datetime

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="suggestion_token_once"),
            models.UniqueConstraint(
                fields=["author", "claim", "kind"],
                condition=Q(state="open", kind__in=["wording", "move"]),
                name="suggestion_one_open",
            ),
            # Of new claims one on each side.
            models.UniqueConstraint(
                fields=["author", "claim", "stance"],
                condition=Q(state="open", kind="claim"),
                nulls_distinct=False,
                name="suggestion_one_open_claim",
            ),
            models.CheckConstraint(condition=_has_what_it_needs(), name="suggestion_kind"),
            models.CheckConstraint(
                condition=Q(stance=None) | Q(stance__isnull=False, stance__in=Stance.values),
                name="suggestion_stance",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | Q(
                    state__in=["accepted", "declined", "withdrawn", "overtaken"],
                    decided_at__isnull=False,
                ),
                name="suggestion_state",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & (~Q(state="declined") | ~Q(answer="")),
                name="suggestion_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["debate", "claim"], condition=Q(state="open"), name="suggestion_open"
            ),
            models.Index(fields=["debate", "state", "decided_at"], name="suggestion_settled"),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.state == SuggestionState.OPEN

    @property
    def wish(self) -> dict[str, Any]:
        """What it asks for, as the claim's verb takes it."""
        if self.kind == SuggestionKind.WORDING:
            return {"text": self.text}
        if self.kind == SuggestionKind.CLAIM:
            return {"text": self.text, "stance": self.stance}
        return {"to": self.to, "stance": self.stance}

    @property
    def seen(self) -> str:
        """What whoever decides has before them of the claim, to be compared when they do."""
        claim = self.claim
        if self.kind == SuggestionKind.WORDING:
            return str(claim.version)
        if self.kind == SuggestionKind.MOVE:
            return f"{claim.parent_id} {claim.stance or ''}".strip()
        return "here"

    @property
    def is_stale(self) -> bool:
        """Whether the claim was reworded or moved after this was suggested."""
        if self.kind == SuggestionKind.WORDING:
            return self.version != self.claim.version
        moved = self.claim.moved_at
        return self.kind == SuggestionKind.MOVE and moved is not None and moved > self.created_at

    def has_aged(self, at: datetime | None = None) -> bool:
        """Whether the claim's author has been silent for seven days."""
        return self.created_at <= (at or timezone.now()) - AGES_AFTER

    @property
    def author_name(self) -> str:
        """Whom others see as its author. In a masked debate never a name."""
        return self.author.shown_as(self.debate.naming)

    @property
    def overtaken_by(self) -> str:
        """What came before any decision, in a sentence."""
        if self.claim.merged_into_id is not None:
            return _("The claim became part of another one before anybody decided")
        to = self.to
        if self.claim.archived_at is None and to is not None and to.merged_into_id is not None:
            return _("Where it would stand became part of another claim before anybody decided")
        return _("The claim was archived before anybody decided")

    @property
    def decided_by_whom(self) -> str:
        """Who decided, as others may know it."""
        if not self.framed:
            return _("the claim’s author")
        by = self.decided_by if self.debate.is_named else None
        return by.shown_as(self.debate.naming) if by else _("a facilitator")
