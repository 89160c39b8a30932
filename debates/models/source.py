"""Where a claim has something from."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import HashIndex
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy

from .activity import Activity, Kind
from .claim import Claim
from .claim_queries import in_sight
from .participant import Participant
from .passages import find_passage
from .refusals import SourceChanged, SourceGone
from .word_links import safe_link

if TYPE_CHECKING:
    from .debate import Debate

# What one may write; imports are kept as they come.
MAX_ADDRESS, MAX_SOURCE_TITLE, MAX_QUOTATION = 2_000, 300, 2_000


class SourceKind(models.TextChoices):
    """Teams need statistics and stories; a source says which it is."""

    UNKNOWN = "", gettext_lazy("source")
    STATISTIC = "statistic", gettext_lazy("statistic")
    RESEARCH = "research", gettext_lazy("research")
    STORY = "story", gettext_lazy("story")
    EXPERIENCE = "experience", gettext_lazy("experience")
    POLICY = "policy", gettext_lazy("policy")


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about sources. They are only ever had through a debate the person may see."""

    def standing(self) -> Self:
        """Without what was removed."""
        return self.filter(removed_at=None)

    def of(self, debate: "Debate") -> Self:
        """All of a debate on claims that readers see, the removed ones too."""
        return self.filter(in_sight("claim__"), claim__debate=debate)

    def cited(self) -> Self:
        """What readers see of any debate: for the worker, who checks where it leads."""
        return self.standing().filter(in_sight("claim__"), claim__debate__deleted_at=None)

    def with_checks(self) -> Self:
        """With what the worker knows of their addresses, where it looks at all."""
        from .link_check import LinkCheck

        known = LinkCheck.objects.filter(team=OuterRef("claim__debate__team"), url=OuterRef("url"))
        if not settings.LINKS_CHECKED:
            known = known.none()
        return self.annotate(
            link_state=Coalesce(Subquery(known.values("state")), Value("")),
            link_checked_at=Subquery(known.values("checked_at")),
            link_next_at=Subquery(known.values("next_at")),
        )

    def with_people(self, debate: "Debate") -> Self:
        """With who added them, as this debate shows them; persons only where named."""
        return self.select_related("added_by__user" if debate.is_named else "added_by")

    def put_on(self, claims: Collection[Claim], debate: "Debate") -> None:
        """Give claims their `evidence` in one query; a link shows that of its target."""
        found: dict[int, list[Source]] = defaultdict(list)
        contents = {claim.content.pk: claim.content for claim in claims}
        rows = self.standing().filter(claim__in=contents).with_people(debate).with_checks()
        for source in rows:
            source.claim = contents[source.claim_id]
            source.claim.debate = debate
            found[source.claim_id].append(source)
        for claim in claims:
            claim.evidence = found[claim.content.pk]


