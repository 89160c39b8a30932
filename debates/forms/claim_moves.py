"""Input of moving a claim."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from debates.models import Claim, Stance

from .claim_places import PlaceForm
from .claims import THESIS
from .reasons import NOT_YOURS, ReasonField, ReasonForm


class MoveForm(ReasonForm, PlaceForm):
    """Where a claim goes, on which side, and why; the why is needed where it is another's."""

    reason = ReasonField(missing=NOT_YOURS)

    def __init__(self, *args: Any, claim: Claim, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        if claim.debate.has_theses and claim.takes_replies:
            choices = [*Stance.choices, (THESIS, _("thesis"))]
            self.fields["stance"].choices = choices  # type: ignore[attr-defined]
        self.ask_why(needed=not is_own)
