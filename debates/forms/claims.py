"""Input of claims and votes."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.text import PlainText
from debates.models import Claim, Stance, VersionConflict
from debates.models.claim import MAX_RAW, MAX_VISIBLE

from .words import WordsField

THESIS = "thesis"


class ClaimTextField(WordsField):
    """A claim's words."""

    limit, most_raw = MAX_VISIBLE, MAX_RAW
    empty = _("Write your point first.")
    too_long = ngettext_lazy(
        "This is %(over)d character too long. A claim makes one point in 500 characters.",
        "This is %(over)d characters too long. A claim makes one point in 500 characters.",
        "over",
    )
    far_too_long = _("This is far too long for one claim: at most 500 characters.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Claim"))
        super().__init__(**kwargs)


class ReplyForm(forms.Form):
    """A new claim under another one."""

    text = ClaimTextField()
    stance = forms.ChoiceField(
        error_messages={
            "required": _("Choose whether this is a pro or a con."),
            "invalid_choice": _("A claim is a pro or a con; “%(value)s” is neither."),
        },
        widget=forms.HiddenInput,
    )
    # Makes a form that is sent twice one claim.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parent: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {THESIS: _("thesis"), **dict(Stance.choices)}
        choices = [(value, labels[value]) for value in parent.stance_of_replies]
        self.fields["stance"].choices = choices  # type: ignore[attr-defined]
        self.fields["token"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        """Under a question a reply is a thesis, which has no stance."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("stance") == THESIS:
            cleaned["stance"] = None
        return cleaned

    @property
    def chosen_stance(self) -> str:
        """The stance shown on the form: as posted or asked for, if it may stand here."""
        value = str(self["stance"].value() or "")
        allowed = [choice for choice, _label in self.fields["stance"].choices]  # type: ignore[attr-defined]
        return value if value in allowed else ""


class RewordForm(forms.Form):
    """Another wording of one's own claim."""

    text = ClaimTextField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=_("Why the change (optional)"),
        max_length=300,
        required=False,
        validators=[PlainText()],
    )

    @classmethod
    def after_conflict(cls, posted: QueryDict, conflict: VersionConflict) -> "RewordForm":
        """What the person typed stays in the field; saving again then answers this version."""
        data = posted.copy()
        data["version"] = str(conflict.current.version)
        form = cls(data)
        form.add_error(None, conflict.message)
        return form


class VoteForm(forms.Form):
    """0 to 4, or nothing to take the vote back."""

    value = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(5)],
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("A vote is a number from 0 to 4.")},
    )
