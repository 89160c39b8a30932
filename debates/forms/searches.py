"""Input of a search."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from debates.models import FlagKind, SourceKind, Stance
from debates.models.claim_finding import ANY, NONE

# What is typed beyond it is not looked for.
LONGEST = 200


class _Words(forms.CharField):
    """Whatever was typed, as far as it can be looked for."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", " ")[:LONGEST].strip()


class _Choice(forms.ChoiceField):
    """One of several; whatever is none of them is none."""

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return ""


class SearchForm(forms.Form):
    """What to look for. Nothing about it is wrong: what cannot be understood is left out."""

    q = _Words(required=False)
    stance = _Choice(label=_("Stance"), required=False)
    author = _Choice(label=_("By"), required=False)
    flag = _Choice(label=_("Flag"), required=False)
    source = _Choice(label=_("Source"), required=False)
    unvoted = forms.BooleanField(label=_("without my vote"), required=False)
    unread = forms.BooleanField(label=_("unread by me"), required=False)

    def __init__(self, asked: QueryDict, *, authors: Sequence[tuple[str, str]]) -> None:
        super().__init__(asked, auto_id="search-%s")
        flags = [(ANY, _("any flag that waits")), *FlagKind.choices]
        kinds = [(value, label) for value, label in SourceKind.choices if value]
        sources = [(ANY, _("any source")), *kinds, (NONE, _("no source"))]
        choices: dict[str, Iterable[tuple[Any, Any]]] = {
            "stance": [*Stance.choices, ("thesis", _("thesis"))],
            "author": authors,
            "flag": flags,
            "source": sources,
        }
        for name, offered in choices.items():
            chosen = self.fields[name]
            # Names stay as they are written.
            shown = offered if name == "author" else [(v, capfirst(word)) for v, word in offered]
            chosen.choices = [("", _("All")), *shown]  # type: ignore[attr-defined]
        if not authors:
            del self.fields["author"]

    def asked(self) -> dict[str, Any]:
        """What was understood, by name; empty where it was not asked for."""
        self.is_valid()
        return self.cleaned_data

    @property
    def filters(self) -> list[forms.BoundField]:
        """What narrows a search besides its words."""
        return [self[name] for name in self.fields if name != "q"]
