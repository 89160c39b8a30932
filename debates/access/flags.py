"""Load a claim to say what should be mended about it, or to answer that."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import FlagKind, Participant
from debates.permissions import may_flag, may_resolve
from teams.models import User

from .places import Place, frames
from .talk import talk_place_or_404


def flag_kind_or_404(word: str) -> FlagKind:
    """The kind an address names."""
    if word not in FlagKind.values:
        raise Http404
    return FlagKind(word)


def flagged_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim at which the person may raise flags."""
    place = talk_place_or_404(user, debate_pk, claim_pk)
    if not may_flag(place.claim, place.reader):
        raise PermissionDenied
    return place


def answerable_place_or_403(
    user: User, debate_pk: int, claim_pk: int
) -> tuple[Place, Participant | None]:
    """A claim whose flags the person may answer, and as whom: nobody when they frame the debate."""
    place = talk_place_or_404(user, debate_pk, claim_pk)
    if not may_resolve(place.claim, place.reader, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place, place.reader if may_resolve(place.claim, place.reader, frames=False) else None
