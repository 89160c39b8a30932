"""The record of a debate: everything that was done in it, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404, frames, place_at
from debates.forms.activities import RecordForm
from debates.models import Claim
from debates.record import GROUPS, Record
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """The latest first; `kind`, `branch` and `new` choose, `before` leads on."""
    debate = debate_or_404(request.user, pk)
    reader = debate.join(request.user)
    asked = RecordForm(request.GET).asked()
    branch = asked.get("branch")
    within = place_at(debate, reader, branch, Claim.objects.all()).claim if branch else None
    is_new = bool(asked.get("new"))
    record = Record.of(
        debate,
        reader,
        frames=frames(debate, request.user),
        group=asked.get("kind", ""),
        branch=within,
        before=asked.get("before"),
        is_unread=is_new,
    )
    context = {
        "debate": debate,
        "record": record,
        "groups": GROUPS,
        "kind": asked.get("kind", ""),
        "branch": within,
        "is_new": is_new,
        "is_first": "before" not in asked,
    }
    return render(request, "debates/activities/index.html", context)