class Source(models.Model):
    """A citation on a claim. Its number stays its own, also when others are removed."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="sources")
    number = models.PositiveSmallIntegerField()
    # Not a URLField: real exports have quotations pasted here, and losing them would be worse.
    url = models.TextField(blank=True)
    title = models.CharField(max_length=MAX_SOURCE_TITLE, blank=True)
    quotation = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=SourceKind, blank=True, default="")
    # The words of the claim it is about, as its reader saw them; nothing for the whole claim.
    passage = models.TextField(blank=True, db_default="")
    # Of imports: where in the visible text the mark stood, in characters.
    position = models.PositiveIntegerField(null=True, blank=True)

    # Nobody for what came with an import.
    added_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, db_default=Now())
    version = models.PositiveIntegerField(default=1, db_default=1)
    # From the form: the same form sent twice is one source.
    token = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    removed_at = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    if TYPE_CHECKING:
        # Annotations of with_checks.
        link_state: str
        link_checked_at: datetime | None
        link_next_at: datetime | None

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="source_number_once"),
            models.UniqueConstraint(fields=["added_by", "token"], name="source_token_once"),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="source_kind"),
        ]
        # The worker asks who cites an address; addresses may be longer than a B-tree takes.
        indexes = [HashIndex(fields=["url"], name="source_url")]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def link(self) -> str:
        """The address when a browser may safely open it, otherwise nothing."""
        return safe_link(self.url)

    @property
    def site(self) -> str:
        """Where the address leads, in short."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def is_waiting(self) -> bool:
        """Whether somebody asked the worker to look again, and it has not done so yet."""
        next_at = self.link_next_at
        return bool(self.link_state) and next_at is not None and next_at <= timezone.now()

    @property
    def adder_name(self) -> str:
        """Whom others see as having added it; nobody where that is the author or not told.

        Without any names it is not told whether it was the author: that would join two acts.
        """
        debate = self.claim.debate
        if self.added_by is None or not debate.shows_people:
            return ""
        if self.added_by_id == self.claim.author_id:
            return ""
        return self.added_by.shown_as(debate.naming)

    def place_in(self, visible: str) -> tuple[int | None, int] | None:
        """What of a claim's visible text it is about, in characters; None for all of it.

        Returns:
            Beginning and end. Imports know only the end.
        """
        if self.passage:
            return find_passage(visible, self.passage)
        return None if self.position is None else (None, self.position)

    def revise(self, *, by: Participant, version: int, **words: str) -> Activity | None:
        """Say it otherwise. None when it says so already.

        Args:
            version: the version the person saw when they began.
            words: url, title, quotation, kind, passage.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: the claim was archived meanwhile.
            SourceGone: it was removed meanwhile.
            SourceChanged: somebody changed it meanwhile; carries it as it is now.
        """
        with transaction.atomic():
            debate = self.claim.lock_standing()
            current = type(self).objects.get(pk=self.pk)
            if current.removed_at is not None:
                raise SourceGone
            changed = [name for name, value in words.items() if getattr(current, name) != value]
            if not changed:
                return None
            if current.version != version:
                raise SourceChanged(current)
            for name in changed:
                setattr(self, name, words[name])
            self.version = version + 1
            self.save(update_fields=[*changed, "version"])
            return debate.record(Kind.SOURCE_EDITED, claim=self.claim, by=by, source=self.pk)

    def remove(self, *, by: Participant, reason: str = "") -> Activity | None:
        """Take it off the claim; it can be put back. None when it was removed already.

        Args:
            by: who added it, the claim's author, or somebody who frames the debate.
            reason: why, for everybody to read; needed where somebody else added it.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: the claim was archived meanwhile.
            ValueError: another's source without a reason; forms check it before.
        """
        if not reason and self.added_by_id != by.pk:
            raise ValueError(f"source {self.pk} cannot be removed like this")
        return self._settle(Kind.SOURCE_REMOVED, by, reason=reason)

    def restore(self, *, by: Participant) -> Activity | None:
        """Put it back. None when it is there."""
        return self._settle(Kind.SOURCE_RESTORED, by)

    def check_again(self) -> bool:
        """Let the worker look at its address soon. False when it is none that is looked at."""
        from .link_check import LinkCheck

        known = LinkCheck.objects.filter(team=self.claim.debate.team_id, url=self.url)
        known.filter(next_at__gt=timezone.now()).exclude(state="").update(next_at=timezone.now())
        return settings.LINKS_CHECKED and known.exists()

    def _settle(self, kind: Kind, by: Participant, **data: Any) -> Activity | None:
        removed = kind == Kind.SOURCE_REMOVED
        framing = by.pk not in {self.added_by_id, self.claim.author_id}
        with transaction.atomic():
            debate = self.claim.lock_standing()
            rows = type(self).objects.filter(pk=self.pk, removed_at__isnull=removed)
            self.removed_at = timezone.now() if removed else None
            if not rows.update(removed_at=self.removed_at):
                return None
            return debate.record(
                kind,
                claim=self.claim,
                by=None if framing and not debate.is_named else by,
                source=self.pk,
                framing=framing,
                **data,
            )

    def last_removal(self) -> Activity | None:
        """The record of who removed it, when and why, if it is removed."""
        if self.removed_at is None:
            return None
        debate = self.claim.debate
        told = Activity.objects.of_kind(Kind.SOURCE_REMOVED, debate).filter(claim=self.claim)
        return told.filter(data__source=self.pk).first()
