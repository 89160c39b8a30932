"""Small words of the templates, available in all of them."""

from datetime import datetime

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.htmx import dom_id as _dom_id

register = template.Library()
register.simple_tag(_dom_id, name="dom_id")

MINUTE, HOUR, DAY = 60, 3600, 86_400


def ago(at: datetime, now: datetime | None = None) -> str:
    """How long ago in one short word: "just now", "40 min", "2 h", "3 d", then the date."""
    seconds = ((now or timezone.now()) - at).total_seconds()
    if seconds < MINUTE:
        return _("just now")
    if seconds < HOUR:
        n = int(seconds // MINUTE)
        return ngettext("%(n)d min", "%(n)d min", n) % {"n": n}
    if seconds < DAY:
        n = int(seconds // HOUR)
        return ngettext("%(n)d h", "%(n)d h", n) % {"n": n}
    if seconds < 14 * DAY:
        n = int(seconds // DAY)
        return ngettext("%(n)d d", "%(n)d d", n) % {"n": n}
    return day(timezone.localtime(at))


def day(local: datetime) -> str:
    """A day in short; the year only when it is another one."""
    same_year = local.year == timezone.localtime().year
    return format_date(local, "j M" if same_year else "j M Y")


def day_as_html(local: datetime) -> SafeString:
    """Only the day of a moment, by the clock it is given on."""
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), day(local))


@register.simple_tag
def when(at: datetime, *, coarse: bool = False) -> SafeString:
    """A moment in the reader's zone, or only its day."""
    local = timezone.localtime(at)
    if coarse:
        return day_as_html(local)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        format_date(local, "D j M Y, H:i"),
        ago(at),
    )
