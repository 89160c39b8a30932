"""A debate seen through two perspectives: a picture of each, side by side."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Debate
from debates.overview import svg
from debates.overview.impact import legend_of, shade_of
from debates.overview.painting import BLANK, VEILED, Painting
from debates.overview.panel import ID
from debates.overview.sunburst import Frame, Picture, lay_out
from debates.overview.textures import swatch
from debates.overview.tree import Tree
from debates.perspectives.contrasts import Contrasts, Weight
from debates.perspectives.perspective import Perspective

# Half as wide as the overview's own page; what cannot be seen there is merged.
FRAME = Frame(radius=250, disc=56, hole=33, widest=58, thinnest=2)
# Impact from here on is named in the sentence about a picture.
HIGH = 3


@dataclass(frozen=True)
class Side:
    """One perspective with its picture."""

    perspective: Perspective
    ident: str
    letters: str
    weights: dict[int, Weight]
    painting: Painting
    picture: Picture
    debate: Debate

    @property
    def finding(self) -> str:
        """What the picture shows, in a sentence."""
        if not self.weights:
            return _("No votes that can be shown.")
        weighed, high = len(self.weights), sum(w.mean >= HIGH for w in self.weights.values())
        words = {
            "claims": ngettext("%(n)s claim", "%(n)s claims", weighed)
            % {"n": number_format(weighed, force_grouping=True)},
            "high": number_format(high, force_grouping=True),
        }
        return _("%(claims)s with votes, %(high)s of them at 3 or more in the mean.") % words

    @property
    def drawn(self) -> SafeString:
        """The picture."""
        markup = svg.render(
            self.picture,
            self.painting,
            ident=self.ident,
            name=f"{self.perspective.name}: {self.finding}",
            links=self._links,
        )
        return mark_safe(markup)  # noqa: S308 (our own markup; names in it are escaped)

    @property
    def _links(self) -> svg.Links:
        claim = reverse("debates:claim_show", args=[self.debate.pk, ID]).partition(str(ID))
        overview = reverse("debates:overview_show", args=[self.debate.pk])
        centre = (f"{overview}?colour=impact&centre=", "")
        return svg.Links((claim[0], claim[2]), centre, f"{overview}#outline", self.letters)


@dataclass(frozen=True)
class Compared:
    """Both sides of a comparison, on the same tree."""

    tree: Tree
    contrasts: Contrasts

    @cached_property
    def sides(self) -> list[Side]:
        """Left and right."""
        picture, pairs = lay_out(self.tree, FRAME), self.contrasts.pairs
        return [
            self._side(
                self.contrasts.left, "left", "sm", picture, [it.left for it in pairs.values()]
            ),
            self._side(
                self.contrasts.right, "right", "tn", picture, [it.right for it in pairs.values()]
            ),
        ]

    @property
    def legend(self) -> list[tuple[SafeString, object]]:
        """What the shades of both mean."""
        used = {shade for side in self.sides for shade in side.painting.shades[1:]}
        return [
            (mark_safe(swatch(key.shade, "left")), key.meaning)  # noqa: S308 (our own markup)
            for key in legend_of(used)
        ]

    @property
    def caption_address(self) -> str:
        """The address of a claim's caption, up to the claim's id."""
        debate = self.contrasts.reader.debate
        return reverse("debates:overview_caption", args=[debate.pk, ID]).split(str(ID))[0]

    @property
    def zoom_address(self) -> str:
        """The overview with a claim in the middle, up to the claim's id."""
        overview = reverse("debates:overview_show", args=[self.contrasts.reader.debate.pk])
        return f"{overview}?colour=impact&centre="

    def _side(
        self,
        perspective: Perspective,
        ident: str,
        letters: str,
        picture: Picture,
        weights: list[Weight | None],
    ) -> Side:
        by_claim = {
            claim: weight
            for claim, weight in zip(self.contrasts.pairs, weights, strict=True)
            if weight is not None
        }
        debate = self.contrasts.reader.debate
        shades = [self._shade(row.id, by_claim) for row in self.tree.rows]
        # Both pictures bring the textures of both: the legend borrows them from the left one.
        legend = legend_of({VEILED, BLANK})
        painting = Painting(shades, legend, fades=False)
        return Side(perspective, ident, letters, by_claim, painting, picture, debate)

    def _shade(self, claim: int, weights: dict[int, Weight]) -> str:
        if claim in weights:
            return shade_of(weights[claim].mean)
        debate = self.contrasts.reader.debate
        is_told = debate.is_named and (debate.shows_all_votes or claim in self.contrasts.pairs)
        return BLANK if is_told else VEILED
