"""Who is what in a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teams.models import Membership, Role

ROLES = [
    (Role.MEMBER, _("Member: reads, argues and votes")),
    (Role.FACILITATOR, _("Facilitator: also frames and closes debates")),
    (Role.ADMIN, _("Administrator: also looks after people and settings")),
]


class RoleField(forms.ChoiceField):
    """One of the roles, each with what it may do."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Role"))
        super().__init__(choices=ROLES, initial=Role.MEMBER, widget=forms.RadioSelect, **kwargs)


class RoleForm(forms.Form):
    """Another role for somebody."""

    role = RoleField()

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {"role": membership.role}
        super().__init__(*args, **kwargs)
