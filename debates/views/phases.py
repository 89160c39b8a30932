"""The next step of a debate as a whole."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.nudge import nudge
from debates.access.places import framed_debate_or_403
from debates.forms.phases import step_asked_for, steps_from_here
from debates.models import Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Open, close, decide, or open again. A reason typed too late stays in its field."""
    debate = framed_debate_or_403(request.user, pk)
    is_post = request.method == "POST"
    posted = request.POST if is_post else take_unsent(request)
    asked, status = step_asked_for(posted, debate) if posted else None, 422 if is_post else 200
    if is_post and asked is not None and asked.is_valid():
        try:
            if asked.take():
                nudge()
            return redirect(debate)
        except Refused as refusal:
            asked.add_error(None, refusal.message)
            status = 409
    context = {"debate": debate, "steps": steps_from_here(debate, asked)}
    return render(request, "debates/phases/edit.html", context, status=status)
