"""Input of choosing a place in the tree: under which claim, and on which side."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from debates.models import Claim, Stance

from .claims import THESIS


class PlaceForm(forms.Form):
    """Where a claim shall stand, there or there as well."""

    to = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        error_messages={
            "required": _("Choose the claim it should stand under."),
            "invalid_choice": _("Nothing can be put there. Choose another claim."),
        },
    )
    stance = forms.ChoiceField(
        error_messages={
            "required": _("Choose whether it is a pro or a con there."),
            "invalid_choice": _("A claim is a pro or a con; “%(value)s” is neither."),
        }
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.fields["to"].queryset = Claim.objects.places_for(claim)  # type: ignore[attr-defined]
        self.fields["stance"].choices = list(Stance.choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Theses stand under the question and nowhere else, and have no stance."""
        cleaned = super().clean() or self.cleaned_data
        to, stance = cleaned.get("to"), cleaned.get("stance")
        if to and stance:
            to.debate = self.claim.debate
            if stance not in to.stance_of_replies:
                said = _("Under the question stand theses; under everything else, pros and cons.")
                raise ValidationError(said, code="stance")
            cleaned["stance"] = None if stance == THESIS else stance
        return cleaned
