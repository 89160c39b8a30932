"""Who may do what in a debate. Pure predicates over what was loaded (`debate.my_role`)."""

from teams.models import User
from teams.permissions import is_facilitator

from .models import Claim, Debate, Participant, ParticipantRole


def may_frame(debate: Debate, user: User, role: str | None) -> bool:
    """Title, background, dates and phase: facilitators, and members for debates of their own."""
    return is_facilitator(role) or debate.opened_by_id == user.pk


def may_argue(participant: Participant) -> bool:
    """Add claims and vote. Whether the debate is open is asked apart: that has another answer."""
    return participant.role != ParticipantRole.VIEWER


def may_edit(claim: Claim, participant: Participant) -> bool:
    """Reword: only one's own claims. Nobody has power over what others say."""
    return may_argue(participant) and claim.takes_replies and claim.author_id == participant.pk
