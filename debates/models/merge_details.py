"""The longer text behind a claim that is merged."""

from typing import TYPE_CHECKING, Any

from django.db.models import Max

if TYPE_CHECKING:
    from .claim import Claim

Brought = dict[str, Any]


def bring_details(claim: "Claim", kept: "Claim") -> Brought:
    """It goes over with how it read before, where the kept claim has none.

    Otherwise it stays behind the merged claim, whose history leads to it (`details_left`).
    """
    has_text, wanted = _has_text(claim), not _has_text(kept)
    if not (has_text and wanted):
        return {"details": [], "details_left": has_text}
    # After what stood behind the kept claim once and was taken away.
    last = kept.details.aggregate(last=Max("number"))["last"] or 0
    brought = list(claim.details.order_by("number").values_list("pk", "number"))
    for pk, number in brought:
        claim.details.filter(pk=pk).update(claim=kept, number=last + number)
    return {"details": brought, "details_left": False}


def give_details_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """The reverse; what was written since stays behind the claim it was written for."""
    for pk, number in brought["details"]:
        kept.details.filter(pk=pk).update(claim=claim, number=number)


def _has_text(claim: "Claim") -> bool:
    latest = claim.details.order_by("-number").first()
    return latest is not None and bool(latest.text)
