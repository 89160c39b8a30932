"""What is told: read from the record, in the order of the commits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from debates.models import Activity, Debate, Kind, Naming
from teams.models import User

# How much is read at once; whoever missed more is told in several pieces.
BATCH = 500
# What changes a page that somebody else has open.
TOLD = (
    Kind.CLAIM_ADDED,
    Kind.CLAIM_EDITED,
    Kind.CLAIM_ARCHIVED,
    Kind.CLAIM_RESTORED,
    Kind.VOTE_CAST,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a claim. `pk` is where a reader goes on from."""

    pk: int
    debate: int
    kind: str
    claim: int
    parent: int | None
    stance: str
    wording: int | None

    def message(self, wait: int = 0) -> str:
        """As server-sent event.

        Args:
            wait: seconds after which the page may fetch what is not urgent.
        """
        said: dict[str, object] = {"kind": self.kind, "claim": self.claim, "parent": self.parent}
        said |= {"stance": self.stance}
        if self.wording is not None:
            said["wording"] = self.wording
        if wait:
            said["wait"] = wait
        return f"id: {self.pk}\ndata: {json.dumps(said)}\n\n"


def read_after(cursors: Mapping[int, int]) -> list[Event]:
    """What came after the last row seen of each debate, at most BATCH, oldest first.

    Votes are told only where names are: their number would otherwise say how many have voted
    before four have, and the moment who it may have been.

    Args:
        cursors: id of the last row seen, by debate.
    """
    wanted = Q(pk__in=())
    for debate, last in cursors.items():
        wanted |= Q(debate=debate, pk__gt=last)
    rows = (
        Activity.objects.filter(wanted, kind__in=TOLD, claim__isnull=False)
        .exclude(~Q(debate__naming=Naming.NAMED), kind=Kind.VOTE_CAST)
        .order_by("pk")
    )
    fields = ("pk", "debate_id", "kind", "claim_id", "claim__parent_id", "claim__stance", "data")
    return [
        Event(pk, debate, kind, claim, parent, stance or "thesis", data.get("version"))
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
