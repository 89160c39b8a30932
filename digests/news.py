"""What happened in a team's debates, as one member may see it. Five queries however many debates.

Everything goes through `Debate.objects.visible_to`; what the member did is never news to them.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from debates.models import (
    Activity,
    Claim,
    Debate,
    Kind,
    Naming,
    ParticipantRole,
    Phase,
    Stance,
    Suggestion,
    Vote,
    in_sight,
)
from debates.permissions import may_frame
from teams.models import Team, User

from .window import Window as Span

# Debates that close within this time are mentioned.
CLOSING_WITHIN = timedelta(days=7)
EVENTS = [
    *(Kind.DEBATE_OPENED, Kind.DEBATE_IMPORTED),
    *(Kind.DEBATE_CLOSED, Kind.DEBATE_REOPENED, Kind.PHASE_CHANGED),
]
# More suggestions than these are not even counted.
MOST_WAITING = 100
# What is said first: answers to me, then what goes on where I took part, then the rest.
ANSWERS_ME, WHERE_I_WAS, ELSEWHERE = range(3)


def debates_of(team: Team, user: User, span: Span) -> list[Debate]:
    """Debates that are open or had something happen, with the reader's share in each.

    Each has `my_claims` (None for who never came) and `my_place`, their role in it.
    """
    happened = Activity.objects.filter(
        debate=OuterRef("pk"), at__gt=span.since, at__lte=span.until
    ).exclude(kind=Kind.VOTE_CAST)
    me = FilteredRelation("participants", condition=Q(participants__user=user))
    return list(
        Debate.objects.visible_to(user)
        .filter(team=team)
        .annotate(me=me, my_claims=F("me__claims_count"), my_place=F("me__role"))
        .filter(Q(phase=Phase.OPEN) | Exists(happened))
        .defer("background")
        .order_by("pk")
    )


class Numbers(NamedTuple):
    """How many new arguments of others a debate has, and how many of them answer the reader."""

    pros: int = 0
    cons: int = 0
    theses: int = 0
    answers: int = 0


def numbers_of(debates: list[Debate], user: User, span: Span) -> dict[int, Numbers]:
    """The numbers of those debates that have new arguments, by debate."""
    rows = (
        _arguments(debates, user, span)
        .order_by()
        .values("debate")
        .annotate(
            pros=Count("pk", filter=Q(claim__stance=Stance.PRO)),
            cons=Count("pk", filter=Q(claim__stance=Stance.CON)),
            theses=Count("pk", filter=Q(claim__is_thesis=True)),
            answers=Count("pk", filter=Q(claim__parent__author__user=user)),
        )
        .values_list("debate", "pros", "cons", "theses", "answers")
    )
    return {debate: Numbers(*numbers) for debate, *numbers in rows}


def arguments_of(debates: list[Debate], user: User, span: Span, *, most: int) -> list[Activity]:
    """The arguments most worth reading, at most `most`, each with `nearness` to the reader.

    Answers to the reader come first; after them debates take turns, so that one lively debate does
    not silence the others; within a debate what matters most to its voters comes first.
    """
    by_worth = [F("nearness").asc(), F("weight").desc(), F("at").desc()]
    answers_first = Case(When(nearness=ANSWERS_ME, then=0), default=1)
    turn = Window(RowNumber(), partition_by=[F("debate")], order_by=by_worth)
    return list(
        _arguments(debates, user, span)
        .annotate(nearness=_nearness(user), weight=_weight())
        .annotate(turn=turn)
        .select_related(
            "claim__author__user",
            "claim__links_to__author__user",
            "claim__parent__author",
        )
        .order_by(answers_first, "turn", "nearness", "-weight", "-at", "pk")[:most]
    )


def events_of(debates: list[Debate], span: Span) -> list[tuple[int, str]]:
    """What happened to debates themselves: pairs of debate and kind, oldest first."""
    return list(
        Activity.objects.filter(
            debate__in=debates, kind__in=EVENTS, at__gt=span.since, at__lte=span.until
        )
        .order_by("at", "pk")
        .values_list("debate", "kind")
    )


def suggestions_for(debates: list[Debate], user: User, at: datetime) -> list[Suggestion]:
    """What waits for the reader to decide on it, the longest waiting first; not all of many."""
    open_ones = [debate for debate in debates if debate.is_open(at)]
    framed = [d for d in open_ones if may_frame(d, user, d.my_role)]
    rows = Suggestion.objects.waiting_for(user, open_ones, framed, at)
    return list(rows.select_related("claim")[:MOST_WAITING])


def closes_within_days(debate: Debate, at: datetime) -> bool:
    """Whether it is open and closes within a week of this moment."""
    return (
        debate.closes_at is not None
        and debate.is_open(at)
        and debate.closes_at - at <= CLOSING_WITHIN
    )


def invites(debate: Debate, at: datetime) -> bool:
    """Whether the reader may argue here and has not yet said anything."""
    return (
        debate.is_open(at)
        and not debate.my_claims  # type: ignore[attr-defined]
        and debate.my_place != ParticipantRole.VIEWER  # type: ignore[attr-defined]
    )


def _arguments(debates: list[Debate], user: User, span: Span) -> QuerySet[Activity]:
    return (
        Activity.objects.filter(
            kind=Kind.CLAIM_ADDED,
            debate__in=debates,
            at__gt=span.since,
            at__lte=span.until,
        )
        .filter(in_sight("claim__"))
        .exclude(participant__user=user)
    )


def _nearness(user: User) -> Case:
    mine = Claim.objects.filter(author__user=user, archived_at=None)
    here_too = mine.filter(parent=OuterRef("claim__parent"))
    # In a debate without masks, putting an author's other claims nearer would tell that two claims
    # are by the same person.
    to_somebody_i_answered = mine.filter(parent__author=OuterRef("claim__parent__author")).exclude(
        debate__naming=Naming.UNATTRIBUTED
    )
    return Case(
        When(claim__parent__author__user=user, then=Value(ANSWERS_ME)),
        When(Exists(here_too) | Exists(to_somebody_i_answered), then=Value(WHERE_I_WAS)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )


def _weight() -> "ExpressionWrapper[Any]":
    """The mean vote, drawn towards the middle, as on the page (ClaimQuerySet.by_weight)."""
    return ExpressionWrapper(
        (_of_votes(Sum("value")) + 4.0) / (_of_votes(Count("pk")) + 2.0),
        output_field=FloatField(),
    )


def _of_votes(what: Any) -> Coalesce:
    votes = Vote.objects.filter(claim=OuterRef("claim")).order_by().values("claim")
    return Coalesce(Subquery(votes.annotate(n=what).values("n")), 0)
