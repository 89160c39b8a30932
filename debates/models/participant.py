"""A person inside one debate: the only author that claims know."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teams.models import User

from .debate_choices import Naming
from .masks import invent_mask
from .participant_reading import ParticipantReading

if TYPE_CHECKING:
    from .debate import Debate


class ParticipantRole(models.TextChoices):
    """What somebody may do in one debate."""

    VIEWER = "viewer", gettext_lazy("reads")
    WRITER = "writer", gettext_lazy("argues")
    FACILITATOR = "facilitator", gettext_lazy("facilitates")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Questions about who takes part."""

    def of(self, debate: Any, user: User) -> "Participant":
        """The person in this debate; made when they first come, and then nothing is unread.

        Two first visits at once end with one participant, and nobody is given a mask that
        somebody else has.
        """
        known = self.filter(debate=debate, user=user).first()
        while known is None:
            latest = debate.activities.aggregate(latest=Max("pk"))["latest"]
            masks = set(self.filter(debate=debate).values_list("mask", flat=True))
            mask = invent_mask(masks) if debate.naming == Naming.MASKED else ""
            known_acts = {"read_to": latest or 0, "came_after": latest or 0}
            try:
                with transaction.atomic():
                    known = self.create(debate=debate, user=user, mask=mask, **known_acts)
            except IntegrityError:
                known = self.filter(debate=debate, user=user).first()
        known.debate, known.user = debate, user
        return known

    def who_argued_in(self, debates: "Sequence[Debate]") -> Self:
        """Those with claims in these debates; as persons only where all of them are named."""
        rows = self.filter(debate__in=[debate.pk for debate in debates], claims_count__gt=0)
        if all(debate.is_named for debate in debates):
            return rows.filter(user__isnull=False).select_related("user")
        return rows.exclude(mask="")

    def give_masks(self) -> None:
        """A mask for everybody here who has none, when a debate goes from names to masks."""
        taken = set(self.exclude(mask="").values_list("mask", flat=True))
        bare = list(self.filter(mask=""))
        for participant in bare:
            participant.mask = invent_mask(taken)
            taken.add(participant.mask)
        self.bulk_update(bare, ["mask"])


class Participant(ParticipantReading, models.Model):
    """Role and, in a masked debate, the mask. Another one in every debate."""

    debate = models.ForeignKey("debates.Debate", models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=12, choices=ParticipantRole, default=ParticipantRole.WRITER)
    mask = models.CharField(max_length=60, blank=True)
    # Kept with every claim: counting a whole debate for "11 of 14 have spoken" would grow with it.
    claims_count = models.PositiveIntegerField(default=0)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debate", "user"], name="participant_once"),
            models.UniqueConstraint(
                fields=["debate", "mask"], condition=~Q(mask=""), name="mask_once"
            ),
            models.UniqueConstraint(fields=["debate", "id"], name="participant_in_debate"),
        ]

    def __str__(self) -> str:
        # Never the person: this text reaches logs and the admin.
        return f"participant {self.pk}"

    def shown_as(self, naming: str) -> str:
        """The name others see in a debate of this naming: a name, a mask, or nobody's."""
        if naming == Naming.MASKED:
            return self.mask or _("Somebody")
        if naming == Naming.UNATTRIBUTED:
            return _("Somebody")
        return self.user.name if self.user else _("Somebody who left")
