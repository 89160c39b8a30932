"""Load what somebody wants to take back, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Activity, Claim
from debates.permissions import may_undo
from teams.models import User

from .places import Place, debate_or_404, frames, one_or_404, place_at


def undoable_act_or_403(user: User, debate_pk: int, activity_pk: int) -> tuple[Place, Activity]:
    """An act the person may take back, and the claim it was done to."""
    debate = debate_or_404(user, debate_pk)
    done = one_or_404(Activity.objects.in_record(debate).with_overtaken().filter(pk=activity_pk))
    if not done.can_be_undone:
        raise Http404
    place = place_at(debate, debate.join(user), done.claim_id, Claim.objects.with_authors(debate))
    done.debate, done.claim = debate, place.claim
    if not may_undo(done, place.reader, frames=frames(debate, user)):
        raise PermissionDenied
    return place, done
