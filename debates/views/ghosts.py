"""What somebody is told of claims they had read and that are gone. Nobody else sees it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from config.htmx import dom_id, targets
from debates.access.places import bare_place
from debates.claim_page import column_id
from debates.models import PutAside
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Be told no more that this claim is gone."""
    place = bare_place(request.user, pk, claim)
    gone = place.claim
    PutAside.objects.put_aside(gone, by=place.reader)
    if gone.parent is None or not targets(request, dom_id(gone, "ghost")):
        return redirect(gone.parent or gone)
    context = {"list_id": column_id(gone.parent, gone.stance or "thesis", "list")}
    return render(request, "debates/ghosts/delete.oob.html", context)
