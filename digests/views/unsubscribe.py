"""The way out that stands in every digest: one click, no sign-in."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from digests.mail import UNSUBSCRIBE_SALT
from digests.models import Subscription
from teams.models import Membership


# Exempt: mail programs post here without a cookie (RFC 8058). The signed token is the permission,
# and all it permits is to end these mails.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """End the digests of one person and team. Reading the page changes nothing: scanners read."""
    try:
        user_id, team_id = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return render(request, "digests/unsubscribe/unknown.html", status=400)
    membership = (
        Membership.objects.select_related("user", "team").filter(user=user_id, team=team_id).first()
    )
    done = request.method == "POST" or membership is None
    if done and membership is not None:
        Subscription.objects.of(membership).turn_off()
    context = {"done": done, "membership": membership}
    with translation.override(membership.user.language if membership else None):
        return render(request, "digests/unsubscribe/edit.html", context)
