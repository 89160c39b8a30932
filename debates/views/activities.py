"""The record of a debate: everything that was done in it, for everybody to read."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import render_partial, targets
from debates.access.places import debate_or_404, frames, place_at
from debates.forms.activities import RecordForm
from debates.models import Claim
from debates.record import GROUPS, Asked, Record
from teams.http import MemberRequest, member_required

# What the earlier acts take the place of, in place.
MORE = "record-more"


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """The latest first, by day or by branch.

    `kind`, `branch` and `new` choose, `before` and `after` lead on.
    """
    debate = debate_or_404(request.user, pk)
    reader = debate.join(request.user)
    given = RecordForm(request.GET).asked()
    branch = given.get("branch")
    asked = Asked(
        group=given.get("kind", ""),
        branch=place_at(debate, reader, branch, Claim.objects.all()).claim if branch else None,
        is_unread=bool(given.get("new")),
        by_branch="by" in given,
        before=given.get("before"),
        after=given.get("after"),
    )
    record = Record.of(debate, reader, asked, frames=frames(debate, request.user))
    context = {
        "debate": debate,
        "record": record,
        "asked": asked,
        "groups": GROUPS,
        "is_appended": targets(request, MORE),
    }
    return render_partial(
        request, "debates/activities/index.html", context, partial="list", target=MORE
    )
