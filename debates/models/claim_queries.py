"""Questions about claims. Each page's query is a method here, and none grows with the debate."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from .claim_finding import ClaimFinding
from .word_links import LINK_MARK

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate
    from .participant import Participant

# The way up is walked in the database, one branch only. A limit, because a hostile import may
# have thousands of levels and no page shows more.
ANCESTORS_SQL = """
WITH RECURSIVE way (id, parent_id, level) AS (
    SELECT id, parent_id, 0 FROM debates_claim WHERE id = %s
    UNION ALL
    SELECT c.id, c.parent_id, way.level + 1
    FROM debates_claim c JOIN way ON c.id = way.parent_id WHERE way.level < 200
)
SELECT id FROM way WHERE level > 0
"""

# A claim and everything below it.
BRANCH_SQL = """
WITH RECURSIVE branch (id) AS (
    SELECT %s::bigint
    UNION ALL
    SELECT c.id FROM debates_claim c JOIN branch ON c.parent_id = branch.id
)
SELECT id FROM branch
"""


def in_sight(claim: str = "") -> Q:
    """Claims that readers see, for filters; with a prefix (`claim__`) on what points at them.

    Neither archived, nor below something archived, nor a link to such a claim.
    """
    target = f"{claim}links_to"
    here = {f"{claim}archived_at": None, f"{claim}archived_above": False}
    there = {f"{target}__archived_at": None, f"{target}__archived_above": False}
    return Q(**here) & (Q(**{target: None}) | Q(**there))


class ClaimQuerySet(ClaimFinding):
    """Claims are only ever had through a debate the person may see (access.py)."""

    def shown(self) -> Self:
        """What readers see: without what was archived and everything below it."""
        return self.filter(in_sight())

    def with_authors(self, debate: "Debate") -> Self:
        """With the authors as this debate shows them; persons are loaded only where named."""
        person = ["author__user", "links_to__author__user"] if debate.is_named else []
        return self.select_related("links_to", "author", "links_to__author", *person)

    def ancestors_of(self, claim: "Claim") -> list["Claim"]:
        """From the root down to the claim's parent, in one query."""
        rows = self.filter(pk__in=models.expressions.RawSQL(ANCESTORS_SQL, [claim.pk]))  # noqa: S611 (constant SQL, the id is a parameter)
        by_id = {row.pk: row for row in rows.with_authors(claim.debate).with_siblings()}
        way: list[Claim] = []
        step = claim.parent_id
        while step is not None and step in by_id:
            way.append(by_id[step])
            step = by_id[step].parent_id
        for ancestor in way:
            ancestor.debate = claim.debate
        return way[::-1]

    def with_votes(self, reader: "Participant") -> Self:
        """With `voters`, `impact` (mean, 0 to 4) and the own vote."""
        votes = self._votes()
        return self.with_own_vote(reader).annotate(
            voters=_number(votes, Count("pk"), default=0),
            impact=_number(votes, Avg("value"), default=None, kind=FloatField()),
        )

    def with_own_vote(self, reader: "Participant") -> Self:
        """With `own_vote`, its `_version` and its `_at`, and nothing of anybody else's."""
        own = self._votes().filter(participant=reader)
        return self.annotate(
            own_vote=Subquery(own.values("value")[:1]),
            own_vote_version=Subquery(own.values("claim_version")[:1]),
            own_vote_at=Subquery(own.values("at")[:1]),
        )

    def with_spread(self) -> Self:
        """With `votes_cast`: every vote on it as a number, for an open claim."""
        return self.annotate(votes_cast=ArraySubquery(self._votes().values("value")))

    def with_replies(self) -> Self:
        """With `pros_below`, `cons_below` and, under a question, `theses_below`."""
        below = self.model.objects.shown().filter(parent=_shown_claim())
        return self.annotate(
            pros_below=_number(below.filter(stance="pro"), Count("pk"), default=0, by="parent"),
            cons_below=_number(below.filter(stance="con"), Count("pk"), default=0, by="parent"),
            theses_below=_number(below.filter(is_thesis=True), Count("pk"), default=0, by="parent"),
        )

    def with_other_debates(self, reader: "Participant") -> Self:
        """With `other_debate`: the key of the debate a reference leads to, if they may see it."""
        from .debate import Debate

        if reader.user is None:
            return self.annotate(other_debate=models.Value(None, models.BigIntegerField()))
        open_to_them = Debate.objects.visible_to(reader.user)
        other = open_to_them.filter(pk=OuterRef("external_debate")).values("pk")
        return self.annotate(other_debate=Subquery(other))

    def with_talk(self) -> Self:
        """With `comments_waiting`: comments and answers that nobody has resolved."""
        from .comment import Comment

        comments = Comment.objects.waiting().filter(claim=_shown_claim())
        return self.annotate(comments_waiting=_number(comments, Count("pk"), default=0))

    def with_flags(self) -> Self:
        """With `flags_waiting`: how many nobody has answered."""
        from .flag import Flag

        flags = Flag.objects.waiting().filter(claim=_shown_claim())
        return self.annotate(flags_waiting=_number(flags, Count("pk"), default=0))

    def with_regards(self, reader: "Participant") -> Self:
        """For an open claim: thanks, the own bookmark, whether there are flags, the longer text."""
        from .bookmark import Bookmark
        from .details import Details
        from .flag import Flag
        from .thanks import Thanks

        thanks = Thanks.objects.filter(claim=OuterRef("pk"))
        bookmarks = Bookmark.objects.filter(claim=OuterRef("pk"), participant=reader)
        details = Details.objects.filter(claim=OuterRef("pk")).order_by("-number")
        return self.annotate(
            thankers=_number(thanks, Count("pk"), default=0),
            own_thanks=Exists(thanks.filter(participant=reader)),
            own_bookmark=Exists(bookmarks),
            longer_text=Coalesce(
                Subquery(details.values("text")[:1]), models.Value("", models.TextField())
            ),
            has_flags=Exists(Flag.objects.filter(claim=OuterRef("pk"))),
        )

    def with_word_links(self) -> Self:
        """What readers see that has links in its own words, or looks as if it had."""
        return self.shown().filter(text__contains=LINK_MARK)

    def with_word_checks(self, debate: "Debate") -> Self:
        """With `word_checks`: links in an open claim's words that are gone or do not answer."""
        from .link_check import LinkCheck

        troubling = LinkCheck.objects.filter(team=debate.team_id).troubling(OuterRef("text"))
        told = JSONObject(url="url", state="state", at="checked_at")
        checks = ArraySubquery(troubling.values(told=told))
        # Most claims have no links: nothing is looked up for them.
        return self.annotate(word_checks=Case(When(text__contains=LINK_MARK, then=checks)))

    def with_siblings(self) -> Self:
        """With `beside`: how many other claims of its parent are shown."""
        family = self.model.objects.shown().filter(parent=OuterRef("parent_id"))
        others = family.exclude(pk=OuterRef("pk"))
        return self.annotate(beside=_number(others, Count("pk"), default=0, by="parent"))

    def beside(self, claim: "Claim", reader: "Participant") -> list["Claim"]:
        """What its parent's page shows, itself included, in that order: a column, then the other.

        One query, without what only cards need.
        """
        rows = self.shown().filter(debate=claim.debate, parent=claim.parent_id)
        siblings = list(
            rows.select_related("links_to").with_votes(reader).order_by("position", "pk")
        )
        for sibling in siblings:
            sibling.debate = claim.debate
        return sorted(siblings, key=lambda sibling: (sibling.stance == "con", -weight(sibling)))

    def with_suggestions(self) -> Self:
        """With `suggestions_waiting`: how many nobody has decided on."""
        from .suggestion import Suggestion

        waiting = Suggestion.objects.filter(claim=OuterRef("pk"), state="open")
        return self.annotate(suggestions_waiting=_number(waiting, Count("pk"), default=0))

    def on_ballot(self, voter: "Participant") -> Self:
        """With the own vote, `passed_at`, `is_ignored` and replies; nothing of others' votes."""
        from .passed_over import PassedOver

        passed = PassedOver.objects.filter(claim=OuterRef("pk"), participant=voter)
        claims = self.with_own_vote(voter).with_replies().select_related("links_to")
        return claims.annotate(
            passed_at=Subquery(passed.values("at")[:1]),
            is_ignored=Exists(passed.filter(with_branch=True)),
        )

    def unread_in(self, reader: "Participant") -> Self:
        """Claims that hold something a participant has not read."""
        from .activity import Activity

        acts = Activity.objects.unread_in(reader)
        return self.filter(pk__in=acts.values("claim"))

    def bookmarked_by(self, reader: "Participant") -> list["Claim"]:
        """What somebody bookmarked in a debate and can still be seen, the latest first."""
        claims = self.shown().filter(bookmarks__participant=reader).order_by("-bookmarks__at")
        found = list(claims.select_related("links_to"))
        for claim in found:
            claim.debate = reader.debate
        return found

    def for_cards(self, debate: "Debate", reader: "Participant") -> Self:
        """With everything a card needs but its sources."""
        claims = self.with_authors(debate).with_votes(reader).with_replies()
        return claims.with_talk().with_flags().with_other_debates(reader)

    def with_ghosts(self, reader: "Participant") -> Self:
        """With `ghost`: the act that took a claim away which this participant had read, or None."""
        from .ghost import STAYS, ghosts_for

        acts = ghosts_for(reader).filter(claim=OuterRef("pk")).values("pk")[:1]
        # Only what was taken away lately is looked up.
        lately = When(archived_at__gt=timezone.now() - STAYS, then=Subquery(acts))
        return self.annotate(ghost=Case(lately, default=None))

    def below(self, claim: "Claim", reader: "Participant") -> list["Claim"]:
        """What a page shows under an open claim, in one query, the weightiest first.

        Among the cards stands what the reader had read and is gone: that has a `ghost`.
        """
        cards = list(
            self.with_ghosts(reader)
            .filter(in_sight() | Q(ghost__isnull=False), parent=claim)
            .for_cards(claim.debate, reader)
            .order_by("position", "pk")
        )
        for card in cards:
            card.debate = claim.debate
            if card.links_to is not None:
                card.links_to.debate = claim.debate
        return sorted(cards, key=weight, reverse=True)

    def card(self, claim: "Claim", reader: "Participant") -> "Claim":
        """One claim with everything its card and the vote on it need."""
        found = self.for_cards(claim.debate, reader).with_spread().get(pk=claim.pk)
        found.debate = claim.debate
        return found

    def _votes(self) -> models.QuerySet[Any, Any]:
        from .vote import Vote

        return Vote.objects.filter(claim=OuterRef("pk"))


def weight(claim: "Claim") -> float:
    """How much a claim with votes matters to everybody, 0 to 4.

    The mean is drawn towards the middle (two imagined votes of 2), so that one enthusiastic vote
    does not outrank eight good ones.
    """
    return ((claim.impact or 0.0) * claim.voters + 4.0) / (claim.voters + 2.0)


def _shown_claim() -> Coalesce:
    """The claim whose branch and talk a place shows: a link's target, or itself."""
    return Coalesce(OuterRef("links_to_id"), OuterRef("pk"))


def _number(
    rows: models.QuerySet[Any, Any],
    what: Any,
    *,
    default: int | None,
    kind: "models.Field[Any, Any] | None" = None,
    by: str = "claim",
) -> Any:
    """One number over related rows, as a subquery: joins would multiply the counts."""
    counted = rows.order_by().values(by).annotate(n=what).values("n")
    number = Subquery(counted, output_field=kind or models.IntegerField())
    return number if default is None else Coalesce(number, default)
