"""Merging two claims that say the same, and taking it back exactly."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from debates.models import (
    Activity,
    Bookmark,
    CannotMerge,
    Claim,
    ClaimGone,
    Comment,
    Debate,
    DebateKind,
    DebateReadOnly,
    Details,
    Flag,
    FlagKind,
    Kind,
    Naming,
    Overtaken,
    Refused,
    Source,
    Suggestion,
    Thanks,
    Vote,
)
from teams.models import Team, User
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_suggestion,
    make_vote,
    root_of,
)

from .test_claim_moving import is_a_tree
from .test_claims import at_once

Two = tuple[Claim, Claim]


@pytest.fixture
def two(thesis: Claim, writer: User) -> Two:
    """Two claims of the writer's that say the same, on both sides."""
    return make_claim(thesis, writer, "Tea calms"), make_claim(thesis, writer, "It soothes", "con")


def merged(claim: Claim, into: Claim, by: User, reason: str = "") -> Activity:
    activity = claim.merge(into, by=claim.debate.join(by), reason=reason)
    assert activity is not None
    return Activity.objects.select_related("claim").get(pk=activity.pk)


def state(debate: Debate) -> dict[str, list[Any]]:
    """Everything of a debate that a merge may touch, by what it is."""
    rows: dict[str, Any] = {
        "claims": Claim.objects.filter(debate=debate),
        "votes": Vote.objects.filter(claim__debate=debate),
        "comments": Comment.objects.filter(claim__debate=debate),
        "thanks": Thanks.objects.filter(claim__debate=debate),
        "bookmarks": Bookmark.objects.filter(claim__debate=debate),
        "sources": Source.objects.filter(claim__debate=debate),
        "flags": Flag.objects.filter(claim__debate=debate),
        "details": Details.objects.filter(claim__debate=debate),
        "suggestions": Suggestion.objects.filter(debate=debate),
    }
    counted: list[Any] = [Debate.objects.get(pk=debate.pk).claims_count]
    found = {name: list(asked.order_by("pk").values()) for name, asked in rows.items()}
    return found | {"count": counted}


def link(debate: Debate, parent: Claim, to: Claim, stance: str = "pro") -> Claim:
    return Claim.objects.create(
        debate=debate, parent=parent, stance=stance, links_to=to, position=99
    )


@pytest.fixture
def rich(two: Two, thesis: Claim, writer: User, viewer: User, owner: User) -> Two:
    """The same two with everything claims can have."""
    gone, kept = two
    for claim in two:
        below = make_claim(claim, viewer)
        make_claim(below, writer, stance="con")
        make_vote(claim, viewer, 3)
        comment = make_comment(claim, viewer, "Whom?")
        make_comment(claim, writer, "Me", comment)
        claim.bookmark(by=thesis.debate.join(viewer))
        Source.objects.create(claim=claim, number=1, url="https://example.org/both", position=3)
    make_vote(gone, owner, 1)
    make_vote(kept, writer, 2)
    gone.thank(by=thesis.debate.join(owner))
    Source.objects.create(claim=gone, number=2, url="https://example.org/one", position=0)
    for flag in (FlagKind.DUPLICATE, FlagKind.UNCLEAR):
        gone.flag(flag, by=thesis.debate.join(viewer))
    gone.explain("At length", by=thesis.debate.join(writer), number=0)
    for kind in ("wording", "claim"):
        make_suggestion(gone, viewer, kind)
    place = link(thesis.debate, make_claim(thesis, viewer), gone)
    make_vote(place, owner, 4)
    Debate.objects.filter(pk=thesis.debate_id).update(
        claims_count=Claim.objects.filter(debate=thesis.debate).count()
    )
    return two


