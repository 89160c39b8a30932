"""What every page may know about the visitor."""

from collections.abc import Callable

from django.http import HttpRequest

from .arriving import invitation_of
from .models import Invitation


def invitation(request: HttpRequest) -> dict[str, Callable[[], Invitation | None]]:
    """The invitation a visitor came by; asked for only by the pages that speak of it."""
    return {"waiting_invitation": lambda: invitation_of(request)}
