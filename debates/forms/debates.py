"""Input of a whole debate."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, tidy
from debates.models import Debate, DebateKind, Naming

from .claims import ClaimTextField

END_OF_AFTERNOON = time(17)


class ClosingField(forms.SplitDateTimeField):
    """A day and an hour in the reader's zone, later than now."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SplitDateTimeWidget(date_format="%Y-%m-%d", time_format="%H:%M")
        for part, kind, label in zip(
            widget.widgets, ("date", "time"), (_("Day"), _("Hour")), strict=True
        ):
            part.input_type = kind
            part.attrs["aria-label"] = label
        super().__init__(
            label=_("Closes on"),
            required=False,
            widget=widget,
            help_text=_("From then on it can be read, but no longer added to. It can be changed."),
            error_messages={
                "invalid_date": _("This is not a day: use the form 2026-12-31."),
                "invalid_time": _("This is not a time: use the form 17:00."),
            },
            **kwargs,
        )

    def compress(self, data_list: Any) -> datetime | None:
        """A day without an hour means the end of its afternoon."""
        if not data_list or not data_list[0]:
            return None
        return super().compress((data_list[0], data_list[1] or END_OF_AFTERNOON))

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value is not None and value <= timezone.now():
            raise ValidationError(_("This moment has passed. Choose a later one."), code="past")


class FrameForm(forms.Form):
    """What a facilitator says around a debate."""

    title = forms.CharField(
        label=_("Title for lists (optional)"),
        max_length=200,
        required=False,
        validators=[PlainText()],
        help_text=_("A short name. Without one, lists show the statement itself."),
    )
    background = forms.CharField(
        label=_("Background (optional)"),
        required=False,
        max_length=20_000,
        validators=[PlainText()],
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What one needs to know before arguing. Markdown works."),
    )
    closes_at = ClosingField()

    def clean_background(self) -> str:
        return tidy(self.cleaned_data["background"])


class DebateForm(FrameForm):
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
    naming = forms.ChoiceField(
        label=_("Who said it"),
        choices=Naming,
        initial=Naming.NAMED,
        widget=forms.RadioSelect,
        help_text=_(
            "A mask is the same throughout one debate and another one in the next. "
            "Whoever runs the server could still look."
        ),
    )
    field_order = ("kind", "thesis", "background", "naming", "closes_at", "title")

    def opening(self) -> dict[str, Any]:
        """The arguments for `Debate.objects.open_new`."""
        fields = dict(self.cleaned_data)
        if not fields["title"]:
            del fields["title"]
        return fields


def frame_of(debate: Debate) -> dict[str, Any]:
    """The initial values of a `FrameForm`."""
    return {
        "title": debate.title,
        "background": debate.background,
        "closes_at": debate.closes_at,
    }
