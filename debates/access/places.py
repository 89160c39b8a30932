"""Load a debate or claim through what the person may see, or refuse.

404 for strangers (they cannot tell it from nothing), 403 for members without the right.
"""

from dataclasses import dataclass, replace
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from debates.models import Claim, Debate, Participant
from debates.models.claim_queries import ClaimQuerySet
from debates.permissions import (
    may_argue,
    may_bring_back,
    may_edit,
    may_frame,
    may_link,
    may_merge,
    may_take_away,
)
from teams.models import User

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Place:
    """One person at one claim of one debate."""

    debate: Debate
    claim: Claim
    reader: Participant
    link: Claim | None = None
    """Through which link the claim is seen, if not in its own place."""


def debate_or_404(user: User, pk: int) -> Debate:
    """A debate the person may read, with `my_role`."""
    return one_or_404(Debate.objects.visible_to(user).filter(pk=pk))


def framed_debate_or_403(user: User, pk: int) -> Debate:
    """A debate the person may frame."""
    debate = debate_or_404(user, pk)
    if not frames(debate, user):
        raise PermissionDenied
    return debate


def place_or_404(user: User, debate_pk: int, claim_pk: int | None = None) -> Place:
    """The open claim (the root without one) as this person sees it, with votes and counts.

    At the address of a link it is the claim that the link shows, for a query more.
    """
    debate = one_or_404(Debate.objects.visible_to(user).with_head().filter(pk=debate_pk))
    reader = debate.join(user)
    claims = Claim.objects.for_cards(debate, reader).with_spread().with_regards(reader)
    claims = claims.with_placements().with_siblings().with_suggestions().with_word_checks(debate)
    place = place_at(debate, reader, claim_pk, claims)
    if place.claim.links_to_id is None:
        return place
    shown = place_at(debate, reader, place.claim.links_to_id, claims)
    place.claim.links_to = shown.claim
    return replace(shown, link=place.claim)


def shown_claim_or_404(user: User, debate_pk: int, claim_pk: int) -> Claim:
    """A claim to be read and nothing else: reading it this way makes nobody a participant."""
    debate = debate_or_404(user, debate_pk)
    claims = Claim.objects.shown().filter(debate=debate, pk=claim_pk)
    claim = one_or_404(claims.select_related("links_to").with_replies())
    claim.debate = debate
    return claim


def seen_claim_or_404(user: User, debate_pk: int, claim_pk: int) -> Claim:
    """A claim that may be archived, to be read and nothing else, as `shown_claim_or_404`."""
    debate = debate_or_404(user, debate_pk)
    claims = Claim.objects.filter(debate=debate, pk=claim_pk)
    claim = one_or_404(claims.with_authors(debate).with_replies())
    claim.debate = debate
    if claim.links_to is not None:
        claim.links_to.debate = debate
    return claim


def argued_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may answer and vote on, as far as their role goes."""
    place = bare_place(user, debate_pk, claim_pk)
    if not may_argue(place.reader):
        raise PermissionDenied
    return place


def own_claim_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may reword."""
    place = bare_place(user, debate_pk, claim_pk)
    if not may_edit(place.claim, place.reader):
        raise PermissionDenied
    return place


def removable_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may archive."""
    place = bare_place(user, debate_pk, claim_pk)
    if not may_take_away(place.claim, place.reader, frames=frames(place.debate, user)):
        raise PermissionDenied
    return place


def linkable_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may show in a second place."""
    place = bare_place(user, debate_pk, claim_pk)
    place.claim.content.debate = place.debate
    if not may_link(place.claim, place.reader):
        raise PermissionDenied
    return place


def mergeable_place_or_403(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim the person may make one with another."""
    place = bare_place(user, debate_pk, claim_pk)
    if not may_merge(place.claim, place.reader, frames=frames(place.debate, user)):
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


def bare_place(user: User, debate_pk: int, claim_pk: int) -> Place:
    """Enough to change something: without the numbers that only a page shows."""
    debate = debate_or_404(user, debate_pk)
    return place_at(debate, debate.join(user), claim_pk, Claim.objects.with_authors(debate))


def place_at(
    debate: Debate, reader: Participant, claim_pk: int | None, claims: ClaimQuerySet
) -> Place:
    """The claim among these of the debate; its root without a key."""
    claims = claims.filter(debate=debate)
    here = claims.filter(parent=None) if claim_pk is None else claims.filter(pk=claim_pk)
    claim = one_or_404(here)
    claim.debate = debate
    return Place(debate=debate, claim=claim, reader=reader)


def one_or_404(rows: "QuerySet[M]") -> M:
    """The first of these rows, or 404."""
    found = rows.first()
    if found is None:
        raise Http404
    return found
