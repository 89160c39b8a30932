"""Load a debate or claim through what the person may see, or refuse.

404 for strangers (they cannot tell it from nothing), 403 for members without the right.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from teams.models import User

from .models import Claim, Comment, Debate, Participant
from .models.claim_queries import ClaimQuerySet
from .permissions import (
    may_argue,
    may_bring_back,
    may_edit,
    may_edit_comment,
    may_frame,
    may_resolve,
    may_take_away,
    may_thank,
)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Place:
    """One person at one claim of one debate."""

    debate: Debate
    claim: Claim
    reader: Participant


def debate_or_404(user: User, pk: int) -> Debate:
    """A debate the person may read, with `my_role`."""
    return _one(Debate.objects.visible_to(user).filter(pk=pk))


def framed_debate_or_403(user: User, pk: int) -> Debate:
    """A debate the person may frame."""
    debate = debate_or_404(user, pk)
    if not frames(debate, user):
        raise PermissionDenied
    return debate


def place_or_404(user: User, debate_pk: int, claim_pk: int | None = None) -> Place:
    """The open claim (the root without one) as this person sees it, with votes and counts."""
    debate = _one(Debate.objects.visible_to(user).with_head().filter(pk=debate_pk))
    reader = debate.join(user)
    claims = Claim.objects.for_cards(debate, reader).with_regards(reader)
    return _place(debate, reader, claim_pk, claims)


def shown_claim_or_404(user: User, debate_pk: int, claim_pk: int) -> Claim:
    """A claim to be read and nothing else: reading it this way makes nobody a participant."""
    debate = debate_or_404(user, debate_pk)
    claims = Claim.objects.shown().filter(debate=debate, pk=claim_pk)
    claim = _one(claims.select_related("links_to").with_replies())
    claim.debate = debate
    return claim


def argued_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may answer and vote on, as far as their role goes."""
    place = _bare_place(user, debate_pk, claim_pk)
    if not may_argue(place.reader):
        raise PermissionDenied
    return place


def own_claim_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may reword."""
    place = _bare_place(user, debate_pk, claim_pk)
    if not may_edit(place.claim, place.reader):
        raise PermissionDenied
    return place


def removable_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may archive."""
    place = _bare_place(user, debate_pk, claim_pk)
    if not may_take_away(place.claim, place.reader, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place


def restorable_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may bring back; one that is not archived if they might archive it."""
    place = removable_place_or_403(user, debate_pk, claim_pk)
    archiving = place.claim.last_archiving()
    if place.claim.archived_at is not None and not may_bring_back(
        archiving, place.reader, frames=frames(place.debate, user)
    ):
        raise PermissionDenied
    return place


def frames(debate: Debate, user: User) -> bool:
    """Whether the person frames this debate, which was loaded with `my_role`."""
    return may_frame(debate, user, debate.my_role)


def talk_place_or_404(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim whose talk the person may read. Links have none: the claim they show has."""
    place = _bare_place(user, debate_pk, claim_pk)
    if not place.claim.takes_replies:
        raise Http404
    return place


def talk_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim about which the person may say something, as far as their role goes."""
    place = talk_place_or_404(user, debate_pk, claim_pk)
    if not may_argue(place.reader):
        raise PermissionDenied
    return place


def thanked_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim for which the person may say thanks."""
    place = talk_place_or_404(user, debate_pk, claim_pk)
    if not may_thank(place.claim, place.reader):
        raise PermissionDenied
    return place


def argued_comment_or_403(user: User, debate_pk: int, comment_pk: int) -> tuple[Place, Comment]:
    """A comment of which the person may make an argument."""
    place, comment = _comment_or_404(user, debate_pk, comment_pk)
    if not may_argue(place.reader):
        raise PermissionDenied
    return place, comment


def own_comment_or_403(user: User, debate_pk: int, comment_pk: int) -> tuple[Place, Comment]:
    """A comment the person may change."""
    place, comment = _comment_or_404(user, debate_pk, comment_pk)
    if not may_edit_comment(comment, place.reader):
        raise PermissionDenied
    return place, comment


def resolvable_comment_or_403(
    user: User, debate_pk: int, comment_pk: int
) -> tuple[Place, Comment, Participant | None]:
    """A comment the person may resolve, and as whom: nobody when they do it because they frame."""
    place, comment = _comment_or_404(user, debate_pk, comment_pk)
    allowed = may_resolve(place.claim, place.reader, frames=frames(place.debate, user))
    if comment.parent_id is not None or not allowed:
        raise PermissionDenied
    by = place.reader if may_resolve(place.claim, place.reader, frames=False) else None
    return place, comment, by


def _comment_or_404(user: User, debate_pk: int, comment_pk: int) -> tuple[Place, Comment]:
    debate = debate_or_404(user, debate_pk)
    comments = Comment.objects.filter(claim__debate=debate, pk=comment_pk)
    comment = _one(comments.with_people(debate).select_related("claim"))
    place = _place(debate, debate.join(user), comment.claim_id, Claim.objects.with_authors(debate))
    comment.claim = place.claim
    return place, comment


def _bare_place(user: User, debate_pk: int, claim_pk: int) -> Place:
    """Enough to change something: without the numbers that only a page shows."""
    debate = debate_or_404(user, debate_pk)
    return _place(debate, debate.join(user), claim_pk, Claim.objects.with_authors(debate))


def _place(
    debate: Debate, reader: Participant, claim_pk: int | None, claims: ClaimQuerySet
) -> Place:
    claims = claims.filter(debate=debate)
    here = claims.filter(parent=None) if claim_pk is None else claims.filter(pk=claim_pk)
    claim = _one(here)
    claim.debate = debate
    return Place(debate=debate, claim=claim, reader=reader)


def _one(rows: "QuerySet[M]") -> M:
    found = rows.first()
    if found is None:
        raise Http404
    return found
