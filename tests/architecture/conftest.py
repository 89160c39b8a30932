"""What the table of addresses speaks of."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from debates.models import Claim, VoterGroup
from digests.mail import unsubscribe_url
from teams.models import Invitation, Membership, Team, User
from tests.factories import make_claim, make_comment, make_source, make_suggestion


@pytest.fixture
def world(team: Team, owner: User, writer: User, viewer: User, thesis: Claim) -> dict[str, Any]:
    """What the rows speak of."""
    invitation, token = Invitation.objects.invite(team, by=owner)

    def place(user: User) -> int:
        return Membership.objects.get(team=team, user=user).pk

    claim = make_claim(thesis, writer, "A reason")
    founder = thesis.debate.join(owner)
    group = VoterGroup.objects.save_new(thesis.debate, "Nights", [founder], by=founder)
    return {
        "team": team.slug,
        "debate": thesis.debate_id,
        "claim": claim.pk,
        "thesis": thesis.pk,
        "kind": "unclear",
        "comment": make_comment(claim, writer, "Is it the only one?").pk,
        # Another claim of the member's, which they reworded.
        "activity": make_claim(thesis, writer)
        .reword("Better", by=thesis.debate.join(writer), version=1)
        .pk,
        # On the facilitator's thesis, by the administrator.
        "question": make_comment(thesis, owner, "Since when?").pk,
        "source": make_source(claim, writer).pk,
        "wording": "wording",
        "measure": "one-sided",
        "group": group.pk,
        "suggestion": make_suggestion(claim, viewer).pk,
        "aged": make_suggestion(claim, viewer, "claim", at=timezone.now() - timedelta(days=8)).pk,
        "proposal": make_suggestion(claim, owner).pk,
        "fellow": place(viewer),
        "member": place(writer),
        "admin": place(owner),
        "invitation": invitation.pk,
        "token": token,
        "guess": "guess",
        "form": "png",
        "unsubscribing": unsubscribe_url(viewer, team).split("/")[-2],
    }
