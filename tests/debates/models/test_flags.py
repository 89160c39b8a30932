"""The rules of saying what should be mended about a claim."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from debates.models import (
    Activity,
    Claim,
    ClaimGone,
    DebateReadOnly,
    Flag,
    FlagKind,
    Kind,
    NoFlagWaits,
)
from teams.models import User
from tests.factories import make_claim


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It is warm")


class TestFlag:
    def test_the_record_says_that_and_not_who(self, claim: Claim, viewer: User) -> None:
        claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(viewer), note="Warm for whom?")
        told = Activity.objects.get(kind=Kind.FLAG_RAISED)
        assert (told.claim, told.participant, told.data) == (claim, None, {"flag": "unclear"})

    def test_raised_again_it_is_one_with_the_new_note(self, claim: Claim, viewer: User) -> None:
        by = claim.debate.join(viewer)
        claim.flag(FlagKind.SOURCE, by=by, note="Says who?")
        assert claim.flag(FlagKind.SOURCE, by=by, note="Which study?") is None
        assert Flag.objects.get().note == "Which study?"
        assert Activity.objects.filter(kind=Kind.FLAG_RAISED).count() == 1

    def test_nobody_flags_their_own(self, claim: Claim, writer: User) -> None:
        with pytest.raises(ValueError, match="their own"):
            claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(writer))

    def test_closed_and_archived_meanwhile(self, claim: Claim, viewer: User, writer: User) -> None:
        by = claim.debate.join(viewer)
        Claim.objects.get(pk=claim.pk).archive(by=claim.debate.join(writer))
        with pytest.raises(ClaimGone):
            claim.flag(FlagKind.UNCLEAR, by=by)
        Claim.objects.get(pk=claim.pk).restore(by=claim.debate.join(writer))
        claim.debate.close()
        with pytest.raises(DebateReadOnly):
            claim.flag(FlagKind.UNCLEAR, by=by)
        assert not Flag.objects.exists()

    def test_it_remembers_the_wording_it_was_about(
        self, claim: Claim, viewer: User, writer: User
    ) -> None:
        reader = claim.debate.join(viewer)
        claim.flag(FlagKind.UNCLEAR, by=reader)
        claim.reword("It is warm in winter", by=claim.debate.join(writer), version=1)
        (group,) = Flag.objects.of_claim(claim, reader)
        assert (group.is_earlier, group.is_own, group.people) == (True, True, 1)

    @pytest.mark.django_db(transaction=True)
    def test_ten_at_once_are_one(self, claim: Claim, viewer: User) -> None:
        by, together = claim.debate.join(viewer), threading.Barrier(10)

        def flag(_n: int) -> None:
            together.wait()
            try:
                claim.flag(FlagKind.UNCLEAR, by=by)
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            list(pool.map(flag, range(10)))
        assert Flag.objects.count() == 1

    def test_the_database_wants_an_answer_with_its_time(self, claim: Claim, viewer: User) -> None:
        claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(viewer))
        with pytest.raises(IntegrityError):
            Flag.objects.update(answered_at=timezone.now())


class TestAnswer:
    def test_one_answer_is_for_everybody_who_said_so(
        self, claim: Claim, viewer: User, owner: User, writer: User
    ) -> None:
        for person in (viewer, owner):
            claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(person), note=person.name)
        claim.flag(FlagKind.SOURCE, by=claim.debate.join(owner))
        claim.answer_flags(FlagKind.UNCLEAR, "In here", by=claim.debate.join(writer))
        waiting, answered = Flag.objects.of_claim(claim, claim.debate.join(viewer))
        assert (waiting.kind, waiting.answer) == (FlagKind.SOURCE, "")
        assert (answered.kind, answered.people, answered.answer) == ("unclear", 2, "In here")
        assert not answered.settled

    def test_whoever_frames_settles_without_being_tied_to_a_mask(
        self, claim: Claim, viewer: User
    ) -> None:
        claim.flag(FlagKind.RESPECT, by=claim.debate.join(viewer))
        told = claim.answer_flags(FlagKind.RESPECT, "We talked about it", by=None)
        assert told.participant is None
        assert told.data["framing"] is True
        assert Flag.objects.get().settled

    def test_the_second_answer_is_refused(self, claim: Claim, viewer: User, writer: User) -> None:
        claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(viewer))
        claim.answer_flags(FlagKind.UNCLEAR, "First", by=claim.debate.join(writer))
        with pytest.raises(NoFlagWaits):
            claim.answer_flags(FlagKind.UNCLEAR, "Second", by=None)
        assert Flag.objects.get().answer == "First"

    def test_after_an_answer_it_can_be_said_again(
        self, claim: Claim, viewer: User, writer: User
    ) -> None:
        by = claim.debate.join(viewer)
        claim.flag(FlagKind.UNCLEAR, by=by)
        claim.answer_flags(FlagKind.UNCLEAR, "Read on", by=claim.debate.join(writer))
        assert claim.flag(FlagKind.UNCLEAR, by=by) is not None
        assert [bool(group.answer) for group in Flag.objects.of_claim(claim, by)] == [False, True]

    def test_what_was_answered_cannot_be_taken_back(
        self, claim: Claim, viewer: User, writer: User
    ) -> None:
        by = claim.debate.join(viewer)
        claim.flag(FlagKind.UNCLEAR, by=by)
        claim.answer_flags(FlagKind.UNCLEAR, "Read on", by=claim.debate.join(writer))
        assert claim.unflag(FlagKind.UNCLEAR, by=by) is None
        assert Flag.objects.count() == 1
