"""The page behind the one-time link of an empty installation."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from teams.forms.founding import FoundingForm
from teams.founding import AlreadyFoundedError, found, is_usable


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password")
def new(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator and sign them in."""
    if not is_usable(token):
        raise Http404
    form = FoundingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = found(**form.cleaned_data)
        except AlreadyFoundedError:
            raise Http404 from None
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("debates:home")
    return render(
        request, "teams/foundings/new.html", {"form": form}, status=422 if form.errors else 200
    )
