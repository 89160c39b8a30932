"""Coloured by who said it: a hue for each of those who said most, by name or by mask."""

from collections import Counter

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from debates.models import Claim, Debate
from debates.overview.painting import BLANK, HUES, OTHERS, Key, Painting
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer


def is_offered(debate: Debate) -> bool:
    """Not where two claims of one person cannot be told to be theirs."""
    return debate.shows_people


def by_people(tree: Tree, viewer: Viewer) -> Painting:
    """Who wrote the claim? A link has the colour of whoever wrote what it shows.

    Nobody is put first: hues and legend go by the alphabet, not by who said how much.
    """
    authors = _authors(viewer.debate)
    said = Counter(filter(None, (authors.get(row.id) for row in tree.rows[1:])))
    named = sorted(said, key=lambda person: (-said[person], person))[: len(HUES)]
    named.sort(key=lambda person: (viewer.names[person].casefold(), person))
    hues = dict(zip(named, HUES, strict=False))
    shades = [
        hues.get(author, OTHERS) if author else BLANK
        for author in (authors.get(row.id) for row in tree.rows)
    ]
    legend = [Key(hue, viewer.names[person]) for person, hue in hues.items()]
    rest = [Key(OTHERS, _("others")), Key(BLANK, _("imported or copied"))]
    used = set(shades[1:])
    return Painting(shades, legend + [key for key in rest if key.shade in used], fades=False)


def _authors(debate: Debate) -> dict[int, int]:
    """The participant who wrote each claim, where somebody did."""
    wrote = Coalesce("links_to__author", "author")
    claims = Claim.objects.filter(debate=debate).annotate(wrote=wrote)
    return dict(claims.exclude(wrote=None).values_list("pk", "wrote"))
