"""What was suggested for a claim that is merged, or as a place below it, and is open."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F

from .claim_places import last_position_under
from .refusals import Refused

if TYPE_CHECKING:
    from .claim import Claim
    from .suggestion import Suggestion

Brought = dict[str, Any]


def bring_suggestions(claim: "Claim", kept: "Claim", at: datetime) -> Brought:
    """Claims below it and moves go over where they still make sense; the others are overtaken.

    A wording was about words that are not there any more. Asked once the two are one, because
    what may stand where depends on that.
    """
    from .suggestion import Suggestion

    open_ones = Suggestion.objects.filter(state="open").select_related("claim", "to")
    carried: list[int] = []
    turned: list[int] = []
    overtaken: list[int] = []
    for suggestion in open_ones.filter(claim=claim).order_by("pk"):
        makes_sense = _makes_sense_for(kept, suggestion)
        (carried if makes_sense else overtaken).append(suggestion.pk)
        if makes_sense:
            Suggestion.objects.filter(pk=suggestion.pk).update(claim=kept)
    for suggestion in open_ones.filter(to=claim).exclude(claim=claim).order_by("pk"):
        fits = _may_move(suggestion.claim, kept, suggestion.stance)
        (turned if fits else overtaken).append(suggestion.pk)
    Suggestion.objects.filter(pk__in=turned).update(to=kept)
    Suggestion.objects.filter(pk__in=overtaken).overtake(at)
    return {
        "suggestions": carried,
        "suggestions_turned": turned,
        "suggestions_overtaken": overtaken,
    }


def give_suggestions_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """The reverse, for what nobody decided on since.

    What its author replaced by another suggestion meanwhile is withdrawn, as replaced ones are;
    what is about a claim that was archived meanwhile opens when that is restored.
    """
    from .suggestion import Suggestion

    # Overtaken: the kept claim was archived meanwhile.
    undecided = Suggestion.objects.filter(state__in=("open", "overtaken"))
    mine = undecided.filter(pk__in=brought["suggestions"], claim=kept)
    mine.update(claim=claim, state="open", decided_at=None)
    undecided.filter(pk__in=brought["suggestions_turned"], to=kept).update(to=claim)
    for suggestion in Suggestion.objects.filter(
        pk__in=brought["suggestions_overtaken"], state="overtaken", claim__archived_at=None
    ).select_related("claim", "author"):
        row = Suggestion.objects.filter(pk=suggestion.pk)
        if _has_another(suggestion.claim, suggestion):
            row.update(state="withdrawn", decided_by=F("author"))
        else:
            row.revive()


def _makes_sense_for(kept: "Claim", suggestion: "Suggestion") -> bool:
    """Whether it could have been made for the claim that is kept."""
    if suggestion.kind == "wording" or suggestion.author_id == kept.author_id:
        return False
    if _has_another(kept, suggestion):
        return False
    to = suggestion.to
    return to is None or _may_move(kept, to, suggestion.stance)


def _has_another(claim: "Claim", suggestion: "Suggestion") -> bool:
    """Whether its author has one open at a claim that this would stand beside."""
    from .suggestion import Suggestion

    kind, stance = suggestion.kind, suggestion.stance
    others = Suggestion.objects.open_of(suggestion.author, claim, kind, stance)
    return others.exclude(pk=suggestion.pk).exists()


def _may_move(claim: "Claim", to: "Claim", stance: str | None) -> bool:
    if (claim.parent_id, claim.stance) == (to.pk, stance):
        return False
    try:
        last_position_under(to, stance, claim, moves=True)
    except Refused:
        return False
    return True
