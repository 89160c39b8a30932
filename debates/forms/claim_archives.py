"""Input of archiving a claim."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText


class ArchiveForm(forms.Form):
    """Why a claim goes; needed where it is somebody else's."""

    reason = forms.CharField(
        label=_("Why (everybody can read this)"),
        max_length=300,
        required=False,
        validators=[PlainText()],
        error_messages={
            "required": _("Say why: it is not your claim, and its author will want to know.")
        },
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            self.fields["reason"].label = _("Why (optional, everybody can read this)")
        self.fields["reason"].required = not is_own
