"""What a page about one claim shows, put together in a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from config.htmx import dom_id
from teams.models import User

from .access.places import Place
from .access.proposals import kinds_to_suggest
from .archives import Archived
from .models import Claim, Flag, Source, Visit
from .models.spread import Spread
from .permissions import may_argue, may_edit, may_flag, may_frame, may_resolve, may_take_away

# What the picture beside the claim listens to.
CLAIMS_CHANGED = "claims-changed"
# How many branches "since your last visit" names before it only counts.
BRANCHES_NAMED = 5
# How many new claims it looks at: a page must not cost more because a reader was away.
NEWS_READ = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One side of an open claim."""

    claim: Claim
    stance: str
    cards: list[Claim]

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


# What a link to the claim above needs.
BRANCH_FIELDS = ("text", "parent_id", "debate_id", "links_to_id", "external_title")


@dataclass(frozen=True, slots=True)
class Branch:
    """A claim under which something was added since the last visit."""

    parent: Claim
    pros: int
    cons: int
    theses: int


@dataclass(frozen=True)
class ClaimPage:
    """One person's view of one open claim."""

    place: Place
    since: datetime

    @classmethod
    def of(cls, place: Place) -> "ClaimPage":
        """The page, noting that the reader is here."""
        return cls(place=place, since=Visit.of(place.reader).since)

    @cached_property
    def columns(self) -> list[Column]:
        """Pros and cons, or the theses of a question, the most important first."""
        claim = self.place.claim
        cards = Claim.objects.below(claim, self.place.reader)
        # One query for the sources of the open claim and of all cards.
        Source.objects.put_on([claim, *cards], self.place.debate)
        for card in cards:
            self.mark(card)
        return [
            Column(claim, stance, [c for c in cards if (c.stance or "thesis") == stance])
            for stance in claim.stance_of_replies
        ]

    @cached_property
    def _branches(self) -> list[Branch]:
        """Where others added claims since the reader's last visit, the most first.

        Only the newest are looked at. Counting them all made a page of a debate of 100,000
        claims 38 times as slow for somebody who had been away.
        """
        added = (
            self.place.debate.activities.since(self.since)
            .claims_added()
            .filter(claim__created_at__gt=self.since, claim__parent__isnull=False)
            .exclude(participant=self.place.reader)
            .select_related("claim__parent")
            .only(
                "debate_id", "claim__stance", *(f"claim__parent__{name}" for name in BRANCH_FIELDS)
            )
        )
        parents: dict[int, Claim] = {}
        counts: dict[int, Counter[str | None]] = {}
        for claim in (activity.claim for activity in added[:NEWS_READ]):
            if claim is not None and claim.parent is not None:
                parents[claim.parent.pk] = claim.parent
                counts.setdefault(claim.parent.pk, Counter())[claim.stance] += 1
        most = sorted(counts.items(), key=lambda item: -item[1].total())
        return [Branch(parents[pk], n["pro"], n["con"], n[None]) for pk, n in most]

    @property
    def news(self) -> list[Branch]:
        """The branches "since your last visit" names."""
        return self._branches[:BRANCHES_NAMED]

    def context(self, user: User) -> dict[str, Any]:
        """Everything the template needs."""
        debate, claim, reader = self.place.debate, self.place.claim, self.place.reader
        self.mark(claim)
        frames = may_frame(debate, user, debate.my_role)
        is_open = debate.is_open() and not claim.is_out_of_sight
        trail = [] if claim.is_root else Claim.objects.ancestors_of(claim)
        return {
            "debate": debate,
            "claim": claim,
            "columns": self.columns,
            "trail": trail,
            "archived": Archived.above([*trail, claim], reader, frames=frames),
            "news": self.news,
            "more_news": len(self._branches) - len(self.news),
            "spread": self.spread(claim),
            "flags": Flag.objects.of_claim(claim, reader) if claim.has_flags else [],
            "may_flag": is_open and may_flag(claim, reader),
            "may_answer_flags": is_open and may_resolve(claim, reader, frames=frames),
            "may_argue": is_open and may_argue(reader),
            "may_edit": is_open and may_edit(claim, reader),
            "may_take_away": is_open and may_take_away(claim, reader, frames=frames),
            "may_frame": frames,
            "suggests": kinds_to_suggest(self.place),
            "reader": reader,
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
        """What depends on who reads: new, one's own, and whether votes may be seen."""
        reader, debate = self.place.reader, self.place.debate
        claim.is_new = claim.is_new_since(self.since, reader=reader)
        claim.is_own = claim.author_id == reader.pk
        claim.votes_are_shown = debate.shows_votes(voters=claim.voters, own=claim.own_vote)
        return claim
