"""The same debate once more."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.errors import answer
from config.nudge import nudge
from config.undo import offer_undo
from debates.access.copies import copied_debate_or_403, descended_debate_or_403
from debates.forms.copies import CopyForm
from debates.models import Origin, Refused
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int) -> HttpResponse:
    """Copy a debate, with its claims or only what it is about."""
    debate = copied_debate_or_403(request.user, pk)
    posted = request.method == "POST"
    form = CopyForm(request.POST if posted else take_unsent(request), initial=CopyForm.of(debate))
    if posted and form.is_valid():
        made, activity = debate.copy(by=request.user, **form.cleaned_data)
        if activity:
            nudge()
        back = reverse("debates:debate_copy_delete", args=[made.pk])
        offer_undo(request, _("This is the copy. It is open at once."), back)
        return redirect(made)
    context = {"form": form, "debate": debate}
    status = 422 if posted else 200
    return render(request, "debates/debate_copies/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a copy back in which nobody has said anything."""
    debate = descended_debate_or_403(request.user, pk, Origin.COPY)
    try:
        if debate.undo_copy(by=request.user):
            nudge()
    except Refused as refusal:
        return answer(request, 409, _("The copy stays"), refusal.message)
    back = reverse("debates:debate_deletion_delete", args=[debate.pk])
    offer_undo(request, _("The copy is deleted."), back)
    return redirect(debate.origin_for(request.user) or debate.team)
