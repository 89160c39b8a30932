"""Who may do what in a debate. Pure predicates over what was loaded (`debate.my_role`)."""

from teams.models import User
from teams.permissions import is_admin, is_facilitator, may_open_debate

from .models import (
    Activity,
    Claim,
    Comment,
    Debate,
    Kind,
    Naming,
    Participant,
    ParticipantRole,
    Phase,
    Source,
    Suggestion,
    SuggestionKind,
    VoterGroup,
)


def may_frame(debate: Debate, user: User, role: str | None) -> bool:
    """Title, background, dates and phase: facilitators, and members for debates of their own."""
    return is_facilitator(role) or debate.opened_by_id == user.pk


def may_delete(debate: Debate, user: User, role: str | None) -> bool:
    """Admins any debate, facilitators their own.

    Members their own only while nobody can have said anything in it: other people's words are not
    theirs to take away.
    """
    is_empty = debate.phase_at() == Phase.DRAFT or debate.claims_count <= 1
    is_own = debate.opened_by_id == user.pk
    return is_admin(role) or (is_own and (is_facilitator(role) or is_empty))


def may_copy(debate: Debate, role: str | None) -> bool:
    """Copy a debate: whoever may open one in its team, as they could type it again."""
    return may_open_debate(debate.team, role)


def may_branch_off(claim: Claim, role: str | None, *, frames: bool) -> bool:
    """Make a debate of a claim: it is framing here, and opening a debate there."""
    return frames and claim.may_branch_off and may_copy(claim.debate, role)


def may_bring_all_back(role: str | None) -> bool:
    """Bring back every deleted debate of a team; others only those they deleted themselves."""
    return is_admin(role)


def may_search_by_author(debate: Debate, *, across: bool) -> bool:
    """Ask for the claims of one author: under what stands on them, a name or a mask.

    Across debates by names only: masks side by side would be compared.
    """
    return debate.is_named or (debate.shows_people and not across)


def may_argue(participant: Participant) -> bool:
    """Add claims and vote. Whether the debate is open is asked apart: that has another answer."""
    return participant.role != ParticipantRole.VIEWER


def may_edit(claim: Claim, participant: Participant) -> bool:
    """Reword: only one's own claims. Nobody has power over what others say."""
    return may_argue(participant) and claim.takes_replies and claim.author_id == participant.pk


def may_take_away(claim: Claim, participant: Participant, *, frames: bool) -> bool:
    """Archive: one's own claims, and with a reason others' in debates one frames. No root."""
    is_own = may_argue(participant) and claim.author_id == participant.pk
    return not claim.is_root and (is_own or frames)


def may_link(claim: Claim, participant: Participant) -> bool:
    """Show it in a second place: everybody who argues.

    Not the root, which is above every place, nor a reference, which has no branch to show.
    """
    return may_argue(participant) and not claim.is_root and claim.content.takes_replies


def may_merge(claim: Claim, participant: Participant, *, frames: bool) -> bool:
    """Make a claim part of another: who frames, and authors of both, which the form asks.

    Without masks nobody does it as an author: that would say who wrote both.
    """
    if claim.debate.naming == Naming.UNATTRIBUTED and not frames:
        return False
    return claim.takes_replies and may_take_away(claim, participant, frames=frames)


def may_bring_back(archiving: Activity | None, participant: Participant, *, frames: bool) -> bool:
    """Restore: the author what they took back themselves, whoever frames what they archived.

    Nobody else puts words back that their author withdrew.
    """
    if archiving is None or archiving.data.get("framing"):
        return frames
    return may_argue(participant) and archiving.participant_id == participant.pk


def may_undo(done: Activity, participant: Participant, *, frames: bool) -> bool:
    """Take an act back: whoever could do such a thing, and brings back what they took away."""
    claim = done.claim
    if claim is None or not done.can_be_undone:
        return False
    if done.kind in {Kind.CLAIM_ARCHIVED, Kind.CLAIM_MERGED}:
        return may_bring_back(done, participant, frames=frames)
    if done.kind == Kind.CLAIM_EDITED:
        return may_edit(claim, participant)
    return may_take_away(claim, participant, frames=frames)


def may_thank(claim: Claim, participant: Participant) -> bool:
    """Thank for a claim: everybody who argues, but not for their own."""
    return may_argue(participant) and claim.author_id != participant.pk


def may_flag(claim: Claim, participant: Participant) -> bool:
    """Say what should be mended about a claim: everybody who argues, but not about their own."""
    return may_argue(participant) and claim.author_id != participant.pk


def may_edit_comment(comment: Comment, participant: Participant) -> bool:
    """Change a comment: only its author."""
    return may_argue(participant) and comment.author_id == participant.pk


def may_resolve(claim: Claim, participant: Participant, *, frames: bool) -> bool:
    """Say that talk about a claim is done: the claim's author, or who frames the debate."""
    return frames or (may_argue(participant) and claim.author_id == participant.pk)


def may_change_source(source: Source, participant: Participant, *, frames: bool) -> bool:
    """Say a source otherwise: who added it.

    What came with an import nobody added: there the claim's author or who frames may.
    """
    if source.added_by_id is not None:
        return may_argue(participant) and source.added_by_id == participant.pk
    is_author = may_argue(participant) and source.claim.author_id == participant.pk
    return is_author or frames


def may_remove_source(source: Source, participant: Participant, *, frames: bool) -> bool:
    """Take a source off: who added it; with a reason the claim's author and who frames."""
    is_theirs = participant.pk in {source.added_by_id, source.claim.author_id}
    return frames or (may_argue(participant) and is_theirs)


def may_put_back_source(
    removal: Activity | None, participant: Participant, *, frames: bool
) -> bool:
    """Put a source back: whoever removed it, and who frames what was removed by framing."""
    return may_bring_back(removal, participant, frames=frames)


def may_suggest(kind: str, claim: Claim, participant: Participant) -> bool:
    """Propose a wording, a move or a claim: everybody, also who only reads, to somebody else.

    To themselves only those who may no longer change what they wrote.
    """
    is_own = may_argue(participant) and claim.author_id == participant.pk
    has_place = kind != SuggestionKind.MOVE or not claim.is_root
    return claim.takes_replies and has_place and not is_own


def may_decide(suggestion: Suggestion, participant: Participant, *, frames: bool) -> bool:
    """Accept or decline: the claim's author, and after seven silent days whoever frames.

    Whoever frames may do so at once where nobody is there who could as author; only there may
    they decide on what they suggested themselves.
    """
    is_own = may_argue(participant) and suggestion.claim.author_id == participant.pk
    waited = suggestion.has_aged() and suggestion.author_id != participant.pk
    return is_own or (frames and (suggestion.is_abandoned or waited))


def may_amend(suggestion: Suggestion, participant: Participant, *, frames: bool) -> bool:
    """Accept with changes. Whoever changes the words of a new claim becomes its author.

    So without names no claim is amended by framing: that would tie the act to a mask.
    """
    framing = suggestion.claim.author_id != participant.pk
    would_unmask = framing and not suggestion.debate.is_named
    hidden = suggestion.kind == SuggestionKind.CLAIM and would_unmask
    return may_decide(suggestion, participant, frames=frames) and not hidden


def may_delete_group(group: VoterGroup, participant: Participant, *, frames: bool) -> bool:
    """Delete a saved group: who saved it, and who frames the debate."""
    return frames or group.made_by_id == participant.pk
