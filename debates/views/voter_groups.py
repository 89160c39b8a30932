"""Groups of people whose votes one looks at together: saving one, deleting one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from debates.access.perspectives import named_debate_or_404, own_group_or_403
from debates.forms.voter_groups import VoterGroupForm
from debates.models import Refused, VoterGroup
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Save a group, and look at the debate through it."""
    debate = named_debate_or_404(request.user, pk)
    reader, posted = debate.join(request.user), request.method == "POST"
    form = VoterGroupForm(request.POST if posted else take_unsent(request), debate=debate)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            group = VoterGroup.objects.save_new(debate, **form.cleaned_data, by=reader)
        except Refused as refusal:
            form.add_error("name", refusal.message)
            status = 409
        else:
            where = reverse("debates:perspective_index", args=[debate.pk])
            return redirect(f"{where}?left=group-{group.pk}&right=all")
    context = {"form": form, "debate": debate}
    return render(request, "debates/voter_groups/new.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, group: int) -> HttpResponse:
    """Nobody is told: it was a way to look."""
    own_group_or_403(request.user, pk, group).delete()
    return redirect("debates:perspective_index", pk)
