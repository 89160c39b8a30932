"""Whose votes a debate can be seen through.

Those for a thesis are who voted 3 or 4 on it, those against 0 or 1, as the bar at the head of a
debate counts them (`Spread`); who is undecided is in neither. Kialo calls them supporters and
opponents. One team among several is not offered: so far a debate has one team.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from debates.models import Claim, Participant, Vote, VoterGroup
from debates.models.debate import FEWEST_FOR_STATISTICS
from debates.models.spread import Spread
from debates.models.visible_text import visible_text

# Theses of a question that are offered; each makes two perspectives.
MOST_THESES = 20
SHORT = 60  # characters of a thesis in the name of a perspective


class Part(Enum):
    """What a perspective is of everybody's votes, for debates in which nobody has a name."""

    EVERYBODY = "everybody"
    OWN = "own"
    FOR = "for"
    AGAINST = "against"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Perspective:
    """Some people's votes: `key` in addresses, `name` for readers, `votes` for the database."""

    key: str
    name: str
    votes: Q
    part: Part


@dataclass(frozen=True, slots=True)
class Shelf:
    """Perspectives that belong together in the list to choose from."""

    title: str
    perspectives: list[Perspective] = field(default_factory=list)


@dataclass(frozen=True)
class Perspectives:
    """What one reader can choose from."""

    reader: Participant

    @cached_property
    def shelves(self) -> list[Shelf]:
        """All of them, in at most four queries. Without names nobody is singled out."""
        shelves = [Shelf(_("Together"), [self.everybody, *self.sides])]
        if self.reader.debate.is_named:
            shelves.append(Shelf(_("Saved groups"), self._groups))
        shelves.append(Shelf(_("One person"), [self.own, *self._people]))
        return [shelf for shelf in shelves if shelf.perspectives]

    def find(self, key: str, default: Perspective) -> Perspective:
        """The one an address asks for, if this reader may have it."""
        found = (it for shelf in self.shelves for it in shelf.perspectives if it.key == key)
        return next(found, default)

    @property
    def usual(self) -> tuple[Perspective, Perspective]:
        """What is compared unless somebody asks otherwise: the sides, or everybody and oneself."""
        sides = self.sides[:2]
        return (sides[0], sides[1]) if len(sides) == 2 else (self.everybody, self.own)

    @property
    def everybody(self) -> Perspective:
        """All votes."""
        return Perspective("all", _("Everybody"), Q(), Part.EVERYBODY)

    @property
    def own(self) -> Perspective:
        """The reader's own."""
        return Perspective("own", pgettext("votes of", "You"), Q(participant=self.reader), Part.OWN)

    @cached_property
    def sides(self) -> list[Perspective]:
        """Those for and those against each thesis whose votes the reader may see.

        Without names only where a side has enough people, and of a question none: two sides of
        different theses may differ by one person.
        """
        debate, found = self.reader.debate, []
        if debate.has_theses and not debate.is_named:
            return []
        theses = Claim.objects.shown().filter(debate=debate)
        theses = theses.filter(is_thesis=True) if debate.has_theses else theses.filter(parent=None)
        for thesis in (
            theses.with_votes(self.reader).with_spread().order_by("position", "pk")[:MOST_THESES]
        ):
            if debate.shows_votes(voters=thesis.voters, own=thesis.own_vote):
                found += self._sides_of(thesis)
        return found

    def _sides_of(self, thesis: Claim) -> list[Perspective]:
        debate, spread = self.reader.debate, Spread.of(thesis.votes_cast)
        fewest = 1 if debate.is_named else FEWEST_FOR_STATISTICS
        words = visible_text(thesis.text)
        short = words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"
        names = {Part.FOR: _("Those for"), Part.AGAINST: _("Those against")}
        if debate.has_theses:
            names = {
                Part.FOR: _("Those for “%(thesis)s”") % {"thesis": short},
                Part.AGAINST: _("Those against “%(thesis)s”") % {"thesis": short},
            }
        people = {Part.FOR: spread.agree, Part.AGAINST: spread.against}
        return [
            Perspective(f"{part.value}-{thesis.pk}", name, side_of(thesis.pk, part), part)
            for part, name in names.items()
            if people[part] >= fewest
        ]

    @cached_property
    def _groups(self) -> list[Perspective]:
        through = VoterGroup.members.through.objects
        return [
            Perspective(
                f"group-{group.pk}",
                group.name,
                Q(participant__in=through.filter(votergroup=group.pk).values("participant")),
                Part.NAMED,
            )
            for group in VoterGroup.objects.of(self.reader.debate)
        ]

    @cached_property
    def _people(self) -> list[Perspective]:
        """Everybody else by name of whom the reader may see a vote."""
        debate = self.reader.debate
        if not debate.is_named:
            return []
        seen = Vote.objects.shown_to(self.reader).filter(participant=OuterRef("pk"))
        people = Participant.objects.filter(Exists(seen), debate=debate, user__isnull=False)
        others = people.exclude(pk=self.reader.pk).select_related("user").order_by("user__name")
        return [
            Perspective(
                f"person-{one.pk}", one.shown_as(debate.naming), Q(participant=one.pk), Part.NAMED
            )
            for one in others
        ]


def side_of(thesis: int, part: Part) -> Q:
    """Votes of those for or against a thesis."""
    side = Q(value__gte=3) if part == Part.FOR else Q(value__lte=1)
    return Q(participant__in=Vote.objects.filter(side, claim=thesis).values("participant"))
