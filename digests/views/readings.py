"""Saying that one has read what one was told."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from digests.models import Notification
from teams.http import MemberRequest, member_required


@member_required
@require_POST
def create(request: MemberRequest) -> HttpResponse:
    """Mark everything as read."""
    Notification.objects.of(request.user).mark_read()
    return redirect("digests:notification_index")
