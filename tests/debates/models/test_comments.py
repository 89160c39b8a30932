"""The rules of talking about a claim."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from debates.models import (
    Activity,
    Claim,
    ClaimGone,
    Comment,
    CommentChanged,
    CommentResolved,
    DebateReadOnly,
    Kind,
)
from teams.models import User
from tests.factories import make_claim, make_comment


def kinds_of(claim: Claim) -> list[str]:
    return list(
        Activity.objects.filter(claim=claim, comment__isnull=False).values_list("kind", flat=True)
    )


class TestComment:
    def test_a_comment_is_recorded(self, thesis: Claim, writer: User) -> None:
        comment = make_comment(thesis, writer, "Since when?")
        activity = Activity.objects.get(kind=Kind.COMMENT_ADDED)
        assert (activity.claim, activity.comment) == (thesis, comment)
        assert activity.participant == thesis.debate.join(writer)

    def test_the_same_form_twice_is_one_comment(self, thesis: Claim, writer: User) -> None:
        token, by = uuid.uuid4(), thesis.debate.join(writer)
        first, told = thesis.comment("Once", by=by, token=token)
        again, nothing = thesis.comment("Once", by=by, token=token)
        assert (first, nothing) == (again, None)
        assert told is not None
        assert Comment.objects.count() == 1

    def test_answers_are_not_answered(self, thesis: Claim, writer: User, viewer: User) -> None:
        answer = make_comment(thesis, viewer, answering=make_comment(thesis, writer))
        with pytest.raises(ValueError, match="takes no answer"):
            make_comment(thesis, writer, answering=answer)

    def test_an_answer_stays_on_its_claim(self, thesis: Claim, writer: User) -> None:
        comment = make_comment(make_claim(thesis, writer), writer)
        with pytest.raises(ValueError, match="takes no answer"):
            make_comment(thesis, writer, answering=comment)

    def test_what_was_resolved_meanwhile_takes_no_answer(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(thesis, writer)
        Comment.objects.get(pk=comment.pk).claim.debate.join(viewer)
        Comment.objects.filter(pk=comment.pk).update(resolved_at=timezone.now())
        with pytest.raises(CommentResolved):
            make_comment(thesis, viewer, answering=comment)

    def test_an_archived_claim_and_a_closed_debate_take_none(
        self, thesis: Claim, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        Claim.objects.filter(pk=claim.pk).update(archived_at=timezone.now())
        with pytest.raises(ClaimGone):
            make_comment(claim, writer)
        thesis.debate.close()
        with pytest.raises(DebateReadOnly):
            make_comment(thesis, writer)
        assert not Comment.objects.exists()

    def test_the_database_resolves_only_whole_threads(self, thesis: Claim, writer: User) -> None:
        answer = make_comment(thesis, writer, answering=make_comment(thesis, writer))
        with pytest.raises(IntegrityError, match="comment_resolved_as_thread"):
            Comment.objects.filter(pk=answer.pk).update(resolved_at=timezone.now())


class TestReword:
    def test_a_second_window_cannot_overwrite_the_first(self, thesis: Claim, writer: User) -> None:
        comment, by = make_comment(thesis, writer, "One"), thesis.debate.join(writer)
        stale = Comment.objects.get(pk=comment.pk)
        stale.claim = thesis
        comment.reword("Two", by=by, version=1)
        with pytest.raises(CommentChanged) as refused:
            stale.reword("Three", by=by, version=1)
        assert refused.value.current.text == "Two"

    def test_the_same_words_are_told_to_nobody(self, thesis: Claim, writer: User) -> None:
        comment = make_comment(thesis, writer, "One")
        assert comment.reword("One", by=thesis.debate.join(writer), version=1) is None
        assert kinds_of(thesis) == [Kind.COMMENT_ADDED]


class TestResolve:
    def test_twice_is_once_and_it_can_be_taken_back(self, thesis: Claim, writer: User) -> None:
        comment = make_comment(thesis, writer)
        assert comment.resolve(by=None)
        assert comment.resolve(by=None) is None
        assert comment.reopen(by=None)
        assert comment.reopen(by=None) is None
        assert kinds_of(thesis) == [
            Kind.COMMENT_ADDED,
            Kind.COMMENT_RESOLVED,
            Kind.COMMENT_REOPENED,
        ]

    def test_only_what_is_open_is_counted(self, thesis: Claim, writer: User, viewer: User) -> None:
        claim = make_claim(thesis, writer)
        done = make_comment(claim, viewer)
        make_comment(claim, writer, answering=done)
        open_ = make_comment(claim, viewer)
        make_comment(claim, writer, answering=open_)
        make_comment(claim, viewer)
        done.resolve(by=None)
        card = Claim.objects.card(claim, thesis.debate.join(viewer))
        assert card.comments_waiting == 3

    def test_a_link_counts_the_talk_of_the_claim_it_shows(
        self, thesis: Claim, writer: User
    ) -> None:
        claim, other = make_claim(thesis, writer), make_claim(thesis, writer)
        make_comment(claim, writer)
        link = claim.link_under(other, "con", by=thesis.debate.join(writer))[0]
        assert Claim.objects.card(link, thesis.debate.join(writer)).comments_waiting == 1


class TestMakeClaim:
    def test_it_becomes_an_argument_of_whoever_makes_it_and_stays(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(thesis, viewer, "It costs a lot")
        by = thesis.debate.join(writer)
        added, activity = comment.make_claim("It is dear", "con", by=by, token=uuid.uuid4())
        assert (added.parent, added.stance, added.author) == (thesis, "con", by)
        assert activity.kind == Kind.CLAIM_ADDED
        comment.refresh_from_db()
        assert (comment.text, comment.argument) == ("It costs a lot", added)

    def test_an_archived_argument_can_be_made_again(self, thesis: Claim, writer: User) -> None:
        comment, by = make_comment(thesis, writer), thesis.debate.join(writer)
        added, _told = comment.make_claim("First", "con", by=by, token=None)
        Claim.objects.filter(pk=added.pk).update(archived_at=timezone.now())
        again, told = comment.make_claim("Second", "pro", by=by, token=None)
        assert again.pk != added.pk
        assert told is not None

    @pytest.mark.django_db(transaction=True)
    def test_two_people_at_once_make_one_claim(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(thesis, writer)
        people = [thesis.debate.join(person) for person in (writer, viewer)]
        together = threading.Barrier(2)

        def make(n: int) -> int:
            mine = Comment.objects.select_related("claim__debate").get(pk=comment.pk)
            together.wait()
            try:
                return mine.make_claim(f"By {n}", "con", by=people[n], token=uuid.uuid4())[0].pk
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            made = set(pool.map(make, range(2)))
        assert len(made) == 1
        assert Claim.objects.filter(parent=thesis).count() == 1
