"""What stays, for those who had read it, of a claim that was archived or merged."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .activity import Activity, ActivityQuerySet, Kind

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant

# So long a ghost stays where nobody puts it aside.
STAYS = timedelta(days=14)
TAKEN_AWAY = (Kind.CLAIM_ARCHIVED, Kind.CLAIM_MERGED)


def ghosts_for(reader: "Participant") -> ActivityQuerySet:
    """The acts that took away what a participant had read, each the last of its claim.

    Not their own, not what happened before they came, not what they put aside. A claim may have
    come back since: only whoever looks at claims sees that.
    """
    return _taken_from(reader).filter(~Exists(_unread_adding(reader)))


class PutAsideQuerySet(models.QuerySet["PutAside"]):
    """How ghosts go."""

    def put_aside(self, claim: "Claim", *, by: "Participant") -> None:
        """Show somebody the ghost of this claim no more. Twice is once."""
        if claim.archived_at is None:
            return
        acts = Activity.objects.filter(claim=claim, kind__in=TAKEN_AWAY)
        last = acts.order_by("-pk").first()
        if last is not None:
            self.get_or_create(participant=by, activity=last)

    def put_unread_aside(self, reader: "Participant", *, up_to: int) -> None:
        """Before everything up to an act counts as read: what went unread leaves no ghost."""
        unread = _unread_adding(reader).filter(pk__lte=up_to)
        gone = _taken_from(reader).filter(Exists(unread)).values_list("pk", flat=True)
        rows = [self.model(participant=reader, activity_id=pk) for pk in gone]
        self.bulk_create(rows, ignore_conflicts=True)


class PutAside(models.Model):
    """A ghost that somebody does not want to see again; nobody else knows of it."""

    participant = models.ForeignKey("debates.Participant", models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")

    objects = PutAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "activity"], name="put_aside_once")
        ]

    def __str__(self) -> str:
        return f"ghost of act {self.activity_id} put aside"


def _taken_from(reader: "Participant") -> ActivityQuerySet:
    """What others archived or merged lately while somebody took part, read by them or not."""
    later = Activity.objects.filter(
        claim=OuterRef("claim"), kind__in=TAKEN_AWAY, pk__gt=OuterRef("pk")
    )
    aside = PutAside.objects.filter(participant=reader, activity=OuterRef("pk"))
    acts = Activity.objects.filter(
        _by_others(reader),
        debate=reader.debate_id,
        kind__in=TAKEN_AWAY,
        pk__gt=reader.came_after,
        at__gt=timezone.now() - STAYS,
    )
    return acts.filter(~Exists(later), ~Exists(aside))


def _unread_adding(reader: "Participant") -> ActivityQuerySet:
    """That others added the claim of an act, as far as somebody has not read it."""
    from .reading import Reading

    read = Reading.objects.filter(
        participant=reader, claim=OuterRef("claim"), up_to__gte=OuterRef("pk")
    )
    added = Activity.objects.filter(
        _by_others(reader),
        claim=OuterRef("claim"),
        kind=Kind.CLAIM_ADDED,
        pk__gt=reader.read_to,
    )
    return added.filter(~Exists(read))


def _by_others(reader: "Participant") -> Q:
    return Q(participant=None) | ~Q(participant=reader)
