"""How the site looks in this browser: light, dark, or as the system has it."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from teams.forms.themes import ThemeForm
from teams.http import page_of_ours

COOKIE = "theme"


@require_POST
def edit(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie, for people and visitors alike."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    back = redirect(page_of_ours(request) or "debates:home")
    theme = form.cleaned_data["theme"]
    if theme == ThemeForm.SYSTEM:
        back.delete_cookie(COOKIE, samesite="Lax")
    else:
        back.set_cookie(
            COOKIE,
            theme,
            max_age=timedelta(days=365),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return back
