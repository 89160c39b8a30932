"""Load what somebody votes on in the guided voting, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Ballot, Claim
from debates.permissions import may_argue
from teams.models import User

from .places import debate_or_404


def ballot_or_403(user: User, debate_pk: int) -> Ballot:
    """The person's way through a debate in which they may vote, as far as their role goes."""
    debate = debate_or_404(user, debate_pk)
    voter = debate.join(user)
    if not may_argue(voter):
        raise PermissionDenied
    return Ballot(debate, voter)


def balloted_claim_or_403(user: User, debate_pk: int, claim_pk: int) -> tuple[Ballot, Claim]:
    """A claim the person may vote on; it may have been archived meanwhile."""
    ballot = ballot_or_403(user, debate_pk)
    claim = ballot.claim(claim_pk)
    if claim is None:
        raise Http404
    return ballot, claim


def branch_or_403(user: User, debate_pk: int, claim_pk: int) -> tuple[Ballot, Claim]:
    """A claim the person may leave out with everything below it: any but the root."""
    ballot, claim = balloted_claim_or_403(user, debate_pk, claim_pk)
    if claim.is_root:
        raise Http404
    return ballot, claim
