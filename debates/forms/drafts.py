"""Input that is looked at while it is typed, and kept nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import tidy
from debates.models.claim import MAX_RAW
from debates.models.visible_text import visible_length

# Shorter drafts say too little to be alike to anything. static/js/similar.js waits as long.
FEWEST = 12


class DraftForm(forms.Form):
    """What somebody is about to say. Nothing about it is wrong yet, it is only too short or not."""

    text = forms.CharField(
        label=_("What would you like to say?"),
        required=False,
        max_length=MAX_RAW,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    @property
    def worth_looking(self) -> str:
        """The draft, or nothing where it is too short or cannot be read."""
        if not self.is_valid():
            return ""
        text = tidy(self.cleaned_data["text"])
        return text if visible_length(text) >= FEWEST else ""
