"""Choosing a time zone: the likely ones first, then all, by continent."""

import itertools
import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

COMMON = (
    *("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Amsterdam", "Europe/Berlin"),
    *("Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw", "Europe/Athens"),
    *("Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata"),
    *("Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Toronto", "America/Sao_Paulo", "UTC"),
)
# Old spellings and offsets; whoever has one already keeps it, nobody chooses one.
_UNUSUAL = ("Etc", "US", "Canada", "Brazil", "Chile", "Mexico", "SystemV", "posix", "right")

Choices = list[tuple[str, str]]


def readable(zone: str) -> str:
    """`America/New_York` as "New York, America"."""
    area, _slash, place = zone.partition("/")
    return f"{place.replace('_', ' ')}, {area}" if place else area


def zone_choices(present: str = "") -> list[tuple[Any, Choices]]:
    """All zones in groups, with the present one even where it is an old spelling."""
    known = sorted(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and name.partition("/")[0] not in _UNUSUAL
    )
    first = [*COMMON] if not present or present in {*COMMON, *known} else [present, *COMMON]
    groups: list[tuple[Any, Choices]] = [(_("Often used"), _choices(first))]
    rest = (name for name in known if name not in COMMON)
    for area, names in itertools.groupby(rest, key=lambda name: name.partition("/")[0]):
        groups.append((area, _choices(list(names))))
    return groups


def _choices(zones: list[str]) -> Choices:
    return [(zone, readable(zone)) for zone in zones]


class ZoneField(forms.ChoiceField):
    """One of the zones this machine knows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=zone_choices, **kwargs)

    def keep(self, present: str) -> None:
        """Offer what somebody has, even where it is an old spelling."""
        self.choices = zone_choices(present)
