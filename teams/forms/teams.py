"""What an administrator says about a team."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teams.models import Team

from .names import NameField
from .zones import ZoneField


class NewTeamForm(forms.Form):
    """A team that is to be."""

    name = NameField(label=_("Name of the team"))


class TeamForm(NewTeamForm):
    """How a team is set up."""

    time_zone = ZoneField(
        help_text=_("Closing dates and other days of the team follow this clock.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of invitations and other mails to people who have not chosen one."),
    )
    members_may_open_debates = forms.BooleanField(
        label=_("Every member may open a debate"),
        required=False,
        help_text=_("Otherwise only facilitators and administrators."),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(team, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        zone: Any = self.fields["time_zone"]
        zone.keep(team.time_zone)
