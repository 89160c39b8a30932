"""Load sources through what the person may see, or refuse."""

from django.core.exceptions import PermissionDenied

from debates.models import Claim, Source
from debates.permissions import (
    may_argue,
    may_change_source,
    may_put_back_source,
    may_remove_source,
)
from teams.models import User

from .places import Place, debate_or_404, frames, one_or_404, place_at
from .talk import talk_place_or_403


def cited_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim to which the person may add a source: anybody's that has words of its own."""
    return talk_place_or_403(user, debate_pk, claim_pk)


def own_source_or_403(user: User, debate_pk: int, source_pk: int) -> tuple[Place, Source]:
    """A source the person may change."""
    place, source = source_or_404(user, debate_pk, source_pk)
    if not may_change_source(source, place.reader, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place, source


def removable_source_or_403(user: User, debate_pk: int, source_pk: int) -> tuple[Place, Source]:
    """A source the person may take off its claim."""
    place, source = source_or_404(user, debate_pk, source_pk)
    if not may_remove_source(source, place.reader, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place, source


def restorable_source_or_403(user: User, debate_pk: int, source_pk: int) -> tuple[Place, Source]:
    """A source the person may put back; one that was not removed if they might remove it."""
    place, source = removable_source_or_403(user, debate_pk, source_pk)
    if source.removed_at is not None and not may_put_back_source(
        source.last_removal(), place.reader, frames=frames(place.debate, user)
    ):
        raise PermissionDenied
    return place, source


def checked_source_or_403(user: User, debate_pk: int, source_pk: int) -> tuple[Place, Source]:
    """A source whose address the person may have looked at again."""
    place, source = source_or_404(user, debate_pk, source_pk)
    if not may_argue(place.reader):
        raise PermissionDenied
    return place, source


def source_or_404(user: User, debate_pk: int, source_pk: int) -> tuple[Place, Source]:
    """A source of a debate the person may read, removed or not."""
    debate = debate_or_404(user, debate_pk)
    source = one_or_404(Source.objects.filter(claim__debate=debate, pk=source_pk))
    place = place_at(debate, debate.join(user), source.claim_id, Claim.objects.with_authors(debate))
    source.claim = place.claim
    return place, source