class TestMerge:
    def test_everything_comes_along_and_is_recorded(self, rich: Two, writer: User) -> None:
        gone, kept = rich
        count = Debate.objects.get(pk=gone.debate_id).claims_count
        done = merged(gone, kept, writer)
        assert done.data == {"framing": False, "reason": "", "into": kept.pk}
        assert (done.kind, done.participant) == (Kind.CLAIM_MERGED, gone.debate.join(writer))
        gone.refresh_from_db()
        assert gone.merged_into == kept and gone.archived_at is not None
        assert kept.children.count() == 2 and not gone.children.exists()
        assert list(kept.children.order_by("position").values_list("pk", flat=True)) == sorted(
            kept.children.values_list("pk", flat=True),
            key=lambda pk: pk != kept.children.latest("pk").pk,
        )
        assert kept.comments.count() == 4
        assert kept.thanks.count() == 1
        assert Bookmark.objects.filter(claim=kept).count() == 1
        assert [(s.number, s.url[-4:], s.position) for s in kept.sources.all()] == [
            (1, "both", 3),
            (2, "/one", None),
        ]
        assert kept.placements.count() == 1
        assert Debate.objects.get(pk=gone.debate_id).claims_count == count - 1
        assert len(kept.debate.as_document().claims) == count - 1

    def test_the_later_vote_counts_and_all_that_came_are_asked(
        self, rich: Two, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = rich
        later = timezone.now() + timedelta(minutes=1)
        gone.votes.filter(participant__user=viewer).update(value=0, at=later)
        merged(gone, kept, writer)
        votes = {vote.participant.user: vote for vote in kept.votes.all()}
        assert {user: vote.value for user, vote in votes.items()} == {
            viewer: 0,
            owner: 1,
            writer: 2,
        }
        assert [vote.value for vote in gone.votes.all()] == [3]
        for person, asked in ((viewer, True), (owner, True), (writer, False)):
            card = Claim.objects.card(kept, kept.debate.join(person))
            assert card.vote_is_stale == asked
        place = kept.placements.get()
        place.debate = kept.debate
        assert Claim.objects.card(place, kept.debate.join(owner)).vote_is_stale

    def test_taken_back_both_are_exactly_as_they_were(self, rich: Two, writer: User) -> None:
        gone, kept = rich
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        assert state(gone.debate) != before
        undone = gone.undo(done, by=gone.debate.join(writer))
        assert (undone.kind, undone.data["undoes"]) == (Kind.CLAIM_UNMERGED, done.pk)
        assert state(gone.debate) == before
        with pytest.raises(Overtaken):
            gone.undo(done, by=gone.debate.join(writer))

    def test_what_was_done_since_stays_as_it_was_done(
        self, rich: Two, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = rich
        child = gone.children.get()
        done = merged(gone, kept, writer)
        added = make_claim(kept, viewer)
        said = make_comment(kept, viewer)
        kept.vote(4, by=kept.debate.join(viewer))
        kept.vote(None, by=kept.debate.join(owner))
        child.refresh_from_db()
        child.debate = gone.debate
        child.move(to=root_of(gone.debate), stance="con", by=gone.debate.join(viewer))
        gone.undo(done, by=gone.debate.join(writer))
        added.refresh_from_db()
        said.refresh_from_db()
        child.refresh_from_db()
        assert (added.parent, said.claim, child.parent_id) == (kept, kept, gone.parent_id)
        assert {(v.participant.user, v.value) for v in kept.votes.all()} == {
            (viewer, 4),
            (writer, 2),
        }
        assert {(v.participant.user, v.value) for v in gone.votes.all()} == {(viewer, 3)}
        assert is_a_tree(gone.debate)

    def test_a_chain_leads_to_what_is_there_and_comes_apart_in_order(
        self, thesis: Claim, writer: User
    ) -> None:
        first, second, third = (make_claim(thesis, writer) for _ in range(3))
        by, below = thesis.debate.join(writer), make_claim(first, writer)
        one = merged(first, second, writer)
        other = merged(second, third, writer)
        first.refresh_from_db()
        assert first.merged_into == third
        with pytest.raises(Overtaken):
            first.undo(one, by=by)
        second.undo(other, by=by)
        first.refresh_from_db()
        assert first.merged_into == second
        first.debate = thesis.debate
        first.undo(one, by=by)
        below.refresh_from_db()
        assert below.parent == first

    def test_twice_is_once(self, two: Two, writer: User) -> None:
        gone, kept = two
        merged(gone, kept, writer)
        assert gone.merge(kept, by=gone.debate.join(writer)) is None

    def test_it_is_not_restored_as_an_archived_claim_is(self, two: Two, writer: User) -> None:
        gone, kept = two
        merged(gone, kept, writer)
        assert gone.restore(by=gone.debate.join(writer)) is None
        assert Claim.objects.get(pk=gone.pk).archived_at is not None


class TestPlaces:
    """Links that show one of the two."""

    def test_none_is_doubled(self, two: Two, thesis: Claim, writer: User) -> None:
        gone, kept = two
        other = make_claim(thesis, writer)
        doubled, kept_there = link(thesis.debate, other, gone), link(thesis.debate, other, kept)
        both = make_claim(thesis, writer)
        mine, theirs = link(thesis.debate, gone, both), link(thesis.debate, kept, both)
        real = make_claim(gone, writer)
        shown = link(thesis.debate, kept, real)
        before = state(thesis.debate)
        done = merged(gone, kept, writer)
        places = {place.pk: place for place in Claim.objects.shown()}
        assert doubled.pk not in places and kept_there.pk in places
        assert mine.pk not in places and theirs.pk in places
        assert places[real.pk].parent_id == kept.pk and shown.pk not in places
        gone.undo(done, by=gone.debate.join(writer))
        after = state(thesis.debate)
        assert after["claims"] == before["claims"]

    def test_none_is_seen_below_itself(self, two: Two, writer: User) -> None:
        gone, kept = two
        place = link(gone.debate, make_claim(kept, writer), gone)
        done = merged(gone, kept, writer)
        place.refresh_from_db()
        assert place.links_to == gone
        assert not Claim.objects.shown().filter(pk=place.pk).exists()
        gone.undo(done, by=gone.debate.join(writer))
        assert Claim.objects.shown().filter(pk=place.pk).exists()

    @pytest.mark.parametrize("deep", [True, False])
    def test_nor_where_the_other_is_shown_below(self, deep: bool, two: Two, writer: User) -> None:
        gone, kept = two
        place = link(gone.debate, make_claim(gone, writer) if deep else gone, kept)
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        assert not Claim.objects.shown().filter(pk=place.pk).exists()
        gone.undo(done, by=gone.debate.join(writer))
        assert state(gone.debate)["claims"] == before["claims"]

    def test_where_it_cannot_be_settled_nothing_is_merged(self, two: Two, writer: User) -> None:
        gone, kept = two
        for parent in (gone, make_claim(gone, writer)):
            link(gone.debate, parent, kept)
        before = state(gone.debate)
        with pytest.raises(CannotMerge):
            gone.merge(kept, by=gone.debate.join(writer))
        assert state(gone.debate) == before


class TestRefusals:
    @pytest.mark.parametrize("turned", [True, False])
    def test_one_below_the_other(self, turned: bool, two: Two, writer: User) -> None:
        above, below = two[0], make_claim(make_claim(two[0], writer), writer)
        gone, kept = (below, above) if turned else (above, below)
        before = state(gone.debate)
        with pytest.raises(CannotMerge):
            gone.merge(kept, by=gone.debate.join(writer))
        assert state(gone.debate) == before

    def test_one_seen_below_the_other_through_a_link_to_what_stands_above(
        self, two: Two, thesis: Claim, writer: User
    ) -> None:
        gone, above = two
        kept = make_claim(above, writer)
        link(thesis.debate, gone, above)
        before = state(thesis.debate)
        with pytest.raises(CannotMerge):
            gone.merge(kept, by=gone.debate.join(writer))
        assert state(thesis.debate) == before

    def test_links_and_answers_to_the_question(self, team: Team, writer: User, two: Two) -> None:
        by = two[0].debate.join(writer)
        with pytest.raises(CannotMerge):
            link(two[0].debate, two[0], two[1]).merge(two[0], by=by, reason="x")
        question = root_of(make_debate(team, writer, kind=DebateKind.QUESTION))
        sea = make_claim(question, writer, stance=None)
        below = make_claim(make_claim(question, writer, stance=None), writer)
        with pytest.raises(CannotMerge):
            below.merge(sea, by=question.debate.join(writer))

    def test_itself_the_root_and_other_debates(
        self, two: Two, team: Team, thesis: Claim, writer: User
    ) -> None:
        by = thesis.debate.join(writer)
        with pytest.raises(CannotMerge):
            two[0].merge(two[0], by=by)
        elsewhere = make_claim(root_of(make_debate(team, writer)), writer)
        for gone, kept in ((thesis, two[0]), (two[0], thesis), (two[0], elsewhere)):
            with pytest.raises(ValueError, match="merged"):
                gone.merge(kept, by=by, reason="x")

    @pytest.mark.parametrize("which", [0, 1])
    def test_archived_meanwhile(self, which: int, two: Two, writer: User) -> None:
        by = two[0].debate.join(writer)
        Claim.objects.select_related("debate").get(pk=two[which].pk).archive(by=by)
        with pytest.raises(ClaimGone):
            two[0].merge(two[1], by=by)

    def test_closed_meanwhile(self, two: Two, writer: User) -> None:
        by = two[0].debate.join(writer)
        done = merged(*two, writer)
        two[0].debate.close()
        with pytest.raises(DebateReadOnly):
            two[1].merge(two[0], by=by)
        with pytest.raises(DebateReadOnly):
            two[0].undo(done, by=by)

    def test_others_words_need_a_reason(self, two: Two, facilitator: User, writer: User) -> None:
        gone, kept = two
        frames = gone.debate.join(facilitator)
        with pytest.raises(ValueError, match="merged"):
            gone.merge(kept, by=frames)
        done = gone.merge(kept, by=frames, reason="They say the same")
        assert done.data["framing"] and done.participant == frames

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_without_names_framing_is_nobodys(
        self, naming: str, team: Team, facilitator: User, writer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming)
        own = [make_claim(root_of(debate), facilitator) for _ in range(2)]
        done = own[0].merge(own[1], by=debate.join(facilitator), reason="The same")
        # Without masks even an author of both would be joined to them.
        assert (done.participant is None) == (naming == Naming.UNATTRIBUTED)
        other = make_claim(root_of(debate), writer)
        done = other.merge(own[1], by=debate.join(facilitator), reason="The same")
        assert done.participant is None


def test_the_database_keeps_merged_claims_gone_and_in_their_debate(
    two: Two, team: Team, writer: User
) -> None:
    gone, kept = two
    with pytest.raises(IntegrityError, match="claim_merged_is_gone"), transaction.atomic():
        Claim.objects.filter(pk=gone.pk).update(merged_into=kept)
    elsewhere = make_claim(root_of(make_debate(team, writer)), writer)
    Claim.objects.filter(pk=gone.pk).update(merged_into=elsewhere, archived_at=timezone.now())
    with (
        pytest.raises(IntegrityError, match="claim_merged_same_debate"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_each_into_the_other_at_once_leave_one(thesis: Claim, writer: User) -> None:
    first, second = make_claim(thesis, writer), make_claim(thesis, writer)
    by = thesis.debate.join(writer)

    def act(gone: Claim, kept: Claim) -> None:
        mine = Claim.objects.select_related("debate").get(pk=gone.pk)
        try:
            mine.merge(kept, by=by)
        except Refused:
            return

    at_once([partial(act, first, second), partial(act, second, first)] * 4)
    rows = Claim.objects.filter(pk__in=[first.pk, second.pk])
    assert rows.filter(merged_into=None).count() == 1
    assert is_a_tree_of(2, thesis.debate)


def is_a_tree_of(seen: int, debate: Debate) -> bool:
    """Whether so many claims are seen, and the kept number says so."""
    kept = Debate.objects.get(pk=debate.pk).claims_count
    return Claim.objects.filter(debate=debate).shown().count() == kept == seen
