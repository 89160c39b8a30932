"""Opening, framing and closing a debate."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.nudge import nudge
from debates.access.places import framed_debate_or_403
from debates.forms.debates import DebateForm, FrameForm, frame_of
from debates.models import Debate
from debates.permissions import may_delete
from teams.access import opening_membership_or_403
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Put up a statement or a question."""
    membership = opening_membership_or_403(request.user, slug)
    form = DebateForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        debate = Debate.objects.open_new(membership.team, by=request.user, **form.opening())
        nudge()
        return redirect(debate)
    return render(
        request,
        "debates/debates/new.html",
        {"form": form, "team": membership.team},
        status=422 if request.method == "POST" else 200,
    )


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change title, background or closing date."""
    debate = framed_debate_or_403(request.user, pk)
    form = FrameForm(
        request.POST if request.method == "POST" else take_unsent(request),
        initial=frame_of(debate),
    )
    if request.method == "POST" and form.is_valid():
        if debate.frame(**form.cleaned_data):
            nudge()
        return redirect(debate)
    return render(
        request,
        "debates/debates/edit.html",
        {
            "form": form,
            "debate": debate,
            "may_delete": may_delete(debate, request.user, debate.my_role),
        },
        status=422 if request.method == "POST" else 200,
    )


@member_required
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """End the arguing now."""
    debate = framed_debate_or_403(request.user, pk)
    if debate.close():
        nudge()
    return redirect(debate)
