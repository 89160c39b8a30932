"""What a person was told inside the application."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from digests.models import Notification
from teams.http import MemberRequest, member_required

# Older ones have had their time; the debates still show everything.
MOST_SHOWN = 100


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The latest ones, newest first."""
    notifications = Notification.objects.of(request.user).for_list()[:MOST_SHOWN]
    return render(request, "digests/notifications/index.html", {"notifications": notifications})
