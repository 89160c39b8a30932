"""What a debate leaves out, by measures that a sentence can say. Questions, no words.

Nobody's reading is counted: what somebody has read is their own business, and kept so that it
cannot be counted honestly (`read_to` passes over whole debates). Votes are what shows here that a
claim was taken in, and only votes the reader may see.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from debates.health.voices import Said, single_voices
from debates.models import Claim, Participant, Source, Vote
from debates.models.vote import VoteQuerySet

# A mean impact of so much or more is high.
HIGH = 3
# So many answers of one side only are no accident.
ANSWERS = 3
# So many claims by one person, the first one included, are a branch of theirs.
BRANCH = 3
# So long nobody has answered.
LONG = timedelta(days=7)

# Each with `claim`, and beside it what was measured.
Rows = Sequence[dict[str, Any]] | QuerySet[Any, dict[str, Any]]


def voted_unanswered(reader: Participant) -> Rows:
    """Claims people voted on and nobody answered, those with most votes first."""
    votes = _votes_on_claims(reader).filter(~Exists(_answers("claim")))
    return votes.by_claim(reader.debate.enough_voters).order_by("-voters", "claim")


def unsourced(reader: Participant) -> Rows:
    """Claims with a high impact that stand on nothing, those with the highest first.

    A link in a claim's own words is a source as well.
    """
    sources = Source.objects.standing().filter(claim=OuterRef("claim"))
    votes = _votes_on_claims(reader).filter(~Exists(sources), claim__is_thesis=False)
    rows = votes.exclude(claim__text__contains="](").by_claim(reader.debate.enough_voters)
    return rows.filter(impact__gte=HIGH).order_by("-impact", "-voters", "claim")


def one_sided(reader: Participant) -> Rows:
    """Claims whose answers are all pros or all cons, those with most answers first."""
    answers = Claim.objects.shown().filter(debate=reader.debate, stance__isnull=False)
    pros, cons = Count("pk", filter=Q(stance="pro")), Count("pk", filter=Q(stance="con"))
    sides = answers.order_by().values(claim=F("parent")).annotate(pros=pros, cons=cons)
    lopsided = Q(pros__gte=ANSWERS, cons=0) | Q(pros=0, cons__gte=ANSWERS)
    return sides.filter(lopsided).order_by(-(F("pros") + F("cons")), "parent")


def single_voiced(reader: Participant) -> Rows:
    """Branches one person fed alone, the largest first."""
    shown = Claim.objects.shown().filter(debate=reader.debate).order_by()
    rows = map(Said._make, shown.values_list("pk", "parent", "author"))
    return [{"claim": top, "claims": size} for top, size in single_voices(rows, BRANCH)]


def waiting(reader: Participant, stance: str) -> Rows:
    """Pros or cons that have long had no answer, the oldest first."""
    claims = Claim.objects.shown().filter(
        debate=reader.debate, stance=stance, links_to=None, external_title=""
    )
    long_ago = timezone.now() - LONG
    open_ones = claims.filter(~Exists(_answers("pk")), created_at__lte=long_ago)
    return open_ones.order_by("created_at", "pk").values(claim=F("pk"), at=F("created_at"))


def _votes_on_claims(reader: Participant) -> VoteQuerySet:
    """Votes the reader may see on what can be answered and answers something itself."""
    votes = Vote.objects.shown_to(reader)
    return votes.filter(claim__parent__isnull=False, claim__links_to=None, claim__external_title="")


def _answers(claim: str) -> QuerySet[Claim]:
    return Claim.objects.shown().filter(parent=OuterRef(claim))
