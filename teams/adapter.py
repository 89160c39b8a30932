"""How allauth behaves here: accounts begin with an invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .models import Invitation, User

# Where the invitation one came by waits while one signs up or in.
SESSION_KEY = "invitation"


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation this visitor came by, if it can still be used."""
    pk = request.session.get(SESSION_KEY)
    return Invitation.objects.usable().filter(pk=pk).first() if pk else None


def display_name(user: User) -> str:
    """What allauth's messages call a person."""
    return user.name


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is open to those who hold an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_of(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address is known to be theirs when the invitation was mailed to it."""
        invitation = invitation_of(request)
        if invitation is not None and invitation.email == email.lower():
            return True
        return bool(super().is_email_verified(request, email))

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)
