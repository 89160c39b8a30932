"""Input of reading the record."""

from typing import Any

from django import forms

from debates.record import GROUPS

# Ids in the database end here.
LARGEST = 2**63 - 1


class RecordForm(forms.Form):
    """What of the record somebody asks for. What cannot be read is left out."""

    kind = forms.ChoiceField(choices=[(group.name, group.label) for group in GROUPS])
    branch = forms.IntegerField(min_value=1, max_value=LARGEST)
    before = forms.IntegerField(min_value=1, max_value=LARGEST)
    after = forms.IntegerField(min_value=1, max_value=LARGEST)
    new = forms.BooleanField()
    by = forms.ChoiceField(choices=[("branch", "branch")])

    def asked(self) -> dict[str, Any]:
        """What was understood, by name."""
        self.is_valid()
        return self.cleaned_data
