"""What happened: append-only, one row a thing, written with the change. The outbox."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .claim_queries import BRANCH_SQL, in_sight

if TYPE_CHECKING:
    from teams.models import User

    from .claim import Claim
    from .debate import Debate
    from .participant import Participant


class Kind(models.TextChoices):
    """The things that can happen in a debate."""

    DEBATE_DRAFTED = "debate_drafted", _("draft begun")
    DEBATE_OPENED = "debate_opened", _("debate opened")
    DEBATE_IMPORTED = "debate_imported", _("debate imported")
    DEBATE_FRAMED = "debate_framed", _("frame changed")
    DEBATE_CLOSED = "debate_closed", _("debate closed")
    DEBATE_REOPENED = "debate_reopened", _("debate reopened")
    DEBATE_ARCHIVED = "debate_archived", _("debate archived")
    DEBATE_RESTORED = "debate_restored", _("debate taken out of the archive")
    DEBATE_DELETED = "debate_deleted", _("debate deleted")
    DEBATE_BROUGHT_BACK = "debate_brought_back", _("debate brought back")
    PHASE_CHANGED = "phase_changed", _("phase changed")
    CLAIM_ADDED = "claim_added", _("claim added")
    CLAIM_EDITED = "claim_edited", _("claim edited")
    DETAILS_EDITED = "details_edited", _("longer text changed")
    CLAIM_ARCHIVED = "claim_archived", _("claim archived")
    CLAIM_MOVED = "claim_moved", _("claim moved")
    CLAIM_RESTORED = "claim_restored", _("claim restored")
    CLAIM_MERGED = "claim_merged", _("claim merged")
    CLAIM_UNMERGED = "claim_unmerged", _("merge undone")
    VOTE_CAST = "vote_cast", _("vote cast")
    THANKS_CHANGED = "thanks_changed", _("thanks given or taken back")
    COMMENT_ADDED = "comment_added", _("comment added")
    COMMENT_EDITED = "comment_edited", _("comment edited")
    COMMENT_RESOLVED = "comment_resolved", _("comment resolved")
    COMMENT_REOPENED = "comment_reopened", _("comment reopened")
    FLAG_RAISED = "flag_raised", _("flag raised")
    FLAG_WITHDRAWN = "flag_withdrawn", _("flag withdrawn")
    FLAG_ANSWERED = "flag_answered", _("flag answered")
    SOURCE_ADDED = "source_added", _("source added")
    SOURCE_EDITED = "source_edited", _("source changed")
    SOURCE_REMOVED = "source_removed", _("source removed")
    SOURCE_RESTORED = "source_restored", _("source restored")
    SUGGESTION_MADE = "suggestion_made", _("suggestion made")
    SUGGESTION_ACCEPTED = "suggestion_accepted", _("suggestion accepted")
    SUGGESTION_DECLINED = "suggestion_declined", _("suggestion declined")
    SUGGESTION_WITHDRAWN = "suggestion_withdrawn", _("suggestion withdrawn")


# What can be taken back, each with what of the same sort overtakes it when it is done later.
OVERTAKEN_BY: dict[Kind, tuple[Kind, ...]] = {
    Kind.CLAIM_EDITED: (Kind.CLAIM_EDITED,),
    Kind.CLAIM_MOVED: (Kind.CLAIM_MOVED,),
    Kind.CLAIM_ARCHIVED: (Kind.CLAIM_ARCHIVED, Kind.CLAIM_RESTORED),
    Kind.CLAIM_MERGED: (Kind.CLAIM_MERGED, Kind.CLAIM_UNMERGED),
}


# What somebody may have missed about a claim. Votes and thanks are not told one by one.
UNREAD_KINDS = (
    Kind.CLAIM_ADDED,
    Kind.CLAIM_EDITED,
    Kind.CLAIM_MOVED,
    Kind.CLAIM_RESTORED,
    Kind.COMMENT_ADDED,
)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Questions about what happened."""

    def after(self, pk: int) -> Self:
        """After a row, in the order of their commits.

        Ids are drawn under the debate's lock (`Debate.record` raises its version first), so
        within one debate no row appears before one that was seen already.
        """
        return self.filter(pk__gt=pk).order_by("pk")

    def of_kind(self, kind: Kind, debate: "Debate") -> Self:
        """What of one kind happened in a debate, newest first, with no person behind a mask."""
        return self.filter(debate=debate, kind=kind).with_people(debate).order_by("-at", "-pk")

    def with_people(self, debate: "Debate") -> Self:
        """With who did it; persons are loaded only where the debate is named."""
        person = ["participant__user"] if debate.is_named else []
        return self.select_related("participant", *person)

    def in_record(self, debate: "Debate") -> Self:
        """Everything that happened in a debate, the latest first, with the claims concerned."""
        claims = ("claim", "claim__links_to", "claim__parent", "claim__parent__links_to")
        rows = self.filter(debate=debate).with_people(debate).select_related(*claims)
        return rows.order_by("-pk")

    def in_branch(self, claim: "Claim") -> Self:
        """What happened to a claim, to all below it now, and to what was merged into them."""
        branch = models.expressions.RawSQL(BRANCH_SQL, [claim.pk])  # noqa: S611 (constant SQL, the id is a parameter)
        return self.filter(Q(claim__in=branch) | Q(claim__merged_into__in=branch))

    def with_overtaken(self) -> Self:
        """With `is_overtaken`: whether something of the same sort was done to the claim since."""
        later = Activity.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
        cases = [
            When(kind=kind, then=Exists(later.filter(kind__in=sort)))
            for kind, sort in OVERTAKEN_BY.items()
        ]
        return self.annotate(is_overtaken=Case(*cases, default=Value(False)))

    def unread_in(self, reader: "Participant") -> "ActivityQuerySet":
        """What a participant has not read: what others did to claims that can be seen."""
        new = self.filter(debate=reader.debate_id, pk__gt=reader.read_to)
        return _unread(new, reader.pk, reader.pk)

    def unread_by(self, user: "User") -> "ActivityQuerySet":
        """The same of all debates that somebody has come to."""
        mine = Q(debate__participants__user=user)
        me = FilteredRelation("debate__participants", condition=mine)
        new = self.annotate(me=me).filter(pk__gt=F("me__read_to"))
        return _unread(new, F("me__pk"), OuterRef("me__pk"))


