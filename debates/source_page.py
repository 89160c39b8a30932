"""The sources of one claim, as one person sees them, and what follows a change of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from config.htmx import dom_id, targets
from teams.models import User

from .access.places import Place
from .models import Source
from .permissions import may_argue, may_frame


def sources_context(place: Place, user: User) -> dict[str, Any]:
    """Everything `sources/_sources.html` needs beside the claim's evidence."""
    debate = place.debate
    is_open = debate.is_open() and not place.claim.is_out_of_sight
    return {
        "debate": debate,
        "claim": place.claim,
        "reader": place.reader,
        "may_argue": is_open and may_argue(place.reader),
        "may_frame": may_frame(debate, user, debate.my_role),
    }


def asks_for_sources(request: HttpRequest, place: Place, source: Source | None = None) -> bool:
    """Whether htmx puts the answer into the sources of this claim, rather than a whole page."""
    ids = [dom_id(place.claim, part) for part in ("sources", "source-composer")]
    return targets(request, *ids, *([dom_id(source, "body")] if source else []))


def after_source(
    request: HttpRequest,
    place: Place,
    user: User,
    *,
    said: str,
    changed: Source,
    removed: bool = False,
) -> HttpResponse:
    """What follows something that was done to a source.

    Without htmx back to the claim; with it the sources and the marks in the claim's words are
    replaced, with focus on `changed`, or an undo line where it was, and `said` in the live region.
    """
    if not asks_for_sources(request, place, changed):
        return redirect(f"{place.claim.get_absolute_url()}#{dom_id(changed)}")
    vars(place.claim).pop("evidence", None)
    context = sources_context(place, user) | {"said": said, "in_place": True}
    context["removed" if removed else "focused"] = changed
    response = render(request, "debates/sources/_sources.html", context)
    response["HX-Retarget"] = f"#{dom_id(place.claim, 'sources')}"
    response["HX-Reswap"] = "outerHTML"
    return response
