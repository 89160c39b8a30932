"""Taking back what was done to a claim, as long as nothing since contradicts."""

import pytest

from debates.models import (
    Activity,
    Claim,
    DebateReadOnly,
    Kind,
    Naming,
    NoSuchPlace,
    Overtaken,
)
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of


def last(claim: Claim) -> Activity:
    """What was done last in the claim's debate."""
    return Activity.objects.select_related("claim").filter(debate=claim.debate_id).latest("pk")


def did(activity: Activity | None) -> Activity:
    """What a verb recorded; it did something."""
    assert activity is not None
    return activity


@pytest.fixture
def three(thesis: Claim, writer: User) -> list[Claim]:
    """Siblings in their order."""
    return [make_claim(thesis, writer) for _ in range(3)]


class TestMoves:
    def test_back_among_its_siblings_and_recorded_as_such(
        self, three: list[Claim], writer: User
    ) -> None:
        first, second, third = three
        by = first.debate.join(writer)
        moved = did(second.move(to=third, stance="con", by=by))
        undone = second.undo(moved, by=by)
        second.refresh_from_db()
        assert (second.parent, second.stance) == (first.parent, "pro")
        assert list(Claim.objects.filter(parent=first.parent).order_by("position")) == three
        assert (undone.kind, undone.data["undoes"]) == (Kind.CLAIM_MOVED, moved.pk)

    def test_votes_are_right_again_unless_somebody_voted_there(
        self, three: list[Claim], writer: User, viewer: User
    ) -> None:
        first, second, third = three
        by = first.debate.join(writer)
        make_vote(second, viewer, 3)
        second.undo(did(second.move(to=third, stance="con", by=by)), by=by)
        assert Claim.objects.get(pk=second.pk).moved_at is None
        moved = did(second.move(to=third, stance="con", by=by))
        make_vote(second, viewer, 1)
        second.undo(moved, by=by)
        card = Claim.objects.card(second, first.debate.join(viewer))
        assert card.vote_was_elsewhere

    def test_overtaken_by_another_move(self, three: list[Claim], writer: User) -> None:
        first, second, third = three
        by = first.debate.join(writer)
        moved = did(second.move(to=third, stance="con", by=by))
        second.move(to=first, stance="con", by=by)
        with pytest.raises(Overtaken):
            second.undo(moved, by=by)
        assert Claim.objects.get(pk=second.pk).parent == first

    def test_not_below_what_stands_below_it_now(self, three: list[Claim], writer: User) -> None:
        first, second, third = three
        by = first.debate.join(writer)
        inner = make_claim(second, writer)
        moved = did(inner.move(to=third, stance="pro", by=by))
        second.move(to=inner, stance="pro", by=by)
        with pytest.raises(NoSuchPlace):
            inner.undo(moved, by=by)

    def test_not_while_it_is_archived(self, three: list[Claim], writer: User) -> None:
        first, second, third = three
        by = first.debate.join(writer)
        moved = did(second.move(to=third, stance="con", by=by))
        third.archive(by=by)
        with pytest.raises(Overtaken):
            second.undo(moved, by=by)


class TestWordings:
    def test_the_earlier_wording_is_a_new_version_with_its_votes(
        self, three: list[Claim], writer: User, viewer: User
    ) -> None:
        claim = three[0]
        by, was = claim.debate.join(writer), claim.text
        vote = make_vote(claim, viewer, 3)
        done = did(claim.reword("Other words", by=by, version=1))
        undone = claim.undo(done, by=by, reason="Too short")
        claim.refresh_from_db()
        vote.refresh_from_db()
        assert (claim.text, claim.version, vote.claim_version) == (was, 3, 3)
        assert [row.text for row in claim.versions.all()] == ["Other words", was]
        assert claim.versions.first().reason == "Too short"
        assert (undone.data["version"], undone.data["undoes"]) == (3, done.pk)

    def test_a_vote_on_the_wording_taken_back_is_asked_again(
        self, three: list[Claim], writer: User, viewer: User
    ) -> None:
        claim, by = three[0], three[0].debate.join(writer)
        done = did(claim.reword("Other words", by=by, version=1))
        make_vote(claim, viewer, 3)
        claim.undo(done, by=by)
        assert Claim.objects.card(claim, claim.debate.join(viewer)).vote_is_stale

    def test_overtaken_by_another_wording(self, three: list[Claim], writer: User) -> None:
        claim, by = three[0], three[0].debate.join(writer)
        done = did(claim.reword("Other words", by=by, version=1))
        claim.reword("Third words", by=by, version=2)
        with pytest.raises(Overtaken):
            claim.undo(done, by=by)
        claim.undo(last(claim), by=by)
        assert Claim.objects.get(pk=claim.pk).text == "Other words"

    def test_an_undoing_can_be_undone(self, three: list[Claim], writer: User) -> None:
        claim, by = three[0], three[0].debate.join(writer)
        claim.undo(did(claim.reword("Other words", by=by, version=1)), by=by)
        claim.undo(last(claim), by=by)
        assert Claim.objects.get(pk=claim.pk).text == "Other words"


class TestArchivings:
    def test_restored_once_and_not_again(self, three: list[Claim], writer: User) -> None:
        claim, by = three[0], three[0].debate.join(writer)
        done = did(claim.archive(by=by))
        assert claim.undo(done, by=by).kind == Kind.CLAIM_RESTORED
        assert Claim.objects.get(pk=claim.pk).archived_at is None
        claim.archive(by=by)
        with pytest.raises(Overtaken):
            claim.undo(done, by=by)


def test_nothing_is_taken_back_in_a_closed_debate(three: list[Claim], writer: User) -> None:
    claim, by = three[0], three[0].debate.join(writer)
    done = did(claim.archive(by=by))
    claim.debate.close()
    with pytest.raises(DebateReadOnly):
        claim.undo(done, by=by)


def test_what_its_author_did_needs_a_reason_and_what_was_framed_none(
    team: Team, facilitator: User, writer: User
) -> None:
    debate = make_debate(team, facilitator, naming=Naming.MASKED)
    root = root_of(debate)
    claim, place = make_claim(root, writer), make_claim(root, writer)
    frames = debate.join(facilitator)
    claim.move(to=place, stance="pro", by=debate.join(writer))
    with pytest.raises(ValueError, match="reason"):
        claim.undo(last(claim), by=frames)
    claim.undo(last(claim), by=frames, reason="It answers the thesis")
    assert last(claim).participant is None
    claim.move(to=place, stance="pro", by=frames, reason="It belongs there")
    claim.undo(last(claim), by=frames)
    assert (last(claim).data["framing"], last(claim).participant) == (True, None)
    assert Claim.objects.get(pk=claim.pk).parent == root


def test_what_is_no_change_of_a_claim_cannot_be_taken_back(thesis: Claim, writer: User) -> None:
    claim = make_claim(thesis, writer)
    by = claim.debate.join(writer)
    with pytest.raises(ValueError, match="taken back"):
        claim.undo(last(claim), by=by)
    with pytest.raises(ValueError, match="taken back"):
        thesis.undo(did(claim.archive(by=by)), by=by)
