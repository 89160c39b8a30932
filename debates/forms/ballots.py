"""Input of the guided voting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BallotForm(forms.Form):
    """0 to 4. Votes are taken back on the page of the claim."""

    value = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(5)],
        coerce=int,
        error_messages={
            "required": _("Choose a number from 0 to 4, or skip this claim."),
            "invalid_choice": _("A vote is a number from 0 to 4."),
        },
    )
