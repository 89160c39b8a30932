"""Resolving and reopening talk through the pages."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, Comment, Kind
from teams.models import User
from tests.factories import make_claim, make_comment

SignIn = Callable[[User], Client]


def of(comment: Comment, verb: str) -> str:
    name = f"debates:comment_resolution_{verb}"
    return reverse(name, args=[comment.claim.debate_id, comment.pk])


class TestCreate:
    def test_the_author_of_the_claim_resolves(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), viewer)
        assert client_of(writer).post(of(comment, "create")).status_code == 302
        comment.refresh_from_db()
        assert comment.resolved_at is not None
        done = Activity.objects.get(kind=Kind.COMMENT_RESOLVED)
        assert done.participant == thesis.debate.join(writer)

    def test_who_frames_does_so_without_their_mask(
        self, thesis: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), writer)
        client_of(facilitator).post(of(comment, "create"))
        assert Activity.objects.get(kind=Kind.COMMENT_RESOLVED).participant is None

    def test_others_do_not_and_answers_are_not_resolved(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), viewer)
        answer = make_comment(comment.claim, viewer, answering=comment)
        assert client_of(viewer).post(of(comment, "create")).status_code == 403
        assert client_of(writer).post(of(answer, "create")).status_code == 403

    def test_a_debate_closed_meanwhile_says_so(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(make_claim(thesis, writer), writer)
        thesis.debate.close()
        answer = client_of(writer).post(of(comment, "create"))
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()


class TestDelete:
    def test_it_is_open_again(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        comment = make_comment(make_claim(thesis, writer), writer)
        comment.resolve(by=None)
        answer = client_of(writer).post(
            of(comment, "delete"),
            headers={
                "HX-Request": "true",
                "HX-Target": f"section#claim-{comment.claim_id}-talk",
            },
        )
        assert 'data-announce="Open again."' in answer.content.decode()
        comment.refresh_from_db()
        assert comment.resolved_at is None
