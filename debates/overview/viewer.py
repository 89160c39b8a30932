"""Whoever looks at the overview, without making them a participant by it."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from debates.models import Debate, Participant, Unread
from teams.models import User


@dataclass(frozen=True)
class Viewer:
    """One person before one debate. What a way of colouring needs of them is loaded when asked."""

    debate: Debate
    user: User

    @cached_property
    def reader(self) -> Participant | None:
        """Them as a participant; None for who has not been in the debate yet."""
        return Participant.objects.filter(debate=self.debate, user=self.user).first()

    @cached_property
    def unread(self) -> Unread:
        """What they have not read. Who comes for the first time finds nothing new."""
        return Unread.of(self.debate, self.reader) if self.reader else Unread()

    @cached_property
    def names(self) -> dict[int, str]:
        """Who takes part as the debate shows them, by participant: names or masks."""
        naming = self.debate.naming
        people = Participant.objects.filter(debate=self.debate)
        if self.debate.is_named:
            people = people.select_related("user")
        return {person.pk: person.shown_as(naming) for person in people.order_by("pk")}

    def of_votes(self) -> Hashable:
        """What tells apart whose votes they may see, beside the version of the debate."""
        return self.user.pk, self.debate.is_open()

    def of_names(self) -> Hashable:
        """A person may be renamed or leave while the debate stays as it is."""
        return tuple(self.names.items())

    def of_unread(self) -> Hashable:
        """What is unread, in an order of its own."""
        steps = sorted(self.unread.steps.items())
        return tuple((pk, tuple(sorted(step.marks.items()))) for pk, step in steps if step.marks)
