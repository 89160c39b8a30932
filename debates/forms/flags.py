"""Input of flags and their answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText
from debates.models import FlagKind
from debates.models.flag import MAX_ANSWER, MAX_NOTE


class FlagForm(forms.Form):
    """What should be mended about a claim."""

    kind = forms.ChoiceField(
        label=_("What should be mended?"),
        widget=forms.RadioSelect,
        choices=FlagKind.choices,
        error_messages={"required": _("Choose one.")},
    )
    note = forms.CharField(
        label=_("A word of help (optional, everybody can read this)"),
        max_length=MAX_NOTE,
        required=False,
        validators=[PlainText()],
    )


class FlagAnswerForm(forms.Form):
    """One sentence for everybody who raised the flag."""

    answer = forms.CharField(
        label=_("Your answer (everybody can read this)"),
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[PlainText()],
        error_messages={"required": _("Write a sentence first.")},
    )

    def __init__(self, *args: Any, settles: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settles:
            self.fields["answer"].label = _("Why this is settled (everybody can read this)")
