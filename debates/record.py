"""What was done in a debate, told one act a line: the record, which is also the feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Activity, Claim, ClaimVersion, Debate, Kind, Participant
from .permissions import may_undo

# Lines of one page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds one may ask for together."""

    name: str
    label: Promise
    kinds: tuple[Kind, ...]


GROUPS = (
    Group("added", gettext_lazy("New claims"), (Kind.CLAIM_ADDED,)),
    Group("words", gettext_lazy("Wordings"), (Kind.CLAIM_EDITED, Kind.DETAILS_EDITED)),
    Group(
        "shape",
        gettext_lazy("Moved, merged, archived"),
        (
            Kind.CLAIM_MOVED,
            Kind.CLAIM_ARCHIVED,
            Kind.CLAIM_RESTORED,
            Kind.CLAIM_MERGED,
            Kind.CLAIM_UNMERGED,
        ),
    ),
    Group(
        "sources",
        gettext_lazy("Sources"),
        (Kind.SOURCE_ADDED, Kind.SOURCE_EDITED, Kind.SOURCE_REMOVED, Kind.SOURCE_RESTORED),
    ),
    Group(
        "talk",
        gettext_lazy("Talk"),
        (
            Kind.COMMENT_ADDED,
            Kind.COMMENT_EDITED,
            Kind.COMMENT_RESOLVED,
            Kind.COMMENT_REOPENED,
            Kind.FLAG_ANSWERED,
        ),
    ),
    Group(
        "suggestions",
        gettext_lazy("Suggestions"),
        (
            Kind.SUGGESTION_MADE,
            Kind.SUGGESTION_ACCEPTED,
            Kind.SUGGESTION_DECLINED,
            Kind.SUGGESTION_WITHDRAWN,
        ),
    ),
    Group(
        "debate",
        gettext_lazy("The debate itself"),
        (
            Kind.DEBATE_DRAFTED,
            Kind.DEBATE_OPENED,
            Kind.DEBATE_IMPORTED,
            Kind.DEBATE_FRAMED,
            Kind.DEBATE_CLOSED,
            Kind.DEBATE_REOPENED,
            Kind.PHASE_CHANGED,
            Kind.DEBATE_ARCHIVED,
            Kind.DEBATE_RESTORED,
            Kind.DEBATE_DELETED,
            Kind.DEBATE_BROUGHT_BACK,
        ),
    ),
)
# How one votes, whom one thanks and where one would have something mended is told to nobody.
NOT_TOLD = (Kind.VOTE_CAST, Kind.THANKS_CHANGED, Kind.FLAG_RAISED, Kind.FLAG_WITHDRAWN)
TOLD = tuple(kind for group in GROUPS for kind in group.kinds)

