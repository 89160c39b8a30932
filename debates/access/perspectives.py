"""Load what one needs to look at a debate through somebody's votes, or refuse."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from debates.models import Debate, Participant, VoterGroup
from debates.permissions import may_delete_group
from teams.models import User

from .places import debate_or_404, frames, one_or_404


def named_debate_or_404(user: User, pk: int) -> Debate:
    """A debate in which people can be put into groups: one with names."""
    debate = debate_or_404(user, pk)
    if not debate.is_named:
        raise Http404
    return debate


def own_group_or_403(user: User, debate_pk: int, group_pk: int) -> VoterGroup:
    """A group the person may delete."""
    debate = named_debate_or_404(user, debate_pk)
    group = one_or_404(VoterGroup.objects.filter(debate=debate, pk=group_pk))
    if not may_delete_group(group, debate.join(user), frames=frames(debate, user)):
        raise PermissionDenied
    group.debate = debate
    return group


def may_delete(group: VoterGroup, reader: Participant, user: User) -> bool:
    """Whether to offer it."""
    return may_delete_group(group, reader, frames=frames(reader.debate, user))
