"""How allauth behaves here: accounts begin with an invitation."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from .arriving import arrive, invitation_of
from .models import User


def display_name(user: User) -> str:
    """What allauth's messages call a person."""
    return user.name


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is open to those who hold an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off."),
        "email_password_mismatch": _(
            "The address and the password do not go together. Look at both again, or let us "
            "send you a code."
        ),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code we sent. Look at the mail again."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("That was a little fast. Wait a minute, then try again."),
        "same_as_current": _("This is the address you have now."),
        "too_many_login_attempts": _(
            "That went wrong too often. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_of(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address is known to be theirs when the invitation was mailed to it."""
        invitation = invitation_of(request)
        if invitation is not None and invitation.email == email.lower():
            return True
        return bool(super().is_email_verified(request, email))

    def save_user(self, request: HttpRequest, user: Any, form: Any, **more: Any) -> Any:
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, **more)

    def post_login(
        self, request: HttpRequest, user: Any, *, signup: bool, **more: Any
    ) -> HttpResponse:
        """Somebody who made an account because they were invited is let in at once.

        Those who signed in to an account they had decide on the page of the invitation.
        """
        response = super().post_login(request, user, signup=signup, **more)
        membership = arrive(request, user) if signup else None
        return redirect(membership.team) if membership else response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("teams:account_edit")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        signed_in = self.request.user.is_authenticated
        return resolve_url("teams:account_edit" if signed_in else settings.LOGIN_URL)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail always names the configured address, whatever the request named."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.COUNTERPOINT_ORIGIN}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Links in mails start with the configured address, whatever the request named."""
        super().send_mail(
            template_prefix, email, {**context, "origin": settings.COUNTERPOINT_ORIGIN}
        )
