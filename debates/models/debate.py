"""A debate: one thesis, or one question with several theses, and everything said about it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from teams.models import Team, User

from .activity import Activity, Kind
from .debate_archiving import DebateArchiving
from .debate_choices import (
    MAX_TITLE,
    Cover,
    DebateKind,
    DebateTemplate,
    Naming,
    Origin,
    Phase,
    VotesShown,
)
from .debate_copying import DebateCopying
from .debate_cover import MOST_TAGS, DebateCover
from .debate_ending import DebateEnding
from .debate_export import DebateExport
from .debate_framing import DebateFraming
from .debate_phases import DebatePhases
from .debate_queries import DebateQuerySet
from .refusals import DebateReadOnly

if TYPE_CHECKING:
    from .claim import Claim
    from .comment import Comment
    from .participant import Participant
    from .suggestion import Suggestion

# In masked debates statistics over fewer people than this are not shown: they would unmask.
FEWEST_FOR_STATISTICS = 4
# Where names are shown nobody is unmasked, but two votes are no finding.
FEWEST_FOR_LISTS = 3


class Debate(
    DebatePhases,
    DebateFraming,
    DebateCover,
    DebateArchiving,
    DebateCopying,
    DebateEnding,
    DebateExport,
    models.Model,
):
    """Owns the lock under which its tree changes, and the version that every change raises."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    title = models.CharField(gettext_lazy("title"), max_length=MAX_TITLE)
    kind = models.CharField(
        gettext_lazy("kind"), max_length=10, choices=DebateKind, default=DebateKind.THESIS
    )
    # Nothing for a debate that started from no template.
    template = models.CharField(
        max_length=10, choices=DebateTemplate, blank=True, default="", db_default=""
    )
    background = models.TextField(gettext_lazy("background"), blank=True, max_length=20_000)
    naming = models.CharField(
        gettext_lazy("names"), max_length=14, choices=Naming, default=Naming.NAMED
    )
    votes_shown = models.CharField(
        gettext_lazy("others’ votes are shown"),
        max_length=12,
        choices=VotesShown,
        default=VotesShown.AFTER_OWN,
    )
    language = models.CharField(max_length=10, default="en-gb")
    # A person, not a participant: naming who frames a debate must never name a mask.
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # From the form that opened, imported or copied it: the same form sent twice is one debate.
    token = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    # The debate this one was copied from or was a branch of (debate_copying.py), and the branch.
    origin = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    origin_kind = models.CharField(max_length=6, choices=Origin, blank=True, default="")
    origin_claim = models.ForeignKey("debates.Claim", models.SET_NULL, null=True, related_name="+")
    # Nobody sees it from then on, and after 30 days it is gone (debate_ending.py).
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    # Raised by every change; pages, pictures and live updates compare it.
    version = models.BigIntegerField(default=1)
    # Kept with every claim, so that a page need not count a whole debate.
    claims_count = models.PositiveIntegerField(default=0)

    objects = DebateQuerySet.as_manager()

    if TYPE_CHECKING:
        # Annotations of DebateQuerySet.
        my_role: str
        spoken: int
        people: int
        last_activity: int
        suggestions_waiting: int
        arguments: int
        root: int

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DebateKind.values), name="debate_kind"),
            models.CheckConstraint(
                condition=Q(template__in=["", *DebateTemplate.values]), name="debate_template"
            ),
            models.CheckConstraint(condition=Q(cover__in=["", *Cover.values]), name="debate_cover"),
            models.CheckConstraint(
                condition=Q(tags__len__lte=MOST_TAGS), name="debate_tags_are_few"
            ),
            models.UniqueConstraint(fields=["opened_by", "token"], name="debate_token_once"),
            models.CheckConstraint(condition=Q(naming__in=Naming.values), name="debate_naming"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="debate_phase"),
            models.CheckConstraint(
                condition=Q(phase=Phase.DRAFT) | Q(opens_at__isnull=False),
                name="debate_open_since",
            ),
            models.CheckConstraint(
                condition=~Q(phase=Phase.DRAFT)
                | Q(opens_at=None)
                | Q(closes_at=None)
                | Q(closes_at__gt=F("opens_at")),
                name="debate_opens_before_it_closes",
            ),
        ]
        indexes = [
            models.Index(fields=["phase", "closes_at"], name="debate_due"),
            models.Index(
                fields=["opens_at"], condition=Q(phase=Phase.DRAFT), name="debate_due_to_open"
            ),
            models.Index(
                fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name="debate_deleted"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("debates:debate_show", args=[self.pk])

    @property
    def is_named(self) -> bool:
        """Whether authors are shown by name. Only then may a page load them."""
        return self.naming == Naming.NAMED

    @property
    def shows_people(self) -> bool:
        """Whether acts are shown with who did them, be it under a name or a mask."""
        return self.naming != Naming.UNATTRIBUTED

    @property
    def has_theses(self) -> bool:
        """Whether the root is a question whose answers are the theses."""
        return self.kind == DebateKind.QUESTION

    def shows_votes(self, *, voters: int, own: int | None) -> bool:
        """Whether the spread of votes on one claim may be shown to somebody who voted `own`."""
        if not self.is_named and voters < FEWEST_FOR_STATISTICS:
            return False
        if self.shows_all_votes:
            return True
        return self.votes_shown == VotesShown.AFTER_OWN and own is not None

    @property
    def enough_voters(self) -> int:
        """Over how many people a list may speak of votes: few say little, and might unmask."""
        return FEWEST_FOR_LISTS if self.is_named else FEWEST_FOR_STATISTICS

    @property
    def shows_all_votes(self) -> bool:
        """Whether one sees how others voted without having voted oneself."""
        return self.votes_shown == VotesShown.ALWAYS or not self.is_open()

    def join(self, user: User) -> "Participant":
        """The person as this debate knows them; made when they first come. Safe to call twice."""
        from .participant import Participant

        return Participant.objects.of(self, user)

    def framer(self, user: User) -> "Participant | None":
        """Who is recorded for an act of framing: nobody where that would name a mask."""
        return self.join(user) if self.is_named else None

    def lock(self) -> "Debate":
        """Take the debate's lock, and read it as it is now. Must be called in a transaction."""
        return Debate.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def lock_open(self, at: datetime | None = None) -> "Debate":
        """Take the debate's lock and refuse when it takes no arguments any more.

        Every verb that changes the tree begins here: checks made under this lock are still true
        when the change is written (locking only the claims concerned was measured to let loops
        through). Must be called inside a transaction.

        Raises:
            DebateReadOnly: closed, a draft, or past its closing time.
        """
        locked = self.lock()
        if not locked.is_open(at):
            raise DebateReadOnly(locked.why_read_only())
        return locked

    def record(
        self,
        kind: Kind,
        *,
        claim: "Claim | None" = None,
        by: "Participant | None" = None,
        at: datetime | None = None,
        claims: int = 0,
        comment: "Comment | None" = None,
        suggestion: "Suggestion | None" = None,
        **data: Any,
    ) -> Activity:
        """Write what happened, in the transaction of the change, and raise the version.

        In this order: raising the version takes the debate's lock, so that the ids of what
        happened are in the order of the commits (debates/live reads on from the last one).

        Args:
            claims: by how many the number of claims changed.
            data: what the feed needs to say it, small and without names.
        """
        Debate.objects.filter(pk=self.pk).update(
            version=F("version") + 1, claims_count=F("claims_count") + claims
        )
        return Activity.objects.create(
            debate=self,
            kind=kind,
            claim=claim,
            comment=comment,
            suggestion=suggestion,
            participant=by,
            data=data,
            at=at or timezone.now(),
        )
