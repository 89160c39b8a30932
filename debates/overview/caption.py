"""What the picture says about one segment, in words."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Claim
from debates.models.visible_text import visible_text
from debates.overview.impact import may_see, votes_on
from debates.overview.viewer import Viewer

STEPS = 6  # claims of the chain that are named; of longer ones those nearest to the claim


@dataclass(frozen=True)
class Caption:
    """One claim as its segment tells of it, to one person."""

    claim: Claim
    viewer: Viewer

    @property
    def text(self) -> str:
        """Its words without marks."""
        return visible_text(self.claim.content.text or self.claim.content.external_title)

    @cached_property
    def chain(self) -> list[str]:
        """The sides from the thesis down to it: thesis, pro, con."""
        way = Claim.objects.ancestors_of(self.claim)
        steps = [self._side(claim) for claim in way[-STEPS:]]
        return steps if len(way) <= STEPS else ["…", *steps]

    @property
    def side(self) -> str:
        """Its own side."""
        return self._side(self.claim)

    @property
    def author(self) -> str:
        """Who wrote it, as others may know it; nothing where nobody is told apart."""
        if self.claim.is_root or not self.viewer.debate.shows_people:
            return ""
        return self.claim.author_name

    @property
    def votes(self) -> str:
        """How the votes on it came out, if there are any that this reader may see."""
        votes = votes_on(self.viewer, claim=self.claim).get(self.claim.pk)
        if votes is None or not may_see(self.viewer, votes):
            return ""
        said = ngettext(
            "impact %(mean)s of 4, %(n)s vote", "impact %(mean)s of 4, %(n)s votes", votes.voters
        )
        return said % {"mean": number_format(votes.mean, 1), "n": number_format(votes.voters)}

    def _side(self, claim: Claim) -> str:
        if claim.stance:
            return _("Pro") if claim.stance == "pro" else _("Con")
        is_question = claim.is_root and self.viewer.debate.has_theses
        return _("Question") if is_question else _("Thesis")
