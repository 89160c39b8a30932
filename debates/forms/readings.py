"""Input of marking as read, and of taking that back. A page fills it in, not a person."""

from django import forms

# Ids in the database end here.
LARGEST = 2**63 - 1


class ReadingForm(forms.Form):
    """Up to which act the page had shown the debate, and whether all of it is meant."""

    up_to = forms.IntegerField(min_value=0, max_value=LARGEST)
    everything = forms.BooleanField(required=False)


class UndoForm(forms.Form):
    """Which mark is taken back: that on a branch, or that on the whole debate."""

    marking = forms.UUIDField(required=False, widget=forms.HiddenInput)
    up_to = forms.IntegerField(required=False, max_value=LARGEST, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