# One sentence a kind, with who did it; new claims have one for each stance (`Entry.sentence`).
SENTENCES: dict[str, Promise] = {
    Kind.CLAIM_EDITED: gettext_lazy("%(who)s reworded"),
    Kind.DETAILS_EDITED: gettext_lazy("%(who)s changed the longer text behind"),
    Kind.CLAIM_MOVED: gettext_lazy("%(who)s moved"),
    Kind.CLAIM_ARCHIVED: gettext_lazy("%(who)s archived"),
    Kind.CLAIM_RESTORED: gettext_lazy("%(who)s restored"),
    Kind.CLAIM_MERGED: gettext_lazy("%(who)s merged"),
    Kind.CLAIM_UNMERGED: gettext_lazy("%(who)s took back the merge of"),
    Kind.COMMENT_ADDED: gettext_lazy("%(who)s commented on"),
    Kind.COMMENT_EDITED: gettext_lazy("%(who)s changed a comment on"),
    Kind.COMMENT_RESOLVED: gettext_lazy("%(who)s resolved a comment on"),
    Kind.COMMENT_REOPENED: gettext_lazy("%(who)s reopened a comment on"),
    Kind.FLAG_ANSWERED: gettext_lazy("%(who)s answered what should be mended about"),
    Kind.SOURCE_ADDED: gettext_lazy("%(who)s added a source to"),
    Kind.SOURCE_EDITED: gettext_lazy("%(who)s changed a source of"),
    Kind.SOURCE_REMOVED: gettext_lazy("%(who)s removed a source from"),
    Kind.SOURCE_RESTORED: gettext_lazy("%(who)s put back a source on"),
    Kind.DEBATE_DRAFTED: gettext_lazy("The debate was begun as a draft"),
    Kind.SUGGESTION_MADE: gettext_lazy("%(who)s suggested something for"),
    Kind.SUGGESTION_ACCEPTED: gettext_lazy("%(who)s accepted a suggestion for"),
    Kind.SUGGESTION_DECLINED: gettext_lazy("%(who)s declined a suggestion for"),
    Kind.SUGGESTION_WITHDRAWN: gettext_lazy("%(who)s withdrew a suggestion for"),
    Kind.DEBATE_OPENED: gettext_lazy("The debate was opened"),
    Kind.DEBATE_IMPORTED: gettext_lazy("The debate was imported"),
    Kind.DEBATE_CLOSED: gettext_lazy("The debate was closed"),
    Kind.DEBATE_REOPENED: gettext_lazy("The debate was opened again"),
    Kind.PHASE_CHANGED: gettext_lazy("The debate was decided"),
    Kind.DEBATE_ARCHIVED: gettext_lazy("%(who)s archived the debate"),
    Kind.DEBATE_RESTORED: gettext_lazy("%(who)s took the debate out of the archive"),
    Kind.DEBATE_DELETED: gettext_lazy("%(who)s deleted the debate"),
    Kind.DEBATE_BROUGHT_BACK: gettext_lazy("%(who)s brought the debate back"),
}
# What framing may have changed, as one says it.
FRAMED: dict[str, Promise] = {
    "thesis": gettext_lazy("the statement"),
    "title": gettext_lazy("the title"),
    "background": gettext_lazy("the background"),
    "cover": gettext_lazy("the cover colour"),
    "tags": gettext_lazy("the tags"),
    "naming": gettext_lazy("who is shown"),
    "votes_shown": gettext_lazy("when votes are shown"),
    "opens_at": gettext_lazy("the opening date"),
    "closes_at": gettext_lazy("the closing date"),
    "phase_note": gettext_lazy("what was decided"),
}
ADDED: dict[str | None, Promise] = {
    "pro": gettext_lazy("%(who)s added a pro"),
    "con": gettext_lazy("%(who)s added a con"),
    None: gettext_lazy("%(who)s added a thesis"),
}
# The same of a link: a row that shows a claim which stands elsewhere.
OF_LINKS: dict[tuple[str, str | None], Promise] = {
    (Kind.CLAIM_ADDED, "pro"): gettext_lazy("%(who)s linked, as a pro"),
    (Kind.CLAIM_ADDED, "con"): gettext_lazy("%(who)s linked, as a con"),
    (Kind.CLAIM_ARCHIVED, None): gettext_lazy("%(who)s removed a link to"),
    (Kind.CLAIM_RESTORED, None): gettext_lazy("%(who)s brought back a link to"),
    (Kind.CLAIM_MOVED, None): gettext_lazy("%(who)s moved a link to"),
}
# The same where it takes an earlier act back.
TAKEN_BACK: dict[str, Promise] = {
    Kind.CLAIM_EDITED: gettext_lazy("%(who)s went back to the earlier wording of"),
    Kind.CLAIM_MOVED: gettext_lazy("%(who)s moved back"),
}
# Recorded without a participant when whoever frames does it.
BY_FRAMING = (Kind.COMMENT_RESOLVED, Kind.COMMENT_REOPENED, Kind.FLAG_ANSWERED)


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
        return next(_entries(debate, [activity], None, frames=False))

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
    def sentence(self) -> str:
        """Who did what; the claim's words stand below it."""
        return self._pattern % {"who": self.who}

    @property
    def who(self) -> str:
        """As this debate shows people. Framing is tied to no mask."""
        activity = self.activity
        by = activity.participant
        if by is not None and (activity.debate.is_named or not activity.data.get("framing")):
            return by.shown_as(activity.debate.naming)
        is_framing = activity.data.get("framing") or activity.kind in BY_FRAMING
        return _("A facilitator") if is_framing else _("Somebody")

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


@dataclass(frozen=True, slots=True)
class Record:
    """A page of the record: at most PAGE entries, the latest first."""

    entries: list[Entry]
    earlier: int | None
    """Below which activity the next page begins, if there is one."""

    @classmethod
    def of(
        cls,
        debate: Debate,
        reader: Participant,
        *,
        frames: bool,
        group: str = "",
        branch: Claim | None = None,
        before: int | None = None,
        is_unread: bool = False,
    ) -> "Record":
        """What happened in a debate, or in a branch of it, in a fixed number of queries.

        Args:
            group: the name of one of GROUPS; everything without one.
            before: only what came before this activity.
            is_unread: only what the reader has not read.
            frames: whether the reader frames the debate, and may take more back.
        """
        kinds = next((known.kinds for known in GROUPS if known.name == group), TOLD)
        rows = Activity.objects.in_record(debate).filter(kind__in=kinds)
        if branch is not None and not branch.is_root:
            rows = rows.in_branch(branch)
        if is_unread:
            rows = rows.unread_in(reader)
        if before is not None:
            rows = rows.filter(pk__lt=before)
        found = list(rows.with_overtaken()[: PAGE + 1])
        shown = found[:PAGE]
        return cls(
            entries=list(_entries(debate, shown, reader, frames=frames)),
            earlier=shown[-1].pk if len(found) > PAGE else None,
        )

    @property
    def days(self) -> list[tuple[date, list[Entry]]]:
        """The entries by the reader's days."""
        by_day = groupby(self.entries, key=lambda e: timezone.localtime(e.activity.at).date())
        return [(day, list(entries)) for day, entries in by_day]


def _entries(
    debate: Debate, activities: list[Activity], reader: Participant | None, *, frames: bool
) -> Iterator[Entry]:
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
