"""The forms of signing in, in our words: allauth's, without texts inside the fields."""

from typing import Any

from allauth.account import forms as theirs
from allauth.core import context
from django.core.exceptions import ValidationError
from django.forms import Field, Form
from django.utils.translation import gettext_lazy as _

from teams.arriving import invitation_of

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code from the mail"),
}
LENGTH = _("At least ten characters. Three or four words you can remember are a good one.")


class Plain(Form):
    """Labels stand above the field and stay there; what is asked for is said once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._make_plain(name, field)

    def _make_plain(self, name: str, field: Field) -> None:
        field.widget.attrs.pop("placeholder", None)
        field.label = LABELS.get(name, field.label)
        if name in {"password", "oldpassword", "password1"}:
            field.help_text = LENGTH if name == "password1" else ""
        if name in {"login", "email"}:
            field.error_messages["required"] = _("Please type your e-mail address.")
            field.widget.attrs.update(autocapitalize="none", spellcheck="false")
        if name == "code":
            field.widget.attrs.update(autocapitalize="characters", spellcheck="false")


class LoginForm(Plain, theirs.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(Plain, theirs.SignupForm):
    """A new account; whoever was asked by mail has the address of that mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = LABELS["password"]
        invitation = invitation_of(context.request)
        if invitation is not None and not invitation.is_link:
            # A disabled field keeps its initial value, whatever is posted.
            self.fields["email"].disabled = True
            self.initial["email"] = invitation.email
            self.fields["email"].help_text = _("The invitation was sent to this address.")


class RequestLoginCodeForm(Plain, theirs.RequestLoginCodeForm):
    """An address; also taken from the sign-in form, so that it need not be typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "email" not in self.data:
            self.data = {**self.data, "email": self.data.get("login", "")}


class ConfirmLoginCodeForm(Plain, theirs.ConfirmLoginCodeForm):
    """The code one was sent."""


class ConfirmEmailVerificationCodeForm(Plain, theirs.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ResetPasswordForm(Plain, theirs.ResetPasswordForm):
    """Where to send the link for a new password."""


class ResetPasswordKeyForm(Plain, theirs.ResetPasswordKeyForm):
    """A new password after following that link."""


class ReauthenticateForm(Plain, theirs.ReauthenticateForm):
    """The password once more, before something that matters."""


class RealPerson(Plain):
    """Invented people of the demonstration stay as they are: others want to be them too."""

    user: Any
    invented = _("The invented people of the demonstration keep their address and password.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.user.is_demonstration:
            raise ValidationError(self.invented, code="invented")
        return cleaned


class AddEmailForm(RealPerson, theirs.AddEmailForm):
    """Another address for an account; it counts once it is proven."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(RealPerson, theirs.ChangePasswordForm):
    """Another password."""


class SetPasswordForm(RealPerson, theirs.SetPasswordForm):
    """A first password, for somebody who came in by a code."""
