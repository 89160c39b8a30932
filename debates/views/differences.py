"""The claims on which people differ most."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.health.differences import FEWEST, find_differences
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """As far as the reader may see how others voted."""
    debate = debate_or_404(request.user, pk)
    page = find_differences(debate.join(request.user), request.GET.get("page", ""))
    context = {"debate": debate, "page": page, "fewest": FEWEST}
    return render(request, "debates/differences/index.html", context)
