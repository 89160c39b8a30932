"""What is told: read from the record, in the order of the commits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from debates.models import Activity, Debate, Kind, Naming
from teams.models import User

# How much is read at once; whoever missed more is told in several pieces.
BATCH = 500
# What changes the numbers on a page that somebody else has open, and nothing else of it.
NUMBERS = (
    Kind.VOTE_CAST,
    Kind.COMMENT_ADDED,
    Kind.COMMENT_RESOLVED,
    Kind.COMMENT_REOPENED,
    Kind.FLAG_RAISED,
    Kind.FLAG_WITHDRAWN,
    Kind.FLAG_ANSWERED,
    Kind.SOURCE_ADDED,
    Kind.SOURCE_REMOVED,
    Kind.SOURCE_RESTORED,
    Kind.SUGGESTION_MADE,
    Kind.SUGGESTION_ACCEPTED,
    Kind.SUGGESTION_DECLINED,
    Kind.SUGGESTION_WITHDRAWN,
)
# What changes it in other ways.
TOLD = (
    *NUMBERS,
    Kind.CLAIM_ADDED,
    Kind.CLAIM_EDITED,
    Kind.CLAIM_ARCHIVED,
    Kind.CLAIM_MERGED,
    Kind.CLAIM_MOVED,
    Kind.CLAIM_RESTORED,
    Kind.CLAIM_UNMERGED,
    Kind.DEBATE_CLOSED,
    Kind.DEBATE_REOPENED,
    Kind.PHASE_CHANGED,
)
# Told only where names are: their number would otherwise say how many people have done so before
# four have, and the moment who it may have been.
AMONG_NAMES = (Kind.VOTE_CAST, Kind.FLAG_RAISED, Kind.FLAG_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, to a claim or to the debate. `pk` is where a reader goes on from."""

    pk: int
    debate: int
    kind: str
    claim: int | None
    parent: int | None
    stance: str
    wording: int | None
    # Where a moved claim stood before.
    was: int | None = None

    def message(self, wait: int = 0) -> str:
        """As server-sent event.

        Args:
            wait: seconds after which the page may fetch what is not urgent.
        """
        said: dict[str, object] = {"kind": self.kind, "claim": self.claim, "parent": self.parent}
        said |= {"stance": self.stance}
        if self.kind in NUMBERS:
            said["numbers"] = True
        if self.wording is not None:
            said["wording"] = self.wording
        if self.was is not None:
            said["was"] = self.was
        if wait:
            said["wait"] = wait
        return f"id: {self.pk}\ndata: {json.dumps(said)}\n\n"


def read_after(cursors: Mapping[int, int]) -> list[Event]:
    """What came after the last row seen of each debate, at most BATCH, oldest first.

    A claim's parent and stance are those it has now: a page shows what is, not what was.

    Args:
        cursors: id of the last row seen, by debate.
    """
    wanted = Q(pk__in=())
    for debate, last in cursors.items():
        wanted |= Q(debate=debate, pk__gt=last)
    rows = (
        Activity.objects.filter(wanted, kind__in=TOLD)
        .exclude(~Q(debate__naming=Naming.NAMED), kind__in=AMONG_NAMES)
        .order_by("pk")
    )
    fields = ("pk", "debate_id", "kind", "claim_id", "claim__parent_id", "claim__stance", "data")
    return [
        Event(
            pk=pk,
            debate=debate,
            kind=kind,
            claim=claim,
            parent=parent,
            stance=stance or "thesis",
            wording=data.get("version"),
            was=data.get("parent") if kind == Kind.CLAIM_MOVED else None,
        )
        for pk, debate, kind, claim, parent, stance, data in rows.values_list(*fields)[:BATCH]
    ]


def latest(debate: int) -> int:
    """The id of the last thing that happened in a debate; 0 when nothing did."""
    rows = Activity.objects.filter(debate=debate).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def may_listen(user: int, debate: int) -> bool:
    """Whether somebody who began to listen may still read the debate."""
    person = User.objects.filter(pk=user, is_active=True).first()
    return person is not None and Debate.objects.visible_to(person).filter(pk=debate).exists()
