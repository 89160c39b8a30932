"""The votes on a claim that is merged."""

from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from .claim import Claim
    from .vote import Vote

Brought = dict[str, Any]
# Of no wording: whoever voted is asked whether it still holds.
TO_CONFIRM = 0


def bring_votes(claim: "Claim", kept: "Claim", places: list[int]) -> Brought:
    """Votes go over. Who voted on both keeps the later one; the other stays with the merged claim.

    Args:
        places: links that show the kept claim's words from now on; votes there are to be confirmed.
    """
    from .vote import Vote

    elsewhere = Vote.objects.filter(claim__in=places)
    asked = list(elsewhere.values_list("pk", "claim_version"))
    elsewhere.update(claim_version=TO_CONFIRM)
    there = {vote.participant_id: vote for vote in kept.votes.all()}
    brought = []
    for vote in claim.votes.order_by("pk"):
        other = there.get(vote.participant_id)
        brought.append([vote.pk, _said(vote), other and other.pk, other and _said(other)])
        if other is None:
            vote.claim, vote.claim_version = kept, TO_CONFIRM
            vote.save(update_fields=["claim", "claim_version"])
            continue
        if vote.at > other.at:
            vote.value, other.value = other.value, vote.value
            vote.at, other.at = other.at, vote.at
        other.claim_version = TO_CONFIRM
        for row in (vote, other):
            row.save(update_fields=["value", "at", "claim_version"])
    return {"votes": brought, "votes_elsewhere": asked}


def give_votes_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """Both as they were; but who confirmed or changed a vote since has said so of the kept one."""
    from .vote import Vote

    for pk, version in brought["votes_elsewhere"]:
        Vote.objects.filter(pk=pk, claim_version=TO_CONFIRM).update(claim_version=version)
    there = {vote.pk: vote for vote in kept.votes.filter(claim_version=TO_CONFIRM)}
    for pk, said, other, other_said in brought["votes"]:
        if other is None:
            if (vote := there.get(pk)) is not None:
                vote.claim = claim
                _say(vote, said)
            continue
        for mine in claim.votes.filter(pk=pk):
            _say(mine, said)
        if (vote := there.get(other)) is not None:
            _say(vote, other_said)


def _said(vote: "Vote") -> tuple[int, int, str]:
    return vote.value, vote.claim_version, vote.at.isoformat()


def _say(vote: "Vote", said: tuple[int, int, str]) -> None:
    vote.value, vote.claim_version = said[0], said[1]
    vote.at = parse_datetime(said[2]) or vote.at
    vote.save(update_fields=["claim", "value", "claim_version", "at"])
