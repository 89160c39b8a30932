"""Load what becomes a debate of its own, and what came of it, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Debate, Origin
from debates.permissions import may_branch_off, may_copy
from teams.models import User

from .places import Place, bare_place, debate_or_404, framed_debate_or_403, frames


def copied_debate_or_403(user: User, pk: int) -> Debate:
    """A debate the person may copy."""
    debate = debate_or_404(user, pk)
    if not may_copy(debate, debate.my_role):
        raise PermissionDenied
    return debate


def branching_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim of which the person may make a debate."""
    place = bare_place(user, debate_pk, claim_pk)
    role = place.debate.my_role
    if not may_branch_off(place.claim, role, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place


def descended_debate_or_403(user: User, pk: int, kind: Origin) -> Debate:
    """A debate that came out of another one in this way, and that the person may take back.

    Whoever puts a branch back must frame the debate it goes back to as well.
    """
    debate = framed_debate_or_403(user, pk)
    if debate.origin_kind != kind:
        raise Http404
    if kind == Origin.BRANCH and debate.origin_id is not None:
        debate.origin = framed_debate_or_403(user, debate.origin_id)
    return debate
