"""The sweep: everything that happened is worked through once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from debates.models import Activity, Claim, Debate, FlagKind, Kind, Phase
from digests import telling
from digests.models import Notification, Telling
from digests.tasks import sweep
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_comment, make_source, make_suggestion, make_vote


@pytest.mark.django_db
class TestSweep:
    def test_an_answer_is_told_to_who_is_answered(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        mine = make_claim(thesis, writer)
        answer = make_claim(mine, viewer, "But then", "con")
        sweep()
        told = Notification.objects.get()
        assert (told.recipient, told.claim, told.debate) == (writer, answer, thesis.debate)
        assert told.read_at is None

    def test_nobody_is_told_of_their_own_answer(self, thesis: Claim, writer: User) -> None:
        make_claim(make_claim(thesis, writer), writer)
        sweep()
        assert not Notification.objects.exists()

    def test_only_direct_answers_are_told(
        self, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        make_claim(make_claim(make_claim(thesis, writer), viewer), owner)
        sweep()
        told = set(Notification.objects.values_list("recipient", flat=True))
        assert told == {writer.pk, viewer.pk}

    def test_a_comment_is_told_to_the_author_of_the_claim(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        mine = make_claim(thesis, writer)
        comment = make_comment(mine, viewer)
        make_comment(mine, writer)
        sweep()
        told = Notification.objects.get()
        assert (told.recipient, told.claim, told.activity.comment) == (writer, mine, comment)

    def test_a_flag_is_told_to_the_author_of_the_claim(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        mine = make_claim(thesis, writer)
        mine.flag(FlagKind.UNCLEAR, by=thesis.debate.join(viewer))
        sweep()
        told = Notification.objects.get(activity__kind=Kind.FLAG_RAISED)
        assert (told.recipient, told.claim, told.flag) == (writer, mine, "unclear")

    def test_a_source_is_told_to_the_author_of_the_claim_unless_they_added_it(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        mine = make_claim(thesis, writer)
        make_source(mine, writer)
        source = make_source(mine, viewer)
        source.revise(by=thesis.debate.join(viewer), version=1, title="A study")
        source.remove(by=thesis.debate.join(viewer))
        sweep()
        told = Notification.objects.get()
        assert (told.recipient, told.claim, told.source) == (writer, mine, source.pk)

    def test_the_answer_to_a_flag_is_told_to_those_who_raised_it_then(
        self, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        mine = make_claim(thesis, writer)
        by = thesis.debate.join(writer)
        mine.flag(FlagKind.UNCLEAR, by=thesis.debate.join(viewer))
        mine.answer_flags(FlagKind.UNCLEAR, "Read on", by=by)
        mine.flag(FlagKind.UNCLEAR, by=thesis.debate.join(owner))
        mine.flag(FlagKind.SOURCE, by=thesis.debate.join(owner))
        mine.answer_flags(FlagKind.UNCLEAR, "Read on, please", by=by)
        sweep()
        told = Notification.objects.filter(activity__kind=Kind.FLAG_ANSWERED).order_by("pk")
        assert [notification.recipient for notification in told] == [viewer, owner]

    def test_a_comment_is_told_once_to_each_it_calls(
        self, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        mine = make_claim(thesis, writer)
        text = f"@{writer.name}, @{owner.name}, what do you say? @{viewer.name}"
        make_comment(mine, viewer, text)
        sweep()
        told = Notification.objects.for_list()
        assert {(n.recipient, n.is_call) for n in told} == {(writer, True), (owner, True)}

    def test_an_answer_is_told_to_the_author_of_the_comment_alone(
        self, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), writer)
        make_comment(comment.claim, owner, answering=comment)
        question = make_comment(comment.claim, viewer)
        sweep()
        Notification.objects.all().delete()
        make_comment(comment.claim, owner, answering=question)
        sweep()
        assert Notification.objects.get().recipient == viewer

    def test_resolving_and_changing_are_told_to_nobody(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), viewer)
        sweep()
        Notification.objects.all().delete()
        comment.reword("Other words", by=thesis.debate.join(viewer), version=1)
        comment.resolve(by=thesis.debate.join(writer))
        sweep()
        assert not Notification.objects.exists()

    def test_a_suggestion_is_told_to_the_claims_author_and_the_decision_to_who_made_it(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        claim, author = make_claim(thesis, writer), thesis.debate.join(writer)
        wording = make_suggestion(claim, viewer)
        new = make_suggestion(claim, viewer, "claim")
        sweep()
        told = Notification.objects.values_list("recipient", "activity__suggestion")
        assert set(told) == {(writer.pk, wording.pk), (writer.pk, new.pk)}
        Notification.objects.all().delete()
        wording.decline(by=author, answer="Too long")
        new.accept(by=author, seen="here")
        sweep()
        decisions = Notification.objects.values_list("recipient", "activity__kind").order_by("pk")
        assert list(decisions) == [
            (viewer.pk, "suggestion_declined"),
            (viewer.pk, "suggestion_accepted"),
        ]

    def test_what_others_accept_is_told_to_the_silent_author_as_well(
        self, thesis: Claim, writer: User, viewer: User, facilitator: User
    ) -> None:
        claim, framer = make_claim(thesis, writer), thesis.debate.join(facilitator)
        made = [make_suggestion(claim, viewer, kind) for kind in ("wording", "claim")]
        sweep()
        Notification.objects.all().delete()
        for suggestion in made:
            suggestion.accept(by=framer, seen=suggestion.seen)
        sweep()
        told = set(Notification.objects.values_list("recipient", "activity__kind"))
        assert told == {
            (writer.pk, "claim_edited"),
            (writer.pk, "claim_added"),
            (viewer.pk, "suggestion_accepted"),
        }

    def test_votes_and_edits_are_marked_and_told_to_nobody(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, viewer, 3)
        claim.reword("Better", by=thesis.debate.join(writer), version=1)
        sweep()
        assert not Notification.objects.exists()
        assert Telling.objects.count() == Activity.objects.count() == 4

    def test_twice_is_once(self, thesis: Claim, writer: User, viewer: User) -> None:
        make_claim(make_claim(thesis, writer), viewer)
        assert telling.tell_waiting() == 3
        assert telling.tell_waiting() == 0
        assert Notification.objects.count() == 1

    def test_who_left_the_team_is_not_told(self, thesis: Claim, writer: User, viewer: User) -> None:
        make_claim(make_claim(thesis, writer), viewer)
        Membership.objects.filter(user=writer).delete()
        sweep()
        assert not Notification.objects.exists()

    def test_more_than_a_batch_is_told_in_one_run_the_older_first(
        self, thesis: Claim, writer: User, viewer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(telling, "BATCH", 3)
        mine = make_claim(thesis, writer)
        for _ in range(10):
            make_claim(mine, viewer)
        assert telling.tell_batch() == 3
        oldest = Activity.objects.order_by("pk").values_list("pk", flat=True)[:3]
        assert set(Telling.objects.values_list("pk", flat=True)) == set(oldest)
        sweep()
        assert Notification.objects.count() == 10

    def test_queries_do_not_grow_with_what_is_told(
        self, thesis: Claim, writer: User, viewer: User, django_assert_num_queries: Any
    ) -> None:
        mine = make_claim(thesis, writer)
        for _ in range(20):
            make_claim(mine, viewer)
        with django_assert_num_queries(8):
            # Savepoint twice, marks, answers, members, notifications.
            telling.tell_batch()


@pytest.mark.django_db
class TestOf:
    @pytest.fixture
    def told(self, thesis: Claim, writer: User, viewer: User) -> Notification:
        make_claim(make_claim(thesis, writer), viewer)
        sweep()
        return Notification.objects.get()

    def test_what_may_be_seen_is_shown(self, told: Notification, writer: User) -> None:
        assert list(Notification.objects.of(writer).for_list()) == [told]

    def test_what_may_no_longer_be_seen_is_not(
        self, told: Notification, writer: User, debate: Debate
    ) -> None:
        Debate.objects.filter(pk=debate.pk).update(phase=Phase.DRAFT, opens_at=None)
        assert not Notification.objects.of(writer).exists()

    def test_nor_after_leaving_the_team(self, told: Notification, writer: User) -> None:
        Membership.objects.filter(user=writer).delete()
        assert not Notification.objects.of(writer).exists()

    def test_nor_when_the_claim_was_archived(self, told: Notification, writer: User) -> None:
        Claim.objects.filter(pk=told.claim_id).update(archived_at=timezone.now())
        assert not Notification.objects.of(writer).exists()

    def test_reading_keeps_the_first_time(self, told: Notification, writer: User) -> None:
        assert Notification.objects.of(writer).mark_read() == 1
        early = timezone.now() - timedelta(days=1)
        Notification.objects.update(read_at=early)
        assert Notification.objects.of(writer).mark_read() == 0
        told.refresh_from_db()
        assert told.read_at == early


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_once(
    team: Team, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer)
    for _ in range(30):
        make_claim(mine, viewer)
    start = threading.Barrier(4)
    errors: list[Exception] = []

    def run() -> None:
        try:
            start.wait(10)
            telling.tell_waiting()
        except Exception as error:  # noqa: BLE001 (shown by the assertion below)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Notification.objects.count() == 30
    assert Telling.objects.count() == Activity.objects.count()
