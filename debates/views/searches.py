"""Finding claims of one debate by what they say, or by what waits at them."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import render_partial
from debates.access.places import debate_or_404
from debates.forms.searches import SearchForm
from debates.models import Debate
from debates.searching import Search, authors_of
from teams.http import MemberRequest, member_required

RESULTS = "found"


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """A page with its form; while one types only what was found."""
    debate = debate_or_404(request.user, pk)
    context = looked_for(request, [debate], across=False)
    return render_partial(
        request,
        "debates/searches/index.html",
        {"debate": debate, "team": debate.team, **context},
        partial="found",
        target=RESULTS,
    )


def looked_for(request: MemberRequest, debates: list[Debate], *, across: bool) -> dict[str, Any]:
    """What the pages show of a search: the form, and a page of what was found in these debates."""
    authors = authors_of(debates, across=across)
    form = SearchForm(request.GET, authors=[(author.value, author.name) for author in authors])
    search = Search(request.user, debates, authors, form.asked())
    return {
        "form": form,
        "search": search,
        "page": search.page(request.GET.get("page", "")),
        "across": across,
    }
