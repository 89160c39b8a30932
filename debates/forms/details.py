"""Input of the longer text behind a claim."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from debates.models import Details, DetailsChanged
from debates.models.details import MAX_DETAILS, MAX_RAW_DETAILS

from .words import WordsField


class DetailsField(WordsField):
    """A longer text, or nothing to take it away."""

    limit, most_raw, rows = MAX_DETAILS, MAX_RAW_DETAILS, 12
    empty = ""
    too_long = ngettext_lazy(
        "This is %(over)d character too long. There is room for 5,000.",
        "This is %(over)d characters too long. There is room for 5,000.",
        "over",
    )
    far_too_long = _("This is far too long: there is room for 5,000 characters.")


class DetailsForm(forms.Form):
    """What stands behind one's own claim."""

    text = DetailsField(
        label=_("Longer text"),
        required=False,
        help_text=_("Markdown: headings, lists, quotations, links. Empty takes it away."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, latest: Details | None) -> "DetailsForm":
        """To change what is there, or to begin."""
        number, text = (latest.number, latest.text) if latest else (0, "")
        return cls(initial={"text": text, "number": number})

    @classmethod
    def after_change(cls, posted: QueryDict, change: DetailsChanged) -> "DetailsForm":
        """What the person typed stays in the field; saving again then answers this text."""
        data = posted.copy()
        data["number"] = str(change.current.number)
        form = cls(data)
        form.add_error(None, change.message)
        return form
