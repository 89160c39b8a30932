"""What others did under an open claim, put into the page when its reader asks to see it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from config.htmx import targets
from debates.access.places import place_or_404
from debates.access.rights import rights_at
from debates.claim_page import ClaimPage
from teams.http import MemberRequest, member_required

# What one answer brings at most; a page that missed more is better loaded again.
MOST = 200


@member_required
@require_safe
def show(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Cards that came (`new`), changed (`again`) or stand elsewhere (`moved`), and `numbers`.

    Where one had read what is gone its ghost comes in its place.
    """
    place = place_or_404(request.user, pk, claim)
    if not targets(request, "arrivals"):
        return redirect(place.claim)
    page = ClaimPage(place)
    cards = {card.pk: card for column in page.columns for card in column.cards}
    ghosts = {ghost.claim.pk: ghost for column in page.columns for ghost in column.ghosts}
    asked = ("new", "again", "moved", "numbers")
    new, again, moved, numbers = (_ids(request, name) for name in asked)
    gone = (again | moved) - cards.keys() - {place.claim.pk}
    context = {
        "debate": place.debate,
        "claim": page.mark(place.claim),
        "columns": page.columns,
        "new": [cards[pk] for pk in sorted(new & cards.keys())],
        "again": [cards[pk] for pk in again & cards.keys()],
        "moved": [cards[pk] for pk in sorted(moved & cards.keys())],
        "gone": gone - ghosts.keys(),
        "ghosts": [ghosts[pk] for pk in sorted(gone & ghosts.keys())],
        "numbers": [cards[pk] for pk in numbers & cards.keys()],
        "numbers_here": place.claim.pk in numbers,
        "spread": page.spread(place.claim),
        "reworded": place.claim.pk in again,
        "reader": place.reader,
        **rights_at(place),
    }
    return render(request, "debates/arrivals/show.oob.html", context)


def _ids(request: MemberRequest, name: str) -> set[int]:
    said = request.GET.get(name, "").split(",")[:MOST]
    return {int(word) for word in said if word.isdecimal() and len(word) < 19}
