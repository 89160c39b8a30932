"""What every answer has in common."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers

from .errors import too_large

Answer = Callable[[HttpRequest], HttpResponse]


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
