"""The keys one can press on the pages of a debate."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import render_partial
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def show(request: MemberRequest) -> HttpResponse:
    """The list of them: a page, or a sheet over the page that asks."""
    return render_partial(request, "debates/keys/show.html", partial="sheet", target="keys-list")
