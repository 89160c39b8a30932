"""What a member would get at this moment."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from digests.compose import compose
from digests.mail import context_of, text_part
from digests.window import window_of
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def show(request: MemberRequest, slug: str) -> HttpResponse:
    """The digest that would leave now. Nothing is sent, and nothing counts as told."""
    membership = membership_or_404(request.user, slug)
    window = window_of(membership, timezone.now())
    letter = compose(membership.team, request.user, window)
    context = context_of(letter, request.user)
    page = context | {"team": membership.team, "text": text_part(context)}
    return render(request, "digests/previews/show.html", page)
