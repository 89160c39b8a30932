"""Questions about debates, and how one begins."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from teams.models import Membership, Role, Team, User

from .activity import Activity, Kind
from .claim_verbs import STEP
from .debate_choices import Phase
from .debate_cover import DebateTags

if TYPE_CHECKING:
    from .debate import Debate


def _count(rows: models.QuerySet[Any, Any], *, by: str) -> Coalesce:
    """How many rows, as one number inside another query."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


class DebateQuerySet(DebateTags, models.QuerySet["Debate"]):
    """Debates are only ever had through what a person may see."""

    def visible_to(self, user: User) -> Self:
        """Debates of the person's teams, each with their role in the team as `my_role`.

        Drafts are for those who frame them: the person who opened it, facilitators, admins. From
        its opening date on it is none, even before anybody recorded that. What was deleted is for
        nobody, not even for who may bring it back.
        """
        mine = FilteredRelation("team__memberships", condition=Q(team__memberships__user=user))
        framing = Q(mine__role__in=[Role.FACILITATOR, Role.ADMIN]) | Q(opened_by=user)
        return (
            self.there()
            .annotate(mine=mine)
            .filter(mine__isnull=False)
            .filter(~Q(phase=Phase.DRAFT) | Q(opens_at__lte=timezone.now()) | framing)
            .annotate(my_role=F("mine__role"))
            .select_related("team", "opened_by")
        )

    def with_head(self) -> Self:
        """With the numbers of a debate's head: `spoken` of `people`, and `last_activity`.

        And `suggestions_waiting`, for the way to them.
        """
        from .participant import Participant
        from .suggestion import Suggestion

        spoken = Participant.objects.filter(debate=OuterRef("pk"), claims_count__gt=0)
        people = Membership.objects.filter(team=OuterRef("team"))
        latest = Activity.objects.filter(debate=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            spoken=_count(spoken, by="debate"),
            people=_count(people, by="team"),
            suggestions_waiting=_count(
                Suggestion.objects.waiting().filter(debate=OuterRef("pk")), by="debate"
            ),
            last_activity=Coalesce(Subquery(latest.values("pk")[:1]), 0),
        )

    def with_numbers(self) -> Self:
        """With a card's numbers: those of the head, and `arguments` and `root`.

        `arguments`: pros and cons, as the picture counts them, without root and theses.
        """
        from .claim import Claim

        theses = Claim.objects.shown().filter(debate=OuterRef("pk"), is_thesis=True)
        roots = Claim.objects.filter(debate=OuterRef("pk"), parent=None)
        return (
            self.with_head()
            .select_related("team")
            .annotate(
                arguments=F("claims_count") - 1 - _count(theses, by="debate"),
                root=Subquery(roots.values("pk")[:1]),
            )
        )

    def for_choosing(self) -> Self:
        """With no more than it takes to put many in order: `last_activity`, and no long texts."""
        latest = Activity.objects.filter(debate=OuterRef("pk")).order_by("-pk")
        rows = self.annotate(last_activity=Coalesce(Subquery(latest.values("pk")[:1]), 0))
        return rows.defer("background", "phase_note")

    def for_archive(self) -> Self:
        """What was put away last comes first."""
        return self.with_numbers().order_by("-last_activity")

    def current(self) -> Self:
        """What the team's list shows: without the archive."""
        return self.exclude(phase=Phase.ARCHIVED)

    def archived(self) -> Self:
        """The archive."""
        return self.filter(phase=Phase.ARCHIVED)

    def due(self, at: datetime | None = None) -> Self:
        """Drafts and open ones whose opening or closing time has come."""
        now = at or timezone.now()
        return (
            self.there()
            .filter(
                Q(phase=Phase.DRAFT, opens_at__lte=now) | Q(phase=Phase.OPEN, closes_at__lte=now)
            )
            .order_by("pk")
        )

    def open_new(
        self,
        team: Team,
        *,
        by: User,
        thesis: str,
        theses: Sequence[str] = (),
        token: uuid.UUID | None = None,
        **fields: Any,
    ) -> "Debate":
        """A new debate with its thesis (or question) as root, open at once or a draft.

        Args:
            thesis: the statement; it is also the title unless `title` is given.
            theses: the first answers to a question. Like it they have no author: in a debate
                without names that would join whoever frames it to a mask.
            token: of the form; the same one again gives the debate that was made the first time.
            fields: kind, title, template, background, naming, closes_at, language, votes_shown,
                cover, tags, phase. A draft opens by itself at `opens_at`, or when somebody
                opens it.
        """
        from .visible_text import visible_text

        fields.setdefault("title", visible_text(thesis)[:200])
        fields.setdefault("language", team.language)
        if fields.setdefault("phase", Phase.OPEN) == Phase.DRAFT:
            fields.setdefault("opens_at", None)
        fields |= {"team": team, "opened_by": by, "token": token}
        make = partial(self._put_up, thesis, theses, **fields)
        return self.once(make, opened_by=by, token=token)

    def _put_up(self, thesis: str, theses: Sequence[str], **fields: Any) -> "Debate":
        from .claim import Claim

        with transaction.atomic():
            debate = self.create(claims_count=1 + len(theses), **fields)
            root = Claim.objects.create(debate=debate, text=thesis)
            Claim.objects.bulk_create(
                Claim(debate=debate, parent=root, is_thesis=True, text=text, position=n * STEP)
                for n, text in enumerate(theses, 1)
            )
            is_draft = debate.phase == Phase.DRAFT
            kind = Kind.DEBATE_DRAFTED if is_draft else Kind.DEBATE_OPENED
            Activity.objects.create(debate=debate, kind=kind, claim=root)
        return debate
