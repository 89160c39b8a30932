"""Coloured by what is new to the reader, from the same marks as everywhere else."""

from django.utils.translation import gettext as _

from debates.overview.painting import BLANK, LIT, Key, Painting
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer


def by_news(tree: Tree, viewer: Viewer) -> Painting:
    """Has the reader read it, and if so, has anything happened to it since?"""
    unread = viewer.unread
    shades, lit = [], []
    for place, row in enumerate(tree.rows):
        marks = unread.own(row.id, row.links_to_id)
        shades.append("fresh" if marks["new"] else "stirred" if marks else BLANK)
        if marks:
            lit.append(place)
    legend = [
        Key("fresh", _("new to you")),
        Key("stirred", _("changed or talked about since")),
        Key(BLANK, _("read")),
        Key(LIT, _("several, some of them unread")),
    ]
    note = _("and more: only the latest are looked at.") if unread.is_many else ""
    return Painting(shades, legend, fades=False, lit=lit, note=note)
