"""What waits at a claim that is merged: flags, suggestions, its longer text, words of sources."""

import pytest

from debates.models import (
    Claim,
    Debate,
    DetailsChanged,
    Flag,
    FlagKind,
    Source,
    Suggestion,
    SuggestionSettled,
)
from teams.models import User
from tests.factories import make_claim, make_suggestion

from .test_claim_merging import Two, merged, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(thesis: Claim, writer: User) -> Two:
    """Two claims of the writer's that say the same, on both sides."""
    return make_claim(thesis, writer, "Tea calms"), make_claim(thesis, writer, "It soothes", "con")


def fresh(claim: Claim) -> Claim:
    return Claim.objects.select_related("debate").get(pk=claim.pk)


def raised(claim: Claim, kind: FlagKind, by: User, note: str = "") -> Flag:
    who = claim.debate.join(by)
    claim.flag(kind, by=who, note=note)
    return Flag.objects.get(claim=claim, participant=who, kind=kind, answered_at=None)


class TestFlags:
    """Those nobody has answered."""

    def test_they_come_along_once_a_person_and_kind(
        self, two: Two, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = two
        coming = raised(gone, FlagKind.UNCLEAR, owner, "How?")
        double = raised(gone, FlagKind.UNCLEAR, viewer, "What?")
        there = raised(kept, FlagKind.UNCLEAR, viewer)
        other = raised(gone, FlagKind.SOURCE, viewer)
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        assert set(kept.flags.waiting()) == {coming, there, other}
        assert set(gone.flags.all()) == {double}
        groups = Flag.objects.of_claim(fresh(kept), kept.debate.join(viewer))
        assert [(g.kind, g.people, g.is_earlier) for g in groups] == [
            ("unclear", 2, False),
            ("source", 1, True),
        ]
        fresh(gone).undo(done, by=gone.debate.join(writer))
        assert state(gone.debate) == before

    @pytest.mark.parametrize("framing", [True, False])
    def test_that_they_say_the_same_is_settled_at_both(
        self, framing: bool, two: Two, writer: User, viewer: User, facilitator: User
    ) -> None:
        for claim in two:
            raised(claim, FlagKind.DUPLICATE, viewer)
        before = state(two[0].debate)
        done = merged(*two, facilitator if framing else writer, "The same")
        settled = [(f.answer, f.settled, f.claim) for f in Flag.objects.order_by("pk")]
        assert settled == [("Merged", framing, claim) for claim in two]
        fresh(two[0]).undo(done, by=two[0].debate.join(facilitator if framing else writer))
        assert state(two[0].debate) == before

    def test_nobody_comes_to_flag_their_own(
        self, two: Two, viewer: User, facilitator: User
    ) -> None:
        gone, parent = two[0], two[0].parent
        assert parent is not None
        theirs = make_claim(parent, viewer)
        flag = raised(gone, FlagKind.UNCLEAR, viewer)
        merged(gone, theirs, facilitator, "The same")
        flag.refresh_from_db()
        assert flag.claim == gone
        assert not Flag.objects.of_debate(gone.debate).exists()

    def test_what_was_answered_or_raised_since_stays(
        self, two: Two, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = two
        answered = raised(gone, FlagKind.UNCLEAR, viewer)
        again = raised(gone, FlagKind.SOURCE, viewer)
        settled = raised(kept, FlagKind.DUPLICATE, viewer)
        back = raised(gone, FlagKind.RESPECT, owner)
        done = merged(gone, kept, writer)
        fresh(kept).answer_flags(FlagKind.UNCLEAR, "Now it is", by=kept.debate.join(writer))
        fresh(kept).flag(FlagKind.SOURCE, by=kept.debate.join(viewer), note="Still")
        raised(fresh(kept), FlagKind.DUPLICATE, viewer)
        fresh(gone).undo(done, by=gone.debate.join(writer))
        for flag in (answered, again, settled, back):
            flag.refresh_from_db()
        assert (answered.claim, answered.answer) == (kept, "Now it is")
        assert (again.claim, again.note) == (kept, "Still")
        assert settled.answer == "Merged"
        assert (back.claim, back.claim_version) == (gone, 1)


class TestDetails:
    """The longer text."""

    def test_it_comes_along_with_how_it_read_before(self, two: Two, writer: User) -> None:
        gone, kept = two
        by = gone.debate.join(writer)
        kept.explain("Once", by=by, number=0)
        kept.explain("", by=by, number=1)
        gone.explain("Short", by=by, number=0)
        gone.explain("At length", by=by, number=1)
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        assert list(kept.details.order_by("number").values_list("number", "text")) == [
            (1, "Once"),
            (2, ""),
            (3, "Short"),
            (4, "At length"),
        ]
        assert "details_left" not in done.data
        with pytest.raises(DetailsChanged):
            fresh(kept).explain("Mine", by=by, number=2)
        fresh(gone).undo(done, by=by)
        assert state(gone.debate) == before

    def test_it_stays_where_the_other_has_one(self, two: Two, writer: User) -> None:
        for claim in two:
            claim.explain(f"More on {claim.pk}", by=claim.debate.join(writer), number=0)
        gone, kept = two
        done = merged(gone, kept, writer)
        assert done.data["details_left"] is True
        assert gone.details.get().text == f"More on {gone.pk}"
        assert kept.details.get().text == f"More on {kept.pk}"
        assert [part.has_details for part in kept.merged_here()] == [True]

    def test_what_was_written_since_stays_behind_the_kept_one(self, two: Two, writer: User) -> None:
        gone, kept = two
        by = gone.debate.join(writer)
        gone.explain("At length", by=by, number=0)
        done = merged(gone, kept, writer)
        fresh(kept).explain("At greater length", by=by, number=1)
        fresh(gone).undo(done, by=by)
        assert (gone.details.get().text, gone.details.get().number) == ("At length", 1)
        assert kept.details.get().text == "At greater length"


class TestSuggestions:
    """The open ones."""

    def test_they_come_along_where_they_make_sense(
        self, two: Two, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = two
        place, below = make_claim(thesis, viewer), make_claim(kept, viewer)
        wording = make_suggestion(gone, viewer)
        claim = make_suggestion(gone, viewer, "claim")
        double = make_suggestion(gone, owner, "claim")
        there = make_suggestion(kept, owner, "claim")
        move = make_suggestion(gone, viewer, "move", to=place)
        looped = make_suggestion(gone, owner, "move", to=below)
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        assert set(Suggestion.objects.filter(claim=kept, state="open")) == {claim, there, move}
        assert set(gone.suggestions.filter(state="overtaken")) == {wording, double, looped}
        wording = gone.suggestions.get(pk=wording.pk)
        assert "became part of another" in wording.overtaken_by
        with pytest.raises(SuggestionSettled, match="archived or merged"):
            wording.accept(by=gone.debate.join(writer), seen="1")
        fresh(gone).undo(done, by=gone.debate.join(writer))
        assert state(gone.debate) == before

    def test_what_would_leave_it_where_it_stands_is_overtaken(
        self, two: Two, thesis: Claim, writer: User, viewer: User
    ) -> None:
        move = make_suggestion(two[0], viewer, "move", to=thesis, stance="con")
        merged(*two, writer)
        move.refresh_from_db()
        assert move.state == "overtaken"

    def test_one_comes_to_nobody_about_their_own(
        self, two: Two, thesis: Claim, viewer: User, facilitator: User
    ) -> None:
        theirs = make_claim(thesis, viewer)
        mine = make_suggestion(two[0], viewer, "claim")
        merged(two[0], theirs, facilitator, "The same")
        mine.refresh_from_db()
        assert (mine.state, mine.claim) == ("overtaken", two[0])

    def test_a_place_below_it_is_below_the_kept_one(
        self, two: Two, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = two
        stray = make_claim(thesis, writer)
        turned = make_suggestion(stray, viewer, "move", to=gone)
        senseless = make_suggestion(kept, owner, "move", to=gone)
        before = state(gone.debate)
        done = merged(gone, kept, writer)
        turned, senseless = Suggestion.objects.order_by("pk")
        assert (turned.to, turned.state) == (kept, "open")
        assert (senseless.to, senseless.state) == (gone, "overtaken")
        assert "Where it would stand" in senseless.overtaken_by
        fresh(gone).undo(done, by=gone.debate.join(writer))
        assert state(gone.debate) == before

    def test_what_was_decided_or_replaced_since_stays(
        self, two: Two, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        gone, kept = two
        by = gone.debate.join(writer)
        accepted = make_suggestion(gone, viewer, "claim", text="And then?")
        senseless = make_suggestion(kept, owner, "move", to=gone)
        done = merged(gone, kept, writer)
        row = Suggestion.objects.select_related("claim__debate", "debate").get(pk=accepted.pk)
        row.accept(by=by, seen="here")
        newer = make_suggestion(fresh(kept), owner, "move", to=thesis, stance="pro")
        fresh(gone).undo(done, by=by)
        for suggestion in (accepted, senseless, newer):
            suggestion.refresh_from_db()
        assert (accepted.claim, accepted.state) == (kept, "accepted")
        assert accepted.claim_made is not None and accepted.claim_made.parent == kept
        assert (senseless.state, senseless.decided_by) == ("withdrawn", senseless.author)
        assert newer.state == "open"

    def test_they_come_back_open_though_the_kept_one_was_archived(
        self, two: Two, writer: User, viewer: User
    ) -> None:
        gone, kept = two
        claim = make_suggestion(gone, viewer, "claim")
        done = merged(gone, kept, writer)
        fresh(kept).archive(by=kept.debate.join(writer))
        fresh(gone).undo(done, by=gone.debate.join(writer))
        claim.refresh_from_db()
        assert (claim.claim, claim.state, claim.decided_at) == (gone, "open", None)


def test_words_of_a_source_are_kept_where_the_other_claim_has_them(
    thesis: Claim, debate: Debate, writer: User
) -> None:
    gone = make_claim(thesis, writer, "Tea calms everybody")
    kept = make_claim(thesis, writer, "Everybody is soothed by tea")
    for number, words in enumerate(("everybody", "Tea calms", "calms"), start=1):
        Source.objects.create(claim=gone, number=number, title=words, passage=words)
    before = state(debate)
    done = merged(gone, kept, writer)
    assert list(kept.sources.values_list("passage", flat=True)) == ["everybody", "", ""]
    kept.sources.filter(title="calms").update(passage="soothed")
    fresh(gone).undo(done, by=debate.join(writer))
    assert list(gone.sources.values_list("passage", flat=True)) == [
        "everybody",
        "Tea calms",
        "soothed",
    ]
    gone.sources.filter(title="calms").update(passage="calms")
    assert state(debate) == before
