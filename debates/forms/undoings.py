"""Input of taking something back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText


class UndoForm(forms.Form):
    """Why; needed where it was the author who did it to their own claim."""

    reason = forms.CharField(
        label=_("Why (optional, everybody can read this)"),
        max_length=300,
        required=False,
        validators=[PlainText()],
        error_messages={"required": _("Say why: its author did this, and will want to know.")},
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].label = _("Why (everybody can read this)")
        self.fields["reason"].required = needs_reason
