"""Input of a member's choice of when to hear of a team."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digests.models import Cadence, Subscription
from digests.models.subscription import EARLIEST_HOUR, LATEST_HOUR, Weekday
from teams.models.user import check_zone


class PreferenceForm(forms.Form):
    """How often, on which day, at which hour, on which clock."""

    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=_("On"),
        choices=Weekday,
        coerce=int,
        help_text=_("For the weekly one."),
    )
    hour = forms.TypedChoiceField(
        label=_("At"),
        choices=[(h, f"{h:02}:00") for h in range(EARLIEST_HOUR, LATEST_HOUR + 1)],
        coerce=int,
        help_text=_("It comes within the half hour that follows."),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        validators=[check_zone],
        widget=forms.Select,
    )

    def __init__(self, *args: Any, own_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone)
        own = _("My own (%(zone)s)") % {"zone": own_zone}
        select = self.fields["time_zone"].widget
        select.choices = [("", own), *((zone, zone) for zone in zones)]


def choice_of(subscription: Subscription) -> dict[str, Any]:
    """The initial values of a `PreferenceForm`."""
    return {name: getattr(subscription, name) for name in PreferenceForm.base_fields}
