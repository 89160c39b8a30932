"""The line that says what was done and takes it back, for ten seconds (static/js/undo.js).

Afterwards the same is possible from the record.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from config.undo import offer_undo

from .access.places import Place
from .access.rights import rights_at
from .models import Activity


def undo_url(done: Activity) -> str:
    """Where an act is taken back."""
    return reverse("debates:undoing_create", args=[done.debate_id, done.pk])


def say_done(request: HttpRequest, said: str, done: Activity) -> None:
    """Say on the next page what was done, with the way back."""
    offer_undo(request, said, undo_url(done))


def body_in_place(request: HttpRequest, place: Place, **more: Any) -> HttpResponse:
    """The words of an open claim after its author changed them, with focus on them.

    Args:
        more: `announcement`, or `undo_url` where that was not an undoing itself.
    """
    context = {"claim": place.claim, "debate": place.debate, "reader": place.reader, "focus": True}
    context |= {**rights_at(place), **more}
    return render(request, "debates/claims/_body.html", context)
