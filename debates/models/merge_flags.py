"""What should be mended about a claim that is merged, and nobody has answered yet."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .claim import Claim

Brought = dict[str, Any]
# Of no wording of the claim that is kept: said about an earlier one.
EARLIER = 0


def bring_flags(claim: "Claim", kept: "Claim", at: datetime, *, framing: bool) -> Brought:
    """Flags go over, one of a kind and person; that the two say the same is settled at both.

    Flags of the kept claim's author stay behind: nobody flags their own claim.

    Args:
        framing: whether it was settled by whoever frames, and not by the claims' author.
    """
    from .flag import Flag, FlagKind

    settled = Flag.objects.waiting().filter(claim__in=(claim, kept), kind=FlagKind.DUPLICATE)
    ids = list(settled.values_list("pk", flat=True))
    settled.update(answer=_("Merged"), answered_at=at, settled=framing)
    there = set(kept.flags.waiting().values_list("participant_id", "kind"))
    carried = [
        (flag.pk, flag.claim_version)
        for flag in claim.flags.waiting().exclude(participant=kept.author_id).order_by("pk")
        if (flag.participant_id, flag.kind) not in there
    ]
    rows = claim.flags.filter(pk__in=[pk for pk, _version in carried])
    rows.update(claim=kept, claim_version=EARLIER)
    return {"flags": carried, "flags_settled": ids}


def give_flags_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """The reverse, but what was answered or said again since was so of the kept one."""
    from .flag import Flag, FlagKind

    for pk, version in brought["flags"]:
        said = kept.flags.waiting().filter(pk=pk, claim_version=EARLIER)
        said.update(claim=claim, claim_version=version)
    settled = Flag.objects.filter(pk__in=brought["flags_settled"])
    again = kept.flags.waiting().filter(kind=FlagKind.DUPLICATE).values("participant")
    raised = settled.filter(claim=kept, participant__in=again).values_list("pk", flat=True)
    open_again = settled.exclude(pk__in=list(raised))
    open_again.update(answer="", answered_at=None, settled=False)
