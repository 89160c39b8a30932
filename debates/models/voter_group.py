"""People of a debate whose votes somebody wants to look at together."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from .participant import Participant
from .refusals import GroupNameTaken, GroupsNeedNames, TooManyGroups

if TYPE_CHECKING:
    from .debate import Debate

MAX_GROUP_NAME = 60
# More than anybody looks through; the list of them is part of a page.
MOST_GROUPS = 40


class VoterGroupQuerySet(models.QuerySet["VoterGroup"]):
    """Questions about groups, and how one comes to be."""

    def of(self, debate: "Debate") -> list["VoterGroup"]:
        """All of a debate by name, with their people; none where nobody has a name."""
        if not debate.is_named:
            return []
        groups = self.filter(debate=debate).prefetch_related("members__user")
        return list(groups.select_related("made_by__user").order_by(Lower("name")))

    def save_new(
        self, debate: "Debate", name: str, people: Iterable[Participant], *, by: Participant
    ) -> "VoterGroup":
        """Save these people under a name, for everybody in the debate to look through.

        It is a way to look and changes nothing that anybody said: closed debates take it as well,
        and the record does not.

        Raises:
            GroupsNeedNames: names were hidden meanwhile.
            GroupNameTaken: another group has this name, in whatever capitals.
            TooManyGroups: the debate has as many as it may have.
        """
        with transaction.atomic():
            if not debate.lock().is_named:
                raise GroupsNeedNames
            known = self.filter(debate=debate)
            if known.filter(name__iexact=name).exists():
                raise GroupNameTaken
            if known.count() >= MOST_GROUPS:
                raise TooManyGroups
            group = self.create(debate=debate, name=name, made_by=by)
            group.members.set(people)
        return group


class VoterGroup(models.Model):
    """Named, and of named debates only: where people have masks, who is in it would lift them."""

    debate = models.ForeignKey("debates.Debate", models.CASCADE, related_name="+")
    name = models.CharField(max_length=MAX_GROUP_NAME)
    members = models.ManyToManyField(Participant, related_name="+")
    made_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = VoterGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("debate", Lower("name"), name="voter_group_name_once"),
        ]

    def __str__(self) -> str:
        # Never the name, which may name people: this text reaches logs and the admin.
        return f"voter group {self.pk}"