class Activity(models.Model):
    """Feeds, marks, digests and live updates read this; nothing else says what happened."""

    debate = models.ForeignKey("debates.Debate", models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20, choices=Kind)
    claim = models.ForeignKey("debates.Claim", models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey("debates.Comment", models.CASCADE, null=True, related_name="+")
    # What was decided on, and with what was done because of it.
    suggestion = models.ForeignKey(
        "debates.Suggestion", models.CASCADE, null=True, related_name="+"
    )
    # Nobody for what is done to a whole debate: framing must not be tied to a mask.
    participant = models.ForeignKey(
        "debates.Participant", models.SET_NULL, null=True, related_name="+"
    )
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = ActivityQuerySet.as_manager()

    if TYPE_CHECKING:
        # An annotation of ActivityQuerySet.
        is_overtaken: bool

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="activity_kind")
        ]
        indexes = [
            models.Index(fields=["debate", "at"], name="activity_debate_at"),
            # Open pages ask for what came after a row (debates/live).
            models.Index(fields=["debate", "id"], name="activity_debate_id"),
            models.Index(fields=["at"], name="activity_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def can_be_undone(self) -> bool:
        """Whether it is of a kind that is taken back by itself."""
        # A branch that became a debate goes back together with that (debate_copying.py).
        return self.kind in OVERTAKEN_BY and "became" not in self.data

    def by_whom(self, debate: "Debate") -> str:
        """Who archived or moved a claim, as others may know it.

        Only whoever frames does so with what others said; in a debate without names that act is
        tied to no mask, because few people frame.
        """
        if not self.data.get("framing"):
            return gettext("its author")
        by = self.participant if debate.is_named else None
        return by.shown_as(debate.naming) if by else gettext("a facilitator")


def _unread(rows: ActivityQuerySet, me: Any, me_outside: Any) -> ActivityQuerySet:
    """Of these acts, which all came after somebody's floor, those they have not read.

    Args:
        me: the participant's key in this query, and `me_outside` in one within it.
    """
    from .reading import Reading

    read = Reading.objects.filter(
        participant=me_outside, claim=OuterRef("claim"), up_to__gte=OuterRef("pk")
    )
    by_others = Q(participant=None) | ~Q(participant=me)
    new = rows.filter(in_sight("claim__"), by_others, kind__in=UNREAD_KINDS)
    return new.exclude(Exists(read))
