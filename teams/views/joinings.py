"""Coming in by an invitation."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import answer
from teams.arriving import arrive, forget, invitation_of, welcome
from teams.models import Invitation, Membership, User


@require_safe
def new(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the invitation and clean the address, so that the secret is in no history."""
    if not _may_try(request):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    if welcome(request, token) is None:
        _count_try(request)
        return _gone(request)
    return redirect("teams:joining_accept")


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Who invites, and to what; come in with one button."""
    invitation = invitation_of(request)
    if invitation is None:
        return _gone(request)
    context = {"invitation": invitation, "has_account": _has_account(invitation)}
    user = request.user
    if not user.is_authenticated:
        # A post without sign-in is a page left open too long: it is shown again.
        return render(request, "teams/joinings/accept.html", context)
    if Membership.objects.filter(team=invitation.team, user=user).exists():
        forget(request)
        return redirect(invitation.team)
    if not invitation.is_for(user):
        return render(request, "teams/joinings/refused.html", context, status=403)
    if request.method == "POST":
        membership = arrive(request, user)
        return redirect(membership.team) if membership else _gone(request)
    return render(request, "teams/joinings/accept.html", context)


def _has_account(invitation: Invitation) -> bool:
    # Only the holder of the mail learns this, and only of the address it was sent to.
    return not invitation.is_link and User.objects.filter(email=invitation.email).exists()


def _may_try(request: HttpRequest) -> bool:
    return _tries(request, dry_run=True)


def _count_try(request: HttpRequest) -> None:
    # Only links that lead nowhere count: a whole team behind one address may come in at once.
    _tries(request, dry_run=False)


def _tries(request: HttpRequest, *, dry_run: bool) -> bool:
    app = "allauth.account"
    return bool(ratelimit.consume(request, app=app, action="join", dry_run=dry_run, limit_get=True))


def _gone(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        404,
        _("This invitation no longer works"),
        _(
            "It was used already, taken back or has run out, or a part of the link is missing. "
            "Ask whoever sent it for a new one; it takes them a moment."
        ),
    )
