"""The way back, offered for ten seconds where the next page says what was done."""

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string


def offer_undo(request: HttpRequest, said: str, url: str) -> None:
    """Say on the next page what was done, with a button that takes it back.

    Args:
        url: what takes it back when something is posted there.
    """
    context = {"said": said, "url": url}
    messages.success(request, render_to_string("_undo.html", context, request))
