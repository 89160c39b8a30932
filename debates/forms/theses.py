"""Input of the first answers to a question."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, is_blank, tidy
from debates.models.claim import MAX_RAW

from .claims import ClaimTextField

# More answers than this nobody weighs against one another.
MOST_THESES = 20


class ThesesField(forms.CharField):
    """The first answers to a question, one a line, each as long as a claim may be."""

    def __init__(self) -> None:
        super().__init__(
            label=_("First answers, one a line (optional)"),
            required=False,
            strip=False,
            max_length=MOST_THESES * MAX_RAW,
            validators=[PlainText()],
            widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            help_text=_("Each becomes a thesis that one can be for or against. Others add theirs."),
        )

    def clean(self, value: Any) -> list[str]:
        """The lines that say something.

        Raises:
            ValidationError: one of them is no claim; says which, and why.
        """
        lines = [line for line in tidy(super().clean(value)).split("\n") if not is_blank(line)]
        if len(lines) > MOST_THESES:
            raise ValidationError(
                _("These are more than %(most)d. Begin with the few that matter."),
                code="many",
                params={"most": MOST_THESES},
            )
        field, theses, errors = ClaimTextField(), [], []
        for number, line in enumerate(lines, 1):
            try:
                theses.append(field.clean(line))
            except ValidationError as error:
                said = {"number": number, "why": " ".join(error.messages)}
                errors.append(ValidationError(_("Line %(number)d: %(why)s"), params=said))
        if errors:
            raise ValidationError(errors)
        return theses
