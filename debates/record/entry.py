"""One act of the record, as everybody in the debate may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from debates.models import Activity, Claim, ClaimVersion, Debate, Kind, Participant
from debates.models.team_time import on_debates_clock
from debates.permissions import may_undo

from .words import ADDED, BY_FRAMING, FRAMED, OF_LINKS, SENTENCES, TAKEN_BACK


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as everybody in the debate may read it."""

    activity: Activity
    reason: str
    before: Claim | None
    """What a moved claim stood under before."""
    into: Claim | None
    """What a merged claim became part of."""
    is_mine_to_undo: bool
    """Whether the reader may take such a thing back, if nothing stands in the way."""

    @classmethod
    def of(cls, debate: Debate, activity: Activity) -> "Entry":
        """One act by itself, without the ways to take it back."""
        return next(entries_of(debate, [activity], None, frames=False))

    @property
    def may_undo(self) -> bool:
        """Whether the reader can take it back now."""
        return self.is_mine_to_undo and not self.why_not

    @property
    def why_not(self) -> str:
        """Why it cannot be taken back any more."""
        activity = self.activity
        if activity.is_overtaken:
            return _("Cannot be undone: more was done to it since.")
        takes_away = activity.kind in {Kind.CLAIM_ARCHIVED, Kind.CLAIM_MERGED}
        if activity.claim is not None and activity.claim.is_out_of_sight and not takes_away:
            return _("Cannot be undone: the claim is archived.")
        return ""

    @property
    def claim(self) -> Claim | None:
        """What it was done to; a debate as a whole has none."""
        return self.activity.claim if "%(who)s" in self._pattern else None

    @property
    def day(self) -> date:
        """On which it was done, by the debate's clock."""
        return on_debates_clock(self.activity.at, self.activity.debate).date()

    @property
    def sentence(self) -> str:
        """Who did what; the claim's words stand below it."""
        return self._pattern % {"who": self.who}

    @property
    def who(self) -> str:
        """As this debate shows people. Framing is tied to no mask."""
        activity, by = self.activity, self._shown
        if by is not None:
            return by.shown_as(activity.debate.naming)
        is_framing = activity.data.get("framing") or activity.kind in BY_FRAMING
        return _("A facilitator") if is_framing else _("Somebody")

    @property
    def is_somebodys(self) -> bool:
        """Whether everybody may know that it is the same person's as another act of theirs."""
        return self._shown is not None and self.activity.debate.shows_people

    @property
    def _shown(self) -> Participant | None:
        """Who is shown for it, under whatever name this debate has for them."""
        activity = self.activity
        is_tied = activity.debate.is_named or not activity.data.get("framing")
        return activity.participant if is_tied else None

    @property
    def _pattern(self) -> str:
        kind, claim = self.activity.kind, self.activity.claim
        if "undoes" in self.activity.data:
            return str(TAKEN_BACK.get(kind) or SENTENCES[kind])
        if kind == Kind.DEBATE_FRAMED:
            return self._framed
        stance = claim.stance if claim and kind == Kind.CLAIM_ADDED else None
        if claim and claim.links_to_id and (kind, stance) in OF_LINKS:
            return str(OF_LINKS[kind, stance])
        if "became" in self.activity.data:
            return _("%(who)s made a debate of its own of")
        return str(ADDED[stance] if kind == Kind.CLAIM_ADDED else SENTENCES[kind])

    @property
    def _framed(self) -> str:
        changed = self.activity.data.get("changed", ())
        parts = (str(FRAMED[name]) for name in changed if name in FRAMED)
        return _("Changed: %(parts)s") % {"parts": ", ".join(parts)}


def entries_of(
    debate: Debate, activities: list[Activity], reader: Participant | None, *, frames: bool
) -> Iterator[Entry]:
    """These acts of a debate, in their order, in two queries however many.

    Args:
        reader: who may take some back; nobody without one. `frames`: whether they frame it.
    """
    is_open = debate.is_open()
    reasons, places = _reasons(activities), _other_places(debate, activities)
    for activity in activities:
        activity.debate = debate
        claim = activity.claim
        for known in (claim, claim and claim.parent):
            if known is not None:
                known.debate = debate
        yield Entry(
            activity=activity,
            reason=activity.data.get("reason") or reasons.get(_wording(activity), ""),
            before=places.get(activity.data.get("parent")),
            into=places.get(activity.data.get("into")),
            is_mine_to_undo=is_open
            and reader is not None
            and may_undo(activity, reader, frames=frames),
        )


def _wording(activity: Activity) -> tuple[int | None, int]:
    """The claim and the number of the wording that a rewording replaced."""
    return activity.claim_id, activity.data.get("version", 0) - 1


def _reasons(activities: list[Activity]) -> dict[tuple[int | None, int], str]:
    """Why claims were reworded: that is kept with the earlier wording."""
    wanted = Q(pk__in=())
    for activity in activities:
        if activity.kind == Kind.CLAIM_EDITED:
            claim, number = _wording(activity)
            wanted |= Q(claim=claim, number=number)
    rows = ClaimVersion.objects.filter(wanted).values_list("claim_id", "number", "reason")
    return {(claim, number): reason for claim, number, reason in rows}


def _other_places(debate: Debate, activities: list[Activity]) -> dict[int | None, Claim]:
    """What claims stood under before they were moved, and became part of when they were merged."""
    named = {activity.data.get(name) for activity in activities for name in ("parent", "into")}
    places = Claim.objects.in_bulk(named - {None})
    for place in places.values():
        place.debate = debate
    return {**places}
