"""The one-click door of the demonstration. Its addresses exist only there (teams/urls.py)."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from teams.demonstration import PEOPLE, demonstration_users


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Who would you like to be?"""
    users = {user.email: user for user in demonstration_users()}
    people = [(users[person.email], person) for person in PEOPLE if person.email in users]
    return render(
        request, "teams/demonstration/index.html", {"people": people, "next": _next(request)}
    )


@require_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Be one of the invented people. Anybody else is not found here."""
    user = get_object_or_404(demonstration_users(), pk=pk)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(_next(request) or "debates:home")


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""
