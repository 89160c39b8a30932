"""The way from an invitation's link into the team, across signing up or in.

What waits in a visitor's session is the number of the invitation, never its secret.
"""

from django.http import HttpRequest

from .models import Invitation, Membership, User, WrongAddressError

SESSION_KEY = "invitation"


def welcome(request: HttpRequest, token: str) -> Invitation | None:
    """Remember the usable invitation with this secret for this visitor."""
    found = Invitation.objects.usable().with_token(token).first()
    if found is not None:
        request.session[SESSION_KEY] = found.pk
    return found


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation this visitor came by, if it can still be used."""
    pk = request.session.get(SESSION_KEY)
    return Invitation.objects.usable().filter(pk=pk).first() if pk else None


def arrive(request: HttpRequest, user: User) -> Membership | None:
    """Let somebody in by the invitation they came by; nobody when it cannot be used by them."""
    invitation = invitation_of(request)
    if invitation is None:
        return None
    try:
        membership = invitation.accept(user)
    except (Invitation.DoesNotExist, WrongAddressError):
        return None
    forget(request)
    return membership


def forget(request: HttpRequest) -> None:
    """The invitation has served."""
    request.session.pop(SESSION_KEY, None)
