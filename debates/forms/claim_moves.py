"""Input of moving a claim."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.text import PlainText
from debates.models import Claim, Stance

from .claims import THESIS


class MoveForm(forms.Form):
    """Where a claim goes, on which side, and why; the why is needed where it is another's."""

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
    reason = forms.CharField(
        label=_("Why (everybody can read this)"),
        max_length=300,
        required=False,
        validators=[PlainText()],
        error_messages={
            "required": _("Say why: it is not your claim, and its author will want to know.")
        },
    )

    def __init__(self, *args: Any, claim: Claim, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.fields["to"].queryset = Claim.objects.places_for(claim)  # type: ignore[attr-defined]
        choices = [*Stance.choices]
        if claim.debate.has_theses:
            choices.append((THESIS, _("thesis")))
        self.fields["stance"].choices = choices  # type: ignore[attr-defined]
        if is_own:
            self.fields["reason"].label = _("Why (optional, everybody can read this)")
        self.fields["reason"].required = not is_own

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
