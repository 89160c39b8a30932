"""Page or fragment: decided here, by what the browser asked to replace."""

import json
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request after HtmxMiddleware."""

    htmx: HtmxDetails


def dom_id(thing: Model | type[Model], part: str = "") -> str:
    """The one id of a thing (and a part of it) on a page: `claim-42`, `claim-42-form`."""
    name = str(thing._meta.model_name)
    key = getattr(thing, "pk", None) if isinstance(thing, Model) else None
    return "-".join(str(bit) for bit in (name, key, part) if bit not in (None, ""))


def targets(request: HttpRequest, *ids: str) -> bool:
    """Whether htmx will put the answer into one of the elements with these ids.

    htmx 4 sends `tag#id`; boosted navigation and history restores name another target or none,
    so they get the whole page.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    if not htmx or htmx.history_restore_request:
        return False
    return (htmx.target or "").partition("#")[2] in ids


def tell_page(response: HttpResponse, event: str) -> HttpResponse:
    """Let an event happen on the page that asked.

    On the body: htmx fires it after the swap, when the form that asked is often gone.
    """
    response["HX-Trigger"] = json.dumps({event: {"target": "body"}})
    return response


def render_partial(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str,
    target: str,
    status: int = 200,
) -> HttpResponse:
    """Render `template#partial` when htmx replaces `target`, otherwise the whole page."""
    name = f"{template}#{partial}" if targets(request, target) else template
    return render(request, name, context, status=status)
