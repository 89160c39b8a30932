"""Input of archiving and of deleting a debate."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from debates.models import Debate

from .reasons import ReasonField, ReasonForm


class DebateArchiveForm(ReasonForm):
    """Why a debate goes into the archive."""

    reason = ReasonField(required=False)


class DebateDeletionForm(forms.Form):
    """The title, typed: nobody deletes a debate by a slip of the finger."""

    title = forms.CharField(
        label=_("Type the debate’s title"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Type the title to say that you mean this debate.")},
    )

    def __init__(self, *args: Any, debate: Debate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.debate = debate

    def clean_title(self) -> str:
        """The same words; spaces and capitals are nobody's concern here."""
        title: str = self.cleaned_data["title"]
        if _words(title) != _words(self.debate.title):
            raise ValidationError(_("This is not its title. Nothing was deleted."), code="other")
        return title


def _words(title: str) -> list[str]:
    return title.casefold().split()
