"""What a debate leaves out: what nobody answers, what stands on nothing, who is left alone."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.health.lists import MEASURES, list_all, list_one, measures_of
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """The first lines of every list."""
    debate = debate_or_404(request.user, pk)
    context = {
        "debate": debate,
        "lists": list_all(debate.join(request.user)),
        "tells_voices": debate.shows_people,
    }
    return render(request, "debates/health/index.html", context)


@member_required
@require_safe
def show(request: MemberRequest, pk: int, measure: str) -> HttpResponse:
    """One list, page by page."""
    debate = debate_or_404(request.user, pk)
    asked = MEASURES.get(measure)
    if asked is None or asked not in measures_of(debate):
        raise Http404
    listed = list_one(asked, debate.join(request.user), request.GET.get("page", ""))
    context = {"debate": debate, "list": listed, "page": listed.page}
    return render(request, "debates/health/show.html", context)
