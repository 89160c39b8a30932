"""Load what is suggested for a claim, or refuse."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Debate, Participant, Suggestion, SuggestionKind
from debates.permissions import may_amend, may_decide, may_suggest
from teams.models import User

from .places import Place, bare_place, debate_or_404, frames


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion before one person."""

    debate: Debate
    suggestion: Suggestion
    reader: Participant
    frames: bool


def suggested_place_or_404(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim whose suggestions the person may read. Links have none: what they show has."""
    place = bare_place(user, debate_pk, claim_pk)
    if not place.claim.takes_replies:
        raise Http404
    return place


def suggested_place_or_403(user: User, debate_pk: int, claim_pk: int, kind: str) -> Place:
    """A claim for which the person may suggest something of this kind."""
    if kind not in SuggestionKind.values:
        raise Http404
    place = suggested_place_or_404(user, debate_pk, claim_pk)
    if not may_suggest(kind, place.claim, place.reader):
        raise PermissionDenied
    return place


def kinds_to_suggest(place: Place) -> list[str]:
    """What the person may suggest for a claim now."""
    is_open = place.debate.is_open() and not place.claim.is_out_of_sight
    kinds = SuggestionKind.values if is_open else []
    return [kind for kind in kinds if may_suggest(kind, place.claim, place.reader)]


def proposal_or_404(user: User, debate_pk: int, pk: int) -> Proposal:
    """A suggestion at a claim the person may see."""
    debate = debate_or_404(user, debate_pk)
    rows = Suggestion.objects.filter(debate=debate, pk=pk).with_people(debate)
    found = rows.in_debate(debate)
    if not found:
        raise Http404
    return Proposal(debate, found[0], debate.join(user), frames(debate, user))


def decided_proposal_or_403(user: User, debate_pk: int, pk: int) -> Proposal:
    """A suggestion the person may accept or decline."""
    proposal = proposal_or_404(user, debate_pk, pk)
    if not may_decide(proposal.suggestion, proposal.reader, frames=proposal.frames):
        raise PermissionDenied
    return proposal


def amended_proposal_or_403(user: User, debate_pk: int, pk: int) -> Proposal:
    """A suggestion the person may accept with changes."""
    proposal = proposal_or_404(user, debate_pk, pk)
    if not may_amend(proposal.suggestion, proposal.reader, frames=proposal.frames):
        raise PermissionDenied
    return proposal


def own_proposal_or_403(user: User, debate_pk: int, pk: int) -> Proposal:
    """A suggestion the person may take back."""
    proposal = proposal_or_404(user, debate_pk, pk)
    if proposal.suggestion.author_id != proposal.reader.pk:
        raise PermissionDenied
    return proposal
