"""Coloured by kind of source: who argues from numbers, who from stories, who from nothing."""

from collections import defaultdict

from django.utils.translation import gettext as _

from debates.models import Debate, Source
from debates.models.source import SourceKind
from debates.overview.painting import BLANK, HUES, OTHERS, SEVERAL, Key, Painting
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer

KINDS = {
    SourceKind.STATISTIC: HUES[0],
    SourceKind.RESEARCH: HUES[1],
    SourceKind.STORY: HUES[2],
    SourceKind.EXPERIENCE: HUES[3],
    SourceKind.POLICY: HUES[4],
    SourceKind.UNKNOWN: OTHERS,
}


def by_source(tree: Tree, viewer: Viewer) -> Painting:
    """What kind of source does the claim have? A link has those of what it shows."""
    kinds = _kinds(viewer.debate)
    shades = [_shade(kinds.get(row.shows, set())) for row in tree.rows]
    meanings = [Key(shade, kind.label) for kind, shade in KINDS.items() if kind]
    meanings += [
        Key(OTHERS, _("a source of no stated kind")),
        Key(SEVERAL, _("several kinds")),
        Key(BLANK, _("no source")),
    ]
    used = set(shades[1:])
    return Painting(shades, [key for key in meanings if key.shade in used], fades=False)


def _shade(kinds: set[str]) -> str:
    if len(kinds) > 1:
        return SEVERAL
    return next((KINDS[SourceKind(kind)] for kind in kinds), BLANK)


def _kinds(debate: Debate) -> dict[int, set[str]]:
    """The kinds of the sources that stand on each claim, of those that have any. One query."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    standing = Source.objects.standing().filter(claim__debate=debate)
    for claim, kind in standing.values_list("claim", "kind"):
        found[claim].add(kind)
    return found
