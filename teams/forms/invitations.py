"""Asking people in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from teams.models import Membership, Role


class LinkForm(forms.Form):
    """A link for whoever has it."""

    role = forms.ChoiceField(label=_("They join as"), choices=Role.choices, initial=Role.MEMBER)


class InvitationForm(LinkForm):
    """A mail to one person."""

    here = _("Somebody with this address is in the team already.")
    invented = _("The demonstration sends no mail to real people. Make a link instead.")

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This does not look like an e-mail address.")},
    )
    field_order = ("email", "role")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if self.membership.user.is_demonstration:
            raise ValidationError(self.invented, code="invented")
        if Membership.objects.filter(team=self.membership.team, user__email=email).exists():
            raise ValidationError(self.here, code="here")
        return email
