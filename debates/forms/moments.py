"""Moments a whole team keeps to, entered on the team's clock."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teams.models import Team

END_OF_AFTERNOON = time(17)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour on the team's clock, later than now.

    Around a change of clocks: an hour that comes twice means the first; one that is left out, the
    same moment as if the clock had not been changed yet.
    """

    zone: ZoneInfo | None = None

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SplitDateTimeWidget(date_format="%Y-%m-%d", time_format="%H:%M")
        for part, kind, label in zip(
            widget.widgets,
            ("date", "time"),
            (gettext_lazy("Day"), gettext_lazy("Hour")),
            strict=True,
        ):
            part.input_type = kind
            part.attrs["aria-label"] = label
        super().__init__(
            required=False,
            widget=widget,
            error_messages={
                "invalid_date": gettext_lazy("This is not a day: use the form 2026-12-31."),
                "invalid_time": gettext_lazy("This is not a time: use the form 17:00."),
            },
            **kwargs,
        )

    def keep_time_of(self, team: Team) -> None:
        """Take what is entered as the team's time, and say so to those who live by another."""
        self.zone = team.zone
        if others := _elsewhere(team):
            self.help_text = format_lazy("{} {}", self.help_text, others)

    def prepare_value(self, value: Any) -> Any:
        """What is known is shown on the team's clock."""
        if isinstance(value, datetime):
            return timezone.make_naive(value, self.zone)
        return super().prepare_value(value)

    def compress(self, data_list: Any) -> datetime | None:
        """A day without an hour means the end of its afternoon."""
        if not data_list or not data_list[0]:
            return None
        hour = data_list[1] or END_OF_AFTERNOON
        return datetime.combine(data_list[0], hour, self.zone).astimezone(UTC)

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value is not None and value <= timezone.now():
            raise ValidationError(_("This moment has passed. Choose a later one."), code="past")


def _elsewhere(team: Team) -> str:
    """What the reader's clock shows when the team's shows five in the afternoon."""
    theirs = datetime.combine(timezone.localdate(timezone=team.zone), END_OF_AFTERNOON, team.zone)
    mine = timezone.localtime(theirs)
    if mine.utcoffset() == theirs.utcoffset():
        return ""
    return _("The team’s clock counts: %(hour)s in %(place)s is now %(own)s for you.") % {
        "hour": date_format(theirs, "H:i"),
        "place": team.place,
        "own": date_format(mine, "H:i" if mine.date() == theirs.date() else "l, H:i"),
    }
