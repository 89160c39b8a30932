"""Deleting a debate, and thirty days to think better of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.nudge import nudge
from config.undo import offer_undo
from debates.access.endings import bin_of, deletable_debate_or_403, deleted_debate_or_404
from debates.forms.endings import DebateDeletionForm
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """The deleted debates this member may bring back, each with its last day."""
    membership = membership_or_404(request.user, slug)
    context = {"team": membership.team, "debates": list(bin_of(membership))}
    return render(request, "debates/debate_deletions/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide a debate from everybody at once; after 30 days it is gone."""
    debate = deletable_debate_or_403(request.user, pk)
    posted = request.method == "POST"
    form = DebateDeletionForm(request.POST if posted else None, debate=debate)
    if posted and form.is_valid():
        if debate.put_in_bin(by=request.user):
            nudge()
        back = reverse("debates:debate_deletion_delete", args=[debate.pk])
        offer_undo(request, _("“%(title)s” is deleted.") % {"title": debate.title}, back)
        return redirect("debates:debate_deletion_index", debate.team.slug)
    context = {"form": form, "debate": debate}
    status = 422 if posted else 200
    return render(request, "debates/debate_deletions/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a deleted debate back, as it was."""
    debate = deleted_debate_or_404(request.user, pk)
    if debate.bring_back(by=request.user):
        nudge()
        messages.success(request, _("The debate is back, as it was."))
    return redirect(debate)
