"""Input of merging two claims that say the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Claim

from .reasons import ReasonField, ReasonForm

# Which of the two stays: the one the page is about, or the other one.
THIS, OTHER = "this", "other"


class MergeForm(ReasonForm):
    """The other claim, which of the two stays, and why; the why unless both are one's own."""

    other = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose the claim that says the same."),
            "invalid_choice": _("These two cannot be merged. Choose another claim."),
        },
    )
    stays = forms.ChoiceField(
        choices=[(THIS, _("this one")), (OTHER, _("the other one"))],
        error_messages={"required": _("Choose which of the two stays.")},
    )
    reason = ReasonField(
        missing=_("Say why: not both are your claims, and their authors will want to know.")
    )

    def __init__(
        self, *args: Any, claim: Claim, others: Any, needs_reason: bool, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.claim = claim
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
        self.ask_why(needed=needs_reason)

    @property
    def pair(self) -> tuple[Claim, Claim]:
        """What goes and what stays, once it is valid."""
        other = self.cleaned_data["other"]
        other.debate = self.claim.debate
        if self.cleaned_data["stays"] == OTHER:
            return self.claim, other
        return other, self.claim
