"""Answers to what went wrong: a page, or for htmx a line in the page that stays as it is."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

# What a restart, a full pool or a frozen server look like from here.
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)


def answer(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Say what happened, what is safe and what to do.

    An htmx request gets only a notice: whatever is being typed stays where it is.
    """
    context = {"title": title, "text": text, "status": status}
    if not getattr(request, "htmx", False):
        template = "500.html" if status == 500 else "error.html"
        return render(request, template, context, status=status)
    response = render(request, "_notice.html", context, status=status)
    response["HX-Retarget"] = "#notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where a form was read until it was too much."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return answer(
        request,
        400,
        _("That request could not be read"),
        _("Nothing was changed. Go back, and what you typed should still be there."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for members without the right."""
    return answer(
        request,
        403,
        _("This is not yours to change"),
        _("Nothing was changed. If you think it should be, ask a facilitator of the team."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from our page, or is very old."""
    return answer(
        request,
        403,
        _("This form is too old"),
        _("Nothing was sent. Go back, copy what you typed, load the page again and send it again."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and for what is somebody else's."""
    return answer(
        request,
        404,
        _("There is nothing here"),
        _("The page may have moved, or it belongs to a team you are not in."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return answer(
        request,
        413,
        _("That was too much at once"),
        _("Nothing was saved. A claim has at most 500 characters, an import at most 5 MB."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it was the database that was away. Needs neither it nor a session."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return database_away(request)
    return answer(
        request,
        500,
        _("Something broke on our side"),
        _("What was saved before is safe. Go back and try again; your text should still be there."),
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """503 that says what is safe and gives typed text back, ready to be sent again."""
    if getattr(request, "htmx", False):
        response = answer(
            request,
            503,
            _("The database is away for a moment"),
            _("Nothing was changed, and what you typed is still here. Send it again in a moment."),
        )
    else:
        typed = [(k, v) for k, v in request.POST.items() if k != "csrfmiddlewaretoken"]
        response = render(request, "503.html", {"typed": typed}, status=503)
    response["Retry-After"] = "5"
    return response
