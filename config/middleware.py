"""What every answer has in common."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers
from psycopg_pool import PoolTimeout

from .errors import too_large

Answer = Callable[[HttpRequest], HttpResponse]


class DatabaseAwayMiddleware:
    """A database that is away is a 503 that says what is safe, and gives typed text back.

    Outermost, so that sessions and people need no database for this answer either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for views; errors inside middleware reach Django's own handler as 500."""
        if not isinstance(error, OperationalError | InterfaceError | PoolTimeout):
            return None
        typed = [(k, v) for k, v in request.POST.items() if k != "csrfmiddlewaretoken"]
        answer = render(request, "503.html", {"typed": typed}, status=503)
        answer["Retry-After"] = "5"
        return answer


class BodySizeMiddleware:
    """Refuses bodies that nothing here could want, before they are read."""

    FORM, UPLOAD = 1_000_000, 6_000_000

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_upload = request.content_type == "multipart/form-data"
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > (self.UPLOAD if is_upload else self.FORM):
            return too_large(request)
        return self.get_response(request)


class PrivateResponseMiddleware:
    """Nothing of a team is kept by a cache in between, and fragments never pass for pages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request", "HX-Target"])
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class HtmxRedirectMiddleware:
    """A redirect to the sign-in page moves the whole page, not the fragment that asked.

    After signing in, a person comes back to the page they were on rather than to the address of
    a fragment; after a post, to the form, where what they typed waits for them.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = request.htmx  # type: ignore[attr-defined]
        if not htmx or response.status_code not in {301, 302, 303}:
            return response
        target = response["Location"]
        sign_in = resolve_url(settings.LOGIN_URL)
        asked_for_fragment = request.method == "GET" and htmx.current_url_abs_path
        if urlsplit(target).path == sign_in and asked_for_fragment:
            target = f"{sign_in}?{urlencode({'next': htmx.current_url_abs_path})}"
        moved = HttpResponse(status=200, headers={"HX-Redirect": target})
        moved.cookies = response.cookies
        return moved
