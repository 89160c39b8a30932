"""Load what is said about a claim, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Claim, Comment, Participant
from debates.permissions import may_argue, may_edit_comment, may_resolve, may_thank
from teams.models import User

from .places import Place, bare_place, debate_or_404, frames, one_or_404, place_at


def talk_place_or_404(user: User, debate_pk: int, claim_pk: int) -> Place:
    """A claim whose talk the person may read. Links have none: the claim they show has."""
    place = bare_place(user, debate_pk, claim_pk)
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
    comment = one_or_404(comments.with_people(debate).select_related("claim"))
    place = place_at(
        debate, debate.join(user), comment.claim_id, Claim.objects.with_authors(debate)
    )
    comment.claim = place.claim
    return place, comment
