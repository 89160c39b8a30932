"""What a person says about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from teams.models import User

from .names import NameField
from .zones import ZoneField


class NameForm(forms.Form):
    """The part of signing up that is ours; allauth adds address and password."""

    name = NameField(
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As your colleagues know you. In masked debates it is not shown."),
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth; the adapter has set the name already."""


class AccountForm(forms.Form):
    """A person's own page."""

    name = NameForm.declared_fields["name"]
    time_zone = ZoneField(help_text=_("Times are shown, and mails sent, by this clock."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(user, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        zone: Any = self.fields["time_zone"]
        zone.keep(user.time_zone)
