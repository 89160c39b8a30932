"""Input of a new debate."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.text import tidy
from debates.models import DebateKind, DebateTemplate, Phase
from debates.prompts import PROMPTS, Prompts
from teams.models import Team

from .claims import ClaimTextField
from .framing import DatesMixin, FramingForm, VotesField, closes_field, opens_field
from .moments import END_OF_AFTERNOON
from .theses import ThesesField

SATURDAY = 5


def suggestions(prompts: Prompts, team: Team) -> dict[str, Any]:
    """What a template fills in: everything can be changed."""
    day = timezone.localdate(timezone=team.zone) + timedelta(days=prompts.days)
    day += timedelta(days=(7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
    return {
        "kind": prompts.kind,
        "background": prompts.background,
        "naming": prompts.naming,
        "votes_shown": prompts.votes_shown,
        "closes_at": datetime.combine(day, END_OF_AFTERNOON, team.zone),
    }


class DebateForm(DatesMixin, FramingForm):
    """A new debate."""

    kind = forms.ChoiceField(
        label=_("It is about"),
        choices=DebateKind,
        initial=DebateKind.THESIS,
        widget=forms.RadioSelect,
    )
    thesis = ClaimTextField(
        label=_("Statement or question"),
        help_text=_("One sentence that one can be for or against, or a question with answers."),
    )
    theses = ThesesField()
    votes_shown = VotesField()
    opens_at = opens_field()
    closes_at = closes_field()
    # Makes a form that is sent twice one debate.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = (
        *("kind", "thesis", "theses", "background", "naming", "votes_shown"),
        *("opens_at", "closes_at", "title", "tags", "cover"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        team: Team,
        template: DebateTemplate | None,
        tags: Sequence[str],
    ) -> None:
        prompts = PROMPTS.get(template or "")
        super().__init__(data, initial=suggestions(prompts, team) if prompts else None)
        self.template = template
        self.fields["tags"].offer(tags)  # type: ignore[attr-defined]
        if prompts is not None:
            self.fields["background"].widget.attrs["rows"] = 10
            self.fields["thesis"].help_text = format_lazy(
                "{} {}", prompts.statement, _("For example: “%(text)s”") % {"text": prompts.example}
            )
        for name in ("opens_at", "closes_at"):
            self.fields[name].keep_time_of(team)  # type: ignore[attr-defined]

    def clean_background(self) -> str:
        """An outline that nobody filled in says nothing."""
        background, prompts = super().clean_background(), PROMPTS.get(self.template or "")
        is_bare = prompts is not None and background == tidy(str(prompts.background))
        return "" if is_bare else background

    def clean(self) -> dict[str, Any]:
        """Only a question has several answers."""
        cleaned = super().clean()
        if cleaned.get("theses") and cleaned.get("kind") == DebateKind.THESIS:
            self.add_error(
                "theses",
                ValidationError(
                    _("Only a question has answers. Choose a question above, or empty this field."),
                    code="no_question",
                ),
            )
        return cleaned

    def opening(self, *, as_draft: bool) -> dict[str, Any]:
        """The arguments for `Debate.objects.open_new`.

        Args:
            as_draft: which of the form's two buttons was pressed.
        """
        fields = {**self.cleaned_data, "template": self.template or ""}
        if not fields["title"]:
            del fields["title"]
        if as_draft or fields["opens_at"] is not None:
            fields["phase"] = Phase.DRAFT
        else:
            del fields["opens_at"]
        return fields
