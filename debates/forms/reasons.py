"""Why something was done to words that are not one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText

MAX_REASON = 300  # characters, as the record keeps them
NOT_YOURS = _("Say why: it is not your claim, and its author will want to know.")


class ReasonField(forms.CharField):
    """A reason that stands in the record. Its label says whether it is needed.

    Args:
        missing: what is said when it is needed and was left out.
    """

    def __init__(self, *, missing: Any = "", **kwargs: Any) -> None:
        super().__init__(
            max_length=MAX_REASON,
            validators=[PlainText()],
            error_messages={"required": missing},
            **kwargs,
        )
        self.ask(needed=self.required)

    def ask(self, *, needed: bool) -> None:
        """Whether it is needed here: of one's own claim one need not explain anything."""
        self.required = needed
        self.label = (
            _("Why (everybody can read this)")
            if needed
            else _("Why (optional, everybody can read this)")
        )


class ReasonForm(forms.Form):
    """A form that asks why. Subclasses may replace the field to say what is missing."""

    reason = ReasonField(missing=_("Say why, so that others can follow."))

    def ask_why(self, *, needed: bool) -> None:
        """Ask for the reason, or leave it to the person."""
        self.fields["reason"].ask(needed=needed)  # type: ignore[attr-defined]
