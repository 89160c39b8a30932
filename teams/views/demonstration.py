"""The one-click door of the demonstration. Its addresses exist only there (teams/urls.py)."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from teams.demonstration import PEOPLE, demonstration_users
from teams.http import page_of_ours


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Who would you like to be?"""
    users = {user.email: user for user in demonstration_users()}
    people = [(users[person.email], person) for person in PEOPLE if person.email in users]
    context = {"people": people, "next": page_of_ours(request)}
    return render(request, "teams/demonstration/index.html", context)


@require_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Be one of the invented people. Anybody else is not found here."""
    user = get_object_or_404(demonstration_users(), pk=pk)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(page_of_ours(request) or "debates:home")
