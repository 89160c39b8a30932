"""One short statement at one place in the tree."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .claim_archiving import ClaimArchiving
from .claim_branching import ClaimBranching
from .claim_details import ClaimDetails
from .claim_evidence import ClaimEvidence
from .claim_flags import ClaimFlags
from .claim_linking import ClaimLinking
from .claim_merging import ClaimMerging
from .claim_moving import ClaimMoving
from .claim_queries import ClaimQuerySet
from .claim_regards import ClaimRegards
from .claim_suggesting import ClaimSuggesting
from .claim_talk import ClaimTalk
from .claim_undoing import ClaimUndoing
from .claim_verbs import ClaimVerbs
from .debate import Debate
from .participant import Participant
from .word_links import LINK_MARK

if TYPE_CHECKING:
    from .unread import Sign

# What one may write; counted as people see it (visible_text.py).
MAX_VISIBLE = 500
# What the column takes: real claims of 500 visible characters reach 2,572 with their URLs.
MAX_RAW = 5_000


class Stance(models.TextChoices):
    """A claim's stance towards its direct parent."""

    PRO = "pro", gettext_lazy("pro")
    CON = "con", gettext_lazy("con")


class Claim(
    ClaimVerbs,
    ClaimArchiving,
    ClaimBranching,
    ClaimMoving,
    ClaimLinking,
    ClaimMerging,
    ClaimTalk,
    ClaimDetails,
    ClaimFlags,
    ClaimRegards,
    ClaimUndoing,
    ClaimEvidence,
    ClaimSuggesting,
    models.Model,
):
    """A row is a place: it has a text of its own, or shows another claim, or another debate.

    The database itself refuses a parent in another debate, a second root, a claim without a
    stance, a row with two contents (see the constraints and migration 0002).
    """

    debate = models.ForeignKey(Debate, models.CASCADE, related_name="claims")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    stance = models.CharField(max_length=3, choices=Stance, null=True)  # noqa: DJ001 (none, not empty)
    # An answer to the question of a debate with several theses: has no stance.
    is_thesis = models.BooleanField(default=False)

    text = models.TextField(gettext_lazy("claim"), blank=True)
    links_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="placements")
    external_number = models.PositiveBigIntegerField(null=True)
    external_title = models.TextField(blank=True)
    # The other debate, where it is one of this server. Imported numbers count elsewhere.
    external_debate = models.ForeignKey(Debate, models.SET_NULL, null=True, related_name="+")

    # Nobody for what came with an import.
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="claims")
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    # From the form: the same form sent twice is one claim.
    token = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    # Kept with every archiving: asking for what stands above would cost each page a walk.
    archived_above = models.BooleanField(default=False, db_default=False)

    objects = ClaimQuerySet.as_manager()

    if TYPE_CHECKING:
        # Annotations of ClaimQuerySet.
        voters: int
        impact: float | None
        votes_cast: list[int]
        own_vote: int | None
        own_vote_version: int | None
        own_vote_at: datetime | None
        pros_below: int
        cons_below: int
        theses_below: int
        comments_waiting: int
        flags_waiting: int
        has_flags: bool
        longer_text: str
        thankers: int
        own_thanks: bool
        own_bookmark: bool
        word_checks: list[dict[str, str]] | None
        beside: int
        suggestions_waiting: int
        ghost: int | None
        other_debate: int | None
        # Annotations of Ballot.
        passed_at: datetime | None
        is_ignored: bool
        # Annotation of ClaimPlacements, and the way down to one of these places.
        places_else: int
        way: list["Claim"]
        # What depends on the reader, set by ClaimPage.
        unread: "Sign | None"
        is_own: bool
        votes_are_shown: bool

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debate", "id"], name="claim_in_debate"),
            models.UniqueConstraint(
                fields=["debate"], condition=Q(parent=None), name="claim_one_root"
            ),
            models.UniqueConstraint(fields=["author", "token"], name="claim_token_once"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="claim_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(stance=None, is_thesis=True, parent__isnull=False)
                | Q(stance=None, is_thesis=False, parent=None)
                # Said twice: in SQL "null is in the list" is not false, and a check lets it pass.
                | Q(
                    stance__isnull=False,
                    stance__in=Stance.values,
                    is_thesis=False,
                    parent__isnull=False,
                ),
                name="claim_stance",
            ),
            models.CheckConstraint(
                condition=(~Q(text="") & Q(links_to=None, external_title=""))
                | Q(text="", links_to__isnull=False, external_title="")
                | (Q(text="", links_to=None) & ~Q(external_title="")),
                name="claim_one_content",
            ),
            # Out of sight with its own mark, so that every page leaves it out as it is.
            models.CheckConstraint(
                condition=Q(merged_into=None)
                | (Q(archived_at__isnull=False, links_to=None) & ~Q(merged_into=F("id"))),
                name="claim_merged_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(external_debate=None) | ~Q(external_title=""),
                name="claim_reference_has_words",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MAX_RAW), name="claim_text_length"
            ),
            models.CheckConstraint(
                condition=~Q(links_to=F("id")) & ~Q(links_to=F("parent")),
                name="claim_no_link_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(is_thesis=False) | ~Q(text=""), name="claim_thesis_has_words"
            ),
            # Nobody's are what was imported: files of Kialo may show a claim twice in one place.
            models.UniqueConstraint(
                fields=["parent", "links_to"],
                condition=Q(links_to__isnull=False, archived_at=None, author__isnull=False),
                name="claim_linked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "position"], name="claim_children"),
            models.Index(fields=["debate", "created_at"], name="claim_recent"),
            models.Index(fields=["debate"], condition=Q(is_thesis=True), name="claim_theses"),
            # The worker reads the texts of all that have links in their words (link_check.py).
            models.Index(
                fields=["debate"], condition=Q(text__contains=LINK_MARK), name="claim_word_links"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    def get_absolute_url(self) -> str:
        if self.parent_id is None:
            return reverse("debates:debate_show", args=[self.debate_id])
        return reverse("debates:claim_show", args=[self.debate_id, self.pk])

    @property
    def content(self) -> "Claim":
        """The claim whose text and branch this place shows: itself, or the link's target."""
        return self.links_to if self.links_to is not None else self

    def with_reply_counts(self) -> "Claim":
        """This claim as it is now, with the number of its pros, cons and theses."""
        return type(self).objects.with_replies().only("pk", "links_to").get(pk=self.pk)

    @property
    def is_root(self) -> bool:
        """The thesis, or the question."""
        return self.parent_id is None

    @property
    def is_position(self) -> bool:
        """Whether votes on it say how far one agrees, rather than how much it matters."""
        return self.is_thesis or (self.is_root and not self.debate.has_theses)

    @property
    def takes_replies(self) -> bool:
        """Links and references to other debates have no branch of their own."""
        return self.links_to_id is None and not self.external_title

    @property
    def stance_of_replies(self) -> list[str]:
        """What may be put under it: theses under a question, otherwise pros and cons."""
        if self.is_root and self.debate.has_theses:
            return ["thesis"]
        return Stance.values

    @property
    def vote_is_stale(self) -> bool:
        """Whether the reader voted on an earlier wording, or where it stood before."""
        reworded = self.own_vote is not None and self.own_vote_version != self.content.version
        return reworded or self.vote_was_elsewhere

    @property
    def vote_was_elsewhere(self) -> bool:
        """Whether the claim was moved after the reader voted."""
        at = self.own_vote_at
        return at is not None and self.moved_at is not None and at < self.moved_at

    @property
    def author_name(self) -> str:
        """Whom others see as its author. In a masked debate never a name."""
        author = self.content.author
        if author is not None:
            return author.shown_as(self.debate.naming)
        if self.external_debate_id is not None:
            return _("a facilitator")
        if self.debate.origin_kind:
            return _("copied")
        return _("with the question") if self.is_thesis else _("imported")

    @property
    def linker_name(self) -> str:
        """Whom others see as the one who linked it here."""
        return self.author.shown_as(self.debate.naming) if self.author else _("imported")
