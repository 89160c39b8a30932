"""What is said about claims that were taken out of sight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from teams.models import User

from .models import Activity, Claim, Debate, Kind, Participant
from .permissions import may_bring_back


@dataclass(frozen=True, slots=True)
class Archived:
    """One archived claim, as one reader is told about it."""

    claim: Claim
    archiving: Activity | None
    may_restore: bool

    @property
    def who(self) -> str:
        """By whom; nobody's name or mask for what was done by framing without names."""
        if self.archiving is None:
            return _("somebody")
        return self.archiving.by_whom(self.claim.debate)

    @property
    def reason(self) -> str:
        """Why, in their words; may be empty where it was their own claim."""
        return str(self.archiving.data.get("reason", "")) if self.archiving else ""

    @property
    def into(self) -> Claim | None:
        """What it became part of, where it was merged; for what `ghosts` found."""
        gone = self.archiving.claim if self.archiving else None
        return cast("Claim | None", gone.merged_into) if gone else None

    def became_for(self, user: User) -> Debate | None:
        """The debate it became, if it did and this person may see that."""
        made = self.archiving.data.get("became") if self.archiving else None
        return made and Debate.objects.visible_to(user).filter(pk=made).first()

    @classmethod
    def above(cls, way: Iterable[Claim], reader: Participant, *, frames: bool) -> "Archived | None":
        """What keeps the end of this way out of sight: the last that is archived, if any is."""
        gone = [claim for claim in way if claim.archived_at is not None]
        if not gone:
            return None
        archiving = gone[-1].last_archiving()
        return cls._told(gone[-1], archiving, reader, frames=frames)

    @classmethod
    def all_of(cls, debate: Debate, reader: Participant, *, frames: bool) -> "Iterator[Archived]":
        """Everything archived in a debate, the latest first, in two queries."""
        claims = Claim.objects.with_authors(debate).filter(
            debate=debate, archived_at__isnull=False, merged_into=None
        )
        # Oldest last, so that of several archivings of a claim the latest stays.
        told = Activity.objects.of_kind(Kind.CLAIM_ARCHIVED, debate)
        archivings = {archiving.claim_id: archiving for archiving in reversed(told)}
        for claim in claims.order_by("-archived_at", "-pk"):
            claim.debate = debate
            yield cls._told(claim, archivings.get(claim.pk), reader, frames=frames)

    @classmethod
    def ghosts(
        cls, claims: Iterable[Claim], debate: Debate, reader: Participant, *, frames: bool
    ) -> "list[Archived]":
        """What is told of claims with a `ghost`, in one query; without any in none."""
        by_act = {claim.ghost: claim for claim in claims if claim.ghost is not None}
        if not by_act:
            return []
        acts = Activity.objects.with_people(debate).select_related("claim__merged_into")
        told = {act.pk: act for act in acts.filter(pk__in=by_act)}
        return [
            cls._told(claim, told[pk], reader, frames=frames)
            for pk, claim in by_act.items()
            if pk in told
        ]

    @classmethod
    def _told(
        cls, claim: Claim, archiving: Activity | None, reader: Participant, *, frames: bool
    ) -> "Archived":
        may_restore = claim.debate.is_open() and may_bring_back(archiving, reader, frames=frames)
        return cls(claim=claim, archiving=archiving, may_restore=may_restore)
