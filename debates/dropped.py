"""What changes on a page when a card was dropped elsewhere, and when that is taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.htmx import tell_page

from .access.places import Place
from .claim_page import CLAIMS_CHANGED, ClaimPage, Column
from .models import Activity, Claim


def moved_in_place(
    request: HttpRequest, place: Place, moved: Activity, *, undo_url: str = ""
) -> HttpResponse:
    """The card of a claim that just moved, the line that says so, and the numbers.

    It was dragged away from the claim that is open on the page, or came back to it.

    Args:
        undo_url: where the move is taken back; nothing when this move did that.
    """
    claim, undone = place.claim, not undo_url
    parents = Claim.objects.with_replies().in_bulk({moved.data["parent"], claim.parent_id})
    for parent in parents.values():
        parent.debate = place.debate
    was, now = parents[moved.data["parent"]], parents[claim.parent_id]
    opened, other = (now, was) if undone else (was, now)
    side, side_before = claim.stance or "thesis", moved.data["stance"] or "thesis"
    sides = {side, side_before} if was == now else {side if undone else side_before}
    columns = {stance: Column(opened, stance, []) for stance in sides}
    context = {
        "debate": place.debate,
        "claim": claim,
        "card": ClaimPage(place).mark(Claim.objects.card(claim, place.reader)),
        "place": other,
        "stays": was == now,
        "undone": undone,
        "undo_url": undo_url,
        "columns": list(columns.values()),
        "column": columns.get(side) or columns[side_before],
        "may_argue": True,
    }
    response = render(request, "debates/claim_moves/create.oob.html", context)
    return tell_page(response, CLAIMS_CHANGED)
