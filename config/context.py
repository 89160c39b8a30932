"""What every page may know about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, whose people one may be."""
    return {"demonstration": settings.COUNTERPOINT_DEMONSTRATION}
