"""A branch that becomes a debate of its own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.errors import answer
from config.nudge import nudge
from config.undo import offer_undo
from debates.access.copies import branching_place_or_403, descended_debate_or_403
from debates.forms.copies import BranchForm
from debates.models import Origin, Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Make a debate of a claim and everything below it, leaving a reference."""
    place = branching_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    form = BranchForm(
        request.POST if posted else take_unsent(request), initial=BranchForm.of(place.claim)
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            made, activity = place.claim.branch_off(by=request.user, **form.cleaned_data)
            if activity:
                nudge()
            back = reverse("debates:branch_debate_delete", args=[made.pk])
            offer_undo(request, _("The branch is a debate of its own now."), back)
            return redirect(made)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "claim": place.claim, "debate": place.debate}
    return render(request, "debates/branch_debates/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a branch back where it stood, when nobody has said anything in its debate."""
    debate = descended_debate_or_403(request.user, pk, Origin.BRANCH)
    claim = debate.origin_claim
    try:
        if debate.rejoin(by=request.user):
            nudge()
    except Refused as refusal:
        return answer(request, 409, _("The branch stays a debate of its own"), refusal.message)
    messages.success(request, _("The branch is back where it stood."))
    return redirect(claim or debate.team)
