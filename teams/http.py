"""The request as views behind sign-in see it, and what happens to text typed too late."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from config.htmx import HtmxRequest

from .models import User

UNSENT = "unsent"
# What one form may leave behind in a visitor's session.
UNSENT_LIMIT = 20_000


class MemberRequest(HtmxRequest):
    """Somebody has signed in."""

    user: User


def member_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask visitors to sign in. Text they posted waits in their session until they have.

    Somebody whose session expired while they were writing signs in and finds the form as they
    left it.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep_unsent(request)
        return redirect_to_login(request.get_full_path())

    return wrapper


def take_unsent(request: HttpRequest) -> QueryDict | None:
    """The form this person sent to this address before they had to sign in, once."""
    kept = request.session.get(UNSENT)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[UNSENT]
    return QueryDict(kept["body"])


def page_of_ours(request: HttpRequest) -> str:
    """Where the form or link says one was going (`next`), if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def _keep_unsent(request: HttpRequest) -> None:
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    body = fields.urlencode()
    if len(body) <= UNSENT_LIMIT:
        request.session[UNSENT] = {"path": request.get_full_path(), "body": body}
