"""Input of moving a claim."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText
from debates.models import Claim, Stance

from .claim_places import PlaceForm
from .claims import THESIS


class MoveForm(PlaceForm):
    """Where a claim goes, on which side, and why; the why is needed where it is another's."""

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
        super().__init__(*args, claim=claim, **kwargs)
        if claim.debate.has_theses and claim.takes_replies:
            choices = [*Stance.choices, (THESIS, _("thesis"))]
            self.fields["stance"].choices = choices  # type: ignore[attr-defined]
        if is_own:
            self.fields["reason"].label = _("Why (optional, everybody can read this)")
        self.fields["reason"].required = not is_own
