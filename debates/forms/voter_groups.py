"""Input of a group of people whose votes are looked at together."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.text import PlainText
from debates.models import Debate, Participant
from debates.models.voter_group import MAX_GROUP_NAME


class VoterGroupForm(forms.Form):
    """A name and at least two people."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=MAX_GROUP_NAME,
        validators=[PlainText()],
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the group a name.")},
    )
    people = forms.MultipleChoiceField(
        label=_("Who is in it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least two people."),
            "invalid_choice": _("Somebody you chose is not in this debate any more."),
        },
    )

    def __init__(self, *args: Any, debate: Debate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Participant.objects.filter(debate=debate, user__isnull=False)
        self.known = {
            str(one.pk): one for one in people.select_related("user").order_by("user__name", "pk")
        }
        field = cast(forms.MultipleChoiceField, self.fields["people"])
        field.choices = [(key, one.shown_as(debate.naming)) for key, one in self.known.items()]

    def clean_people(self) -> list[Participant]:
        """One person alone is a perspective already."""
        chosen = {self.known[key] for key in self.cleaned_data["people"]}
        if len(chosen) < 2:
            raise ValidationError(_("Choose at least two people."), code="few")
        return list(chosen)
