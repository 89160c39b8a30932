"""What a page about one claim shows, put together in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.utils.translation import gettext as _

from config.htmx import dom_id
from teams.models import User

from .access.places import Place, frames
from .access.proposals import kinds_to_suggest
from .access.rights import rights_at
from .archives import Archived
from .models import Claim, Flag, Sign, Source, Unread
from .models.claim_queries import weight
from .models.participant_reading import LAG
from .models.spread import Spread
from .prompts import PROMPTS

# What the picture beside the claim listens to.
CLAIMS_CHANGED = "claims-changed"


@dataclass(frozen=True, slots=True)
class Column:
    """One side of an open claim."""

    claim: Claim
    stance: str
    cards: list[Claim]
    ghosts: list[Archived] = field(default_factory=list)
    """What the reader had read there and is gone."""

    @property
    def lines(self) -> list[tuple[Claim, Archived | None]]:
        """Cards and ghosts in one order, each where its weight puts it."""
        told = {ghost.claim.pk: ghost for ghost in self.ghosts}
        rows = [*self.cards, *(ghost.claim for ghost in self.ghosts)]
        rows.sort(key=lambda row: (-weight(row), row.position, row.pk))
        return [(row, told.get(row.pk)) for row in rows]

    @property
    def title(self) -> str:
        """Its heading."""
        return {"pro": _("Pros"), "con": _("Cons"), "thesis": _("Theses")}[self.stance]

    @property
    def invitation(self) -> str:
        """What the field on top says."""
        return {
            "pro": _("Add a pro…"),
            "con": _("Add a con…"),
            "thesis": _("Add a thesis…"),
        }[self.stance]

    @property
    def proposal(self) -> str:
        """What stands there for those who may only suggest."""
        return {
            "pro": _("Suggest a pro…"),
            "con": _("Suggest a con…"),
            "thesis": _("Suggest a thesis…"),
        }[self.stance]

    @property
    def one_arrived(self) -> str:
        """What a page says when somebody added one meanwhile."""
        return {
            "pro": _("1 new pro – show"),
            "con": _("1 new con – show"),
            "thesis": _("1 new thesis – show"),
        }[self.stance]

    @property
    def many_arrived(self) -> str:
        """The same for several; the page puts in how many."""
        return {
            "pro": _("{n} new pros – show"),
            "con": _("{n} new cons – show"),
            "thesis": _("{n} new theses – show"),
        }[self.stance]

    @property
    def hint(self) -> str:
        """What an empty column says; on an empty debate it teaches."""
        prompts = PROMPTS.get(self.claim.debate.template)
        if prompts is not None and (self.claim.is_root or self.claim.is_thesis):
            return str(getattr(prompts, self.stance))
        if self.stance == "thesis":
            return _("No answer has been proposed yet. A good one can be argued for and against.")
        if not self.claim.is_root:
            return _("Nobody has answered this yet.")
        if self.stance == "pro":
            return _("No pro yet. A good first one gives a single reason, and says whom it helps.")
        return _("No con yet. A good first one names a single cost, and says who would bear it.")

    @property
    def list_id(self) -> str:
        """Where new cards go."""
        return column_id(self.claim, self.stance, "list")

    @property
    def count_id(self) -> str:
        """Where the number stands."""
        return column_id(self.claim, self.stance, "count")

    @property
    def composer_id(self) -> str:
        """Where one writes."""
        return column_id(self.claim, self.stance, "composer")

    @property
    def count(self) -> int:
        """How many claims stand on this side."""
        below = {"pro": "pros_below", "con": "cons_below", "thesis": "theses_below"}
        return len(self.cards) or int(getattr(self.claim, below[self.stance]))


def column_id(claim: Claim, stance: str, part: str) -> str:
    """The id of a part of a column: `claim-7-con-list`."""
    return dom_id(claim, f"{stance or 'reply'}-{part}")


@dataclass(frozen=True)
class ClaimPage:
    """One person's view of one open claim."""

    place: Place
    is_opened: bool = False
    """Whether its claim is read by showing it: not where only a part of the page is."""

    @cached_property
    def unread(self) -> Unread:
        """What the reader has not read of the debate."""
        debate, reader = self.place.debate, self.place.reader
        return Unread.of(debate, reader) if debate.last_activity > reader.read_to else Unread()

    @cached_property
    def _ahead(self) -> Unread:
        """What is left to be read after this page."""
        seen = (claim.pk for claim in self._seen) if self.is_opened else ()
        return self.unread.without(seen)

    @property
    def _seen(self) -> list[Claim]:
        """The open claim, the link it is seen through, and what is below and takes no replies.

        Other cards are not read by being here: on a phone half of them stand behind a switch.
        """
        here = [claim for claim in (self.place.claim, self.place.link) if claim is not None]
        return here + [card for card in self._cards if not card.takes_replies]

    @cached_property
    def _below(self) -> list[Claim]:
        return Claim.objects.below(self.place.claim, self.place.reader)

    @cached_property
    def _cards(self) -> list[Claim]:
        claim = self.place.claim
        cards = [card for card in self._below if card.ghost is None]
        # One query for the sources of the open claim and of all cards.
        Source.objects.put_on([claim, *cards], self.place.debate)
        return cards

    def _ghosts(self) -> list[Archived]:
        """What the reader had read here and is gone; a query more where there is any."""
        debate, reader = self.place.debate, self.place.reader
        may = reader.user is not None and frames(debate, reader.user)
        gone = [self.mark(claim) for claim in self._below if claim.ghost is not None]
        return Archived.ghosts(gone, debate, reader, frames=may)

    @cached_property
    def columns(self) -> list[Column]:
        """Pros and cons, or the theses of a question, the most important first."""
        claim = self.place.claim
        for card in self._cards:
            self.mark(card)
            self.sign(card)
        ghosts = self._ghosts()
        return [
            Column(
                claim,
                stance,
                [card for card in self._cards if (card.stance or "thesis") == stance],
                [ghost for ghost in ghosts if (ghost.claim.stance or "thesis") == stance],
            )
            for stance in claim.stance_of_replies
        ]

    def context(self) -> dict[str, Any]:
        """Everything the template needs."""
        debate, claim, reader = self.place.debate, self.place.claim, self.place.reader
        # Whoever reads is signed in; a participant without a user is one who has left.
        user = cast(User, reader.user)
        self.mark(claim)
        rights = rights_at(self.place)
        here = claim if self.place.link is None else self.mark(self.place.link)
        trail = [] if claim.is_root else Claim.objects.ancestors_of(here)
        archived = Archived.above([*trail, claim], reader, frames=rights["may_frame"])
        for step in [*trail, claim]:
            self.sign(step)
        return {
            "debate": debate,
            "claim": claim,
            # Where it is seen: its own place, or a link's, with a stance and votes of its own.
            "here": here,
            "link": self.place.link,
            "columns": self.columns,
            "trail": trail,
            "archived": archived,
            "became": archived.became_for(user) if archived else None,
            "origin": debate.origin_for(user) if claim.is_root else None,
            "unread": self._ahead,
            "spread": self.spread(here),
            "flags": Flag.objects.of_claim(claim, reader) if claim.has_flags else [],
            "suggests": kinds_to_suggest(self.place),
            "reader": reader,
            **rights,
        }

    @staticmethod
    def spread(claim: Claim) -> Spread | None:
        """How people voted on the open claim, once `mark` has said that the reader may see it."""
        return Spread.of(claim.votes_cast) if claim.votes_are_shown and claim.voters else None

    def fresh_card(self, claim: Claim) -> Claim:
        """The card of a claim that was added just now: nobody has voted on it or answered it."""
        claim.voters = claim.pros_below = claim.cons_below = claim.theses_below = 0
        claim.comments_waiting = claim.flags_waiting = 0
        claim.impact = claim.own_vote = claim.own_vote_version = claim.own_vote_at = None
        claim.evidence = []
        return self.mark(claim)

    def mark(self, claim: Claim) -> Claim:
        """What depends on who reads: one's own, and whether votes may be seen."""
        reader, debate = self.place.reader, self.place.debate
        claim.is_own = claim.author_id == reader.pk
        claim.votes_are_shown = debate.shows_votes(voters=claim.voters, own=claim.own_vote)
        return claim

    def sign(self, claim: Claim) -> Claim:
        """Say at a claim what is unread about it, and what is left below it."""
        places = (claim.pk, claim.links_to_id)
        own, below = self.unread.own(*places), self._ahead.below(*places)
        claim.unread = Sign(own, below, self.unread.is_many) if own or below else None
        return claim

    def note_read(self) -> None:
        """Keep what was read by opening the page, up to what it showed."""
        reader, latest = self.place.reader, self.place.debate.last_activity
        if read := [claim for claim in self._seen if self.unread.own(claim.pk)]:
            reader.read(read, up_to=latest)
        elif not self.unread.is_many and (self.unread.oldest or latest) - reader.read_to > LAG:
            reader.tidy(up_to=latest)
