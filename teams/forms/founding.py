"""What the first administrator fills in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from teams.models import Team, User


class FoundingForm(forms.Form):
    """A person and their team."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    team_name = forms.CharField(
        label=_("Name of your team"), max_length=Team._meta.get_field("name").max_length
    )

    def clean(self) -> dict[str, Any]:
        """The password may not resemble the person."""
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            person = User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
