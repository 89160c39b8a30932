"""Load a debate to be deleted, or one that was, or refuse."""

from django.core.exceptions import PermissionDenied

from debates.models import Debate
from debates.models.debate_queries import DebateQuerySet
from debates.permissions import may_bring_all_back, may_delete
from teams.access import membership_or_404
from teams.models import Membership, User

from .places import debate_or_404, one_or_404


def deletable_debate_or_403(user: User, pk: int) -> Debate:
    """A debate the person may delete."""
    debate = debate_or_404(user, pk)
    if not may_delete(debate, user, debate.my_role):
        raise PermissionDenied
    return debate


def bin_of(membership: Membership) -> DebateQuerySet:
    """The deleted debates of a team this member may bring back, the latest first."""
    return Debate.objects.in_bin_of(
        membership.user, team=membership.team_id, all_of_team=may_bring_all_back(membership.role)
    )


def deleted_debate_or_404(user: User, pk: int) -> Debate:
    """A deleted debate the person may bring back; for everybody else there is none."""
    debate = one_or_404(Debate.objects.in_bin().filter(pk=pk).select_related("team"))
    return one_or_404(bin_of(membership_or_404(user, debate.team.slug)).filter(pk=pk))
