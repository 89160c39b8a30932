"""What stands around the picture: the finding, the switch of colours, the path back, the key."""

from collections.abc import Iterator
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
from debates.overview.colours import DEFAULT, MODES, Mode, offered
from debates.overview.painting import GONE, LIT, Key, Painting
from debates.overview.sunburst import Frame, Picture, Segment, lay_out
from debates.overview.textures import swatch
from debates.overview.tree import Tree
from debates.overview.viewer import Viewer

ID = 987_654_321  # stands for a claim's id where addresses are cut in two
IDENT = "overview-picture"
STEPS = 5  # ancestors shown on the path back, beside the thesis
# What overview.css draws in the legend; the others look there as in the picture.
BY_CSS = {"pro", "con", "thesis", "link", "more"}


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody asked to see of a debate.

    The colours, the claim in the middle, the open claim, and whether archived claims too.
    """

    colour: str = DEFAULT
    centre: int | None = None
    claim: int | None = None
    archived: bool = False

    @classmethod
    def asked(cls, query: QueryDict, debate: Debate, kept: str = DEFAULT) -> Self:
        """Read an address; what makes no sense is as if it had not been asked.

        `kept` are the colours this reader chose last.
        """
        modes = offered(debate)
        colour = next((c for c in (query.get("colour"), kept) if c in modes), DEFAULT)
        return cls(
            colour,
            _number(query.get("centre", "")),
            _number(query.get("claim", "")),
            query.get("archived") == "1",
        )

    @property
    def query(self) -> str:
        """It as the end of an address, colours always: they may not be the ones chosen last."""
        asked = {
            "colour": self.colour,
            "claim": self.claim,
            "centre": self.centre,
            "archived": int(self.archived),
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def address(self, debate: Debate) -> str:
        """The page that shows it."""
        return f"{reverse('debates:overview_show', args=[debate.pk])}?{self.query}"


@dataclass(frozen=True)
class Panel:
    """A debate drawn as somebody asked to see it, with everything the template says about it."""

    viewer: Viewer
    tree: Tree
    look: Look
    frame: Frame

    @property
    def debate(self) -> Debate:
        """What is drawn."""
        return self.viewer.debate

    @cached_property
    def centre(self) -> int:
        """The place in the middle: the thesis, unless a claim was asked for that is there.

        Of a link it is the claim it shows: nothing hangs below the link itself.
        """
        place = self._place(self.look.centre) or 0
        return self.tree.place_of(self.tree.rows[place].shows) or 0

    @cached_property
    def laid_out(self) -> Picture:
        """Where everything is."""
        return lay_out(self.tree, self.frame, self.centre)

    @property
    def mode(self) -> Mode:
        """How it is coloured."""
        return MODES[self.look.colour]

    @property
    def is_whole(self) -> bool:
        """Whether the thesis is in the middle."""
        return self.centre == 0

    @cached_property
    def painting(self) -> Painting:
        """Its colours. What is archived is grey in all of them."""
        painting = self.mode.paint(self.tree, self.viewer)
        if not self.archived:
            return painting
        rows = zip(painting.shades, self.tree.rows, strict=True)
        shades = [GONE if row.is_archived else shade for shade, row in rows]
        return replace(painting, shades=shades, legend=[*painting.legend, Key(GONE, _("archived"))])

    @cached_property
    def archived(self) -> int:
        """How many archived claims are in the picture."""
        branch = self.tree.rows[self.centre + 1 : self.centre + self.tree.sizes[self.centre]]
        return sum(row.is_archived for row in branch)

    @property
    def picture(self) -> SafeString:
        """The SVG."""
        drawn = svg.render(
            self.laid_out,
            self.painting,
            ident=IDENT,
            name=self.finding,
            links=self._links,
            open_claim=self._place(self.look.claim),
        )
        return mark_safe(drawn)  # noqa: S308 (our own markup; names in it are escaped)

    @property
    def still(self) -> str:
        """The SVG for a file: nothing in it can be clicked."""
        return svg.render(self.laid_out, self.painting, ident=IDENT)

    @property
    def outline(self) -> SafeString:
        """The same as nested lists."""
        lists = outline.render(self.tree, self._links, self.centre)
        return mark_safe(lists)  # noqa: S308 (our own markup; texts in it are escaped)

    @property
    def finding(self) -> str:
        """What the picture shows, in a sentence."""
        pros, cons = self.laid_out.pros, self.laid_out.cons
        if not pros + cons:
            return _("Nobody has added a pro or a con yet.")
        count = ngettext("%(count)s claim", "%(count)s claims", pros + cons) % {
            "count": number_format(pros + cons, force_grouping=True)
        }
        share = round(100 * pros / (pros + cons))
        words = {"claims": count, "pros": share, "cons": 100 - share}
        said = _("%(claims)s: %(pros)d%% grow out of the pros, %(cons)d%% out of the cons.") % words
        if not self.archived:
            return said
        gone = ngettext(
            "%(count)s of them is archived.", "%(count)s of them are archived.", self.archived
        )
        return f"{said} {gone % {'count': number_format(self.archived, force_grouping=True)}}"

    @property
    def legend(self) -> list[dict[str, object]]:
        """What the shades mean, those of the picture that the colours do not explain too."""
        keys = [key for key in self.painting.legend if key.shade != LIT or self.has_merged]
        if self.has_theses and self.mode.has_sides:
            keys.append(Key("thesis", _("a thesis")))
        if self.has_links:
            keys.append(Key("link", _("a link: the claim stands elsewhere")))
        if self.has_merged:
            keys.append(Key("more", _("several, too thin to draw")))
        return [
            {
                "shade": key.shade,
                "meaning": key.meaning,
                "swatch": "" if key.shade in BY_CSS else mark_safe(swatch(key.shade, IDENT)),  # noqa: S308 (our own markup)
            }
            for key in keys
        ]

    @cached_property
    def has_merged(self) -> bool:
        """Whether some claims are too thin to be drawn one by one."""
        return any(segment.merged for segment in self._segments)

    @property
    def has_links(self) -> bool:
        """Whether links are among what is drawn."""
        rows = self.tree.rows
        return any(rows[s.place].links_to_id for s in self._segments if not s.merged)

    @property
    def _segments(self) -> Iterator[Segment]:
        for ring in self.laid_out.rings:
            for family in ring.families:
                yield from family.segments

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
            for name, mode in offered(self.debate).items()
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
    def next_unread(self) -> str:
        """The way to what is lit as new; empty where nothing is."""
        if not self.painting.lit:
            return ""
        here = self.tree.rows[self.centre].id
        return reverse("debates:unread_show", args=[self.debate.pk, here])

    @property
    def page(self) -> str:
        """The same on a page of its own."""
        return self.look.address(self.debate)

    @property
    def files(self) -> list[dict[str, str]]:
        """The same to be downloaded."""
        return [
            {"form": form.upper(), "address": f"{self._file(form)}?{self.look.query}"}
            for form in ("svg", "png")
        ]

    def _file(self, form: str) -> str:
        return reverse("debates:poster_show", args=[self.debate.pk, form])

    @property
    def archived_switch(self) -> str:
        """The address that shows archived claims too, or leaves them out again."""
        return replace(self.look, archived=not self.look.archived).address(self.debate)

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
