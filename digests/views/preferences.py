"""When a member hears of a team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from digests.due import following
from digests.forms.preferences import PreferenceForm, choice_of
from digests.models import Cadence, Subscription
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Choose how often, when, or never."""
    membership = membership_or_404(request.user, slug)
    membership.user = request.user
    subscription = Subscription.objects.of(membership)
    posted = request.method == "POST"
    form = PreferenceForm(
        request.POST if posted else take_unsent(request),
        initial=choice_of(subscription),
        own_zone=request.user.time_zone,
    )
    if posted and form.is_valid():
        subscription.choose(**form.cleaned_data)
        messages.success(request, _("Saved. This is how you hear of the team from now on."))
        return redirect("digests:preference_edit", slug)
    context = {"form": form, "team": membership.team, "next_at": _next_at(subscription)}
    return render(request, "digests/preferences/edit.html", context, status=422 if posted else 200)


def _next_at(choice: Subscription) -> object:
    if choice.cadence == Cadence.OFF:
        return None
    now = timezone.now()
    moment = following(choice.cadence, choice.weekday, choice.hour, choice.zone, now)
    return moment.at.astimezone(choice.zone)
