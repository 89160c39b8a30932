"""What stands around the picture: the finding, the switch of colours, the path back, the key."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Debate
from debates.models.visible_text import visible_text
from debates.overview import outline, svg
from debates.overview.colours import DEFAULT, MODES, Mode
from debates.overview.sunburst import Frame, Picture, lay_out
from debates.overview.tree import Tree

ID = 987_654_321  # stands for a claim's id where addresses are cut in two
STEPS = 5  # ancestors shown on the path back, beside the thesis


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody asked to see of a debate: colours, the claim in the middle, the open claim."""

    colour: str = DEFAULT
    centre: int | None = None
    claim: int | None = None

    @classmethod
    def asked(cls, query: QueryDict) -> Self:
        """Read an address; what makes no sense is as if it had not been asked."""
        colour = query.get("colour", DEFAULT)
        return cls(
            colour if colour in MODES else DEFAULT,
            _number(query.get("centre", "")),
            _number(query.get("claim", "")),
        )

    def address(self, debate: Debate) -> str:
        """The page that shows it."""
        asked = {
            "colour": "" if self.colour == DEFAULT else self.colour,
            "claim": self.claim,
            "centre": self.centre,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        path = reverse("debates:overview_show", args=[debate.pk])
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Panel:
    """A debate drawn as somebody asked to see it, with everything the template says about it."""

    debate: Debate
    tree: Tree
    look: Look
    frame: Frame

    @cached_property
    def centre(self) -> int:
        """The place in the middle: the thesis, unless a claim was asked for that is there."""
        return self._place(self.look.centre) or 0

    @cached_property
    def _laid_out(self) -> Picture:
        return lay_out(self.tree, self.frame, self.centre)

    @property
    def mode(self) -> Mode:
        """How it is coloured."""
        return MODES[self.look.colour]

    @property
    def is_whole(self) -> bool:
        """Whether the thesis is in the middle."""
        return self.centre == 0

    @property
    def picture(self) -> SafeString:
        """The SVG."""
        drawn = svg.render(
            self._laid_out,
            self.mode.paint(self.tree),
            ident="overview-picture",
            name=self.finding,
            links=self._links,
            open_claim=self._place(self.look.claim),
        )
        return mark_safe(drawn)  # noqa: S308 (our own markup; names in it are escaped)

    @property
    def outline(self) -> SafeString:
        """The same as nested lists."""
        lists = outline.render(self.tree, self._links, self.centre)
        return mark_safe(lists)  # noqa: S308 (our own markup; texts in it are escaped)

    @property
    def finding(self) -> str:
        """What the picture shows, in a sentence."""
        pros, cons = self._laid_out.pros, self._laid_out.cons
        if not pros + cons:
            return _("Nobody has added a pro or a con yet.")
        count = ngettext("%(count)s claim", "%(count)s claims", pros + cons) % {
            "count": number_format(pros + cons, force_grouping=True)
        }
        share = round(100 * pros / (pros + cons))
        words = {"claims": count, "pros": share, "cons": 100 - share}
        return _("%(claims)s: %(pros)d%% grow out of the pros, %(cons)d%% out of the cons.") % words

    @property
    def has_merged(self) -> bool:
        """Whether some claims are too thin to be drawn one by one."""
        return any(s.merged for r in self._laid_out.rings for f in r.families for s in f.segments)

    @property
    def has_theses(self) -> bool:
        """Whether neutral segments are to be explained."""
        return self.is_whole and self.debate.has_theses

    @property
    def switch(self) -> list[dict[str, object]]:
        """The colours one can choose from."""
        return [
            {
                "name": name,
                "label": mode.label,
                "address": replace(self.look, colour=name).address(self.debate),
                "current": name == self.look.colour,
            }
            for name, mode in MODES.items()
        ]

    @property
    def path(self) -> list[dict[str, object]]:
        """From the thesis to the claim in the middle; the middle of a very long way is left out."""
        way = self.tree.path(self.centre)
        shown = way if len(way) <= STEPS + 1 else [*way[:1], *way[-STEPS:]]
        return [
            {
                "id": row.id,
                "text": visible_text(row.text),
                "address": replace(self.look, centre=row.id if place else None).address(
                    self.debate
                ),
                "current": place == self.centre,
            }
            for place, row in ((place, self.tree.rows[place]) for place in shown)
        ]

    @property
    def branch(self) -> str:
        """The address that makes the open claim the centre; empty where that shows nothing new."""
        place = self._place(self.look.claim)
        if place is None or place == self.centre or self.tree.sizes[place] == 1:
            return ""
        return replace(self.look, centre=self.look.claim).address(self.debate)

    @property
    def page(self) -> str:
        """The same on a page of its own."""
        return self.look.address(self.debate)

    @property
    def zoom_address(self) -> str:
        """The address that makes a claim the centre, up to the claim's id."""
        return self._links.centre[0]

    @property
    def caption_address(self) -> str:
        """The address of a claim's caption, up to the claim's id."""
        return reverse("debates:overview_caption", args=[self.debate.pk, ID]).split(str(ID))[0]

    @cached_property
    def _links(self) -> svg.Links:
        claim = reverse("debates:claim_show", args=[self.debate.pk, ID])
        centre = replace(self.look, centre=ID).address(self.debate)
        return svg.Links(_cut(claim), _cut(centre), f"{self.page}#outline")

    def _place(self, claim: int | None) -> int | None:
        return None if claim is None else self.tree.place_of(claim)


def _cut(address: str) -> tuple[str, str]:
    before, _id, after = address.partition(str(ID))
    return before, after


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
