"""The longer text behind a claim."""

import pytest
from django.db import IntegrityError

from debates.models import Activity, Claim, ClaimGone, DebateReadOnly, DetailsChanged, Kind
from teams.models import User
from tests.factories import make_claim


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It is warm")


class TestExplain:
    def test_every_saving_is_kept_and_recorded(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)
        claim.explain("First", by=by, number=0)
        claim.explain("Second", by=by, number=1)
        claim.explain("", by=by, number=2)
        texts = list(claim.details.order_by("number").values_list("number", "text"))
        assert texts == [(1, "First"), (2, "Second"), (3, "")]
        assert Activity.objects.filter(kind=Kind.DETAILS_EDITED, participant=by).count() == 3

    def test_the_same_again_is_nothing(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)
        claim.explain("First", by=by, number=0)
        assert claim.explain("First", by=by, number=1) is None
        assert claim.explain("First", by=by, number=0) is None
        assert claim.details.count() == 1

    def test_another_window_is_not_overwritten(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)
        claim.explain("First", by=by, number=0)
        with pytest.raises(DetailsChanged) as caught:
            claim.explain("Mine", by=by, number=0)
        assert caught.value.current.text == "First"
        assert claim.details.count() == 1

    def test_closed_and_archived_meanwhile(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)
        Claim.objects.get(pk=claim.pk).archive(by=by)
        with pytest.raises(ClaimGone):
            claim.explain("Text", by=by, number=0)
        Claim.objects.get(pk=claim.pk).restore(by=by)
        claim.debate.close()
        with pytest.raises(DebateReadOnly):
            claim.explain("Text", by=by, number=0)

    def test_votes_are_not_asked_to_be_confirmed(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        reader = claim.debate.join(viewer)
        claim.vote(3, by=reader)
        claim.explain("Much more", by=claim.debate.join(writer), number=0)
        assert not Claim.objects.card(claim, reader).vote_is_stale

    def test_the_database_counts_once(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)
        claim.explain("First", by=by, number=0)
        with pytest.raises(IntegrityError):
            claim.details.create(number=1, text="Other", by=by)
