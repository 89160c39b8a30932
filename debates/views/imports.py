"""A debate that was argued elsewhere comes in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from config.nudge import nudge
from debates.forms.imports import ImportForm
from debates.models import Debate
from teams.access import opening_membership_or_403
from teams.http import MemberRequest, member_required

# More than this nobody reads on a page; the command prints them all.
WARNINGS_SHOWN = 5


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Upload a file and open the debate in it; what was odd in the file is said once."""
    membership = opening_membership_or_403(request.user, slug)
    is_post = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_post else ImportForm()
    if is_post and form.is_valid():
        document, token = form.cleaned_data["file"], form.cleaned_data["token"]
        debate = Debate.objects.import_document(
            document, team=membership.team, by=request.user, token=token
        )
        nudge()
        _say_what_was_odd(request, document.warnings)
        return redirect(debate)
    return render(
        request,
        "debates/imports/new.html",
        {"form": form, "team": membership.team},
        status=422 if is_post else 200,
    )


def _say_what_was_odd(request: MemberRequest, warnings: list[str]) -> None:
    for warning in warnings[:WARNINGS_SHOWN]:
        messages.warning(request, warning)
    if (more := len(warnings) - WARNINGS_SHOWN) > 0:
        said = ngettext("And %(n)d more like this.", "And %(n)d more like these.", more)
        messages.warning(request, said % {"n": more})
