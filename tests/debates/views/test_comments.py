"""Talking about a claim through the pages."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Comment, Participant
from teams.models import User
from tests.factories import make_claim, make_comment
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness")


def talk_of(claim: Claim, verb: str = "index") -> str:
    return reverse(f"debates:comment_{verb}", args=[claim.debate_id, claim.pk])


def of(comment: Comment, name: str) -> str:
    return reverse(f"debates:comment_{name}", args=[comment.claim.debate_id, comment.pk])


def htmx(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


def post(client: Client, claim: Claim, text: str, answering: Comment | None = None) -> Any:
    query = f"?answers={answering.pk}" if answering else ""
    return client.post(f"{talk_of(claim, 'new')}{query}", {"text": text, "token": uuid.uuid4()})


class TestIndex:
    def test_answers_stand_under_what_they_answer_and_resolved_talk_last(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        done = make_comment(claim, viewer, "Settled long ago")
        first = make_comment(claim, viewer, "Which *kind*?")
        make_comment(claim, viewer, "Another matter")
        make_comment(claim, writer, "The warm kind", first)
        done.resolve(by=None)
        page = client_of(viewer).get(talk_of(claim)).content.decode()
        places = [
            page.index(said)
            for said in (
                "Which <em>kind</em>?",
                "The warm kind",
                "Another matter",
                "Settled long ago",
            )
        ]
        assert places == sorted(places)
        assert "Vera Viewer" in page

    def test_queries_do_not_grow_with_what_is_said(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(viewer), []
        for _ in range(2):
            for _ in range(5):
                make_comment(claim, viewer, answering=make_comment(claim, writer))
            counts.append(len(queries_of(lambda: client.get(talk_of(claim)))))
        assert counts[0] == counts[1] <= 10

    def test_the_card_and_the_open_claim_say_how_much(
        self, thesis: Claim, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_comment(claim, viewer)
        make_comment(claim, viewer)
        client = client_of(viewer)
        for url in (thesis.debate.get_absolute_url(), claim.get_absolute_url()):
            assert "2 comments" in client.get(url).content.decode()

    def test_markup_is_made_safe(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        make_comment(claim, viewer, "<script>alert(1)</script> [x](javascript:alert(1))")
        page = client_of(viewer).get(talk_of(claim)).content.decode()
        assert "&lt;script&gt;" in page
        assert 'href="javascript' not in page

    def test_htmx_gets_the_inside_or_the_whole_talk(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        inside = client.get(talk_of(claim), headers=htmx(f"div#claim-{claim.pk}-talk-body"))
        whole = client.get(talk_of(claim), headers=htmx(f"section#claim-{claim.pk}-talk"))
        assert "<section" not in inside.content.decode()
        assert whole.content.decode().lstrip().startswith("<section")


class TestNew:
    def test_a_comment_and_an_answer_are_kept(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        answer = post(client_of(viewer), claim, "Which kind?")
        comment = Comment.objects.get()
        assert answer.url == f"{talk_of(claim)}#comment-{comment.pk}"
        post(client_of(writer), claim, "The warm kind", comment)
        assert comment.answers.get().text == "The warm kind"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "Write your comment first."),
            ("\u200b \n", "Write your comment first."),
            ("x" * 2001, "1 character too long"),
            ("a\u202eb", "reverses the reading direction"),
        ],
    )
    def test_faults_are_said_and_the_text_stays(
        self, text: str, message: str, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = post(client_of(viewer), claim, text)
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert not Comment.objects.exists()

    def test_addresses_do_not_count(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        text = "x" * 1996 + f" [our](https://example.org/{'y' * 500})"
        assert post(client_of(viewer), claim, text).status_code == 302

    def test_htmx_gets_the_whole_talk_with_focus_on_what_was_said(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(
            talk_of(claim, "new"),
            {"text": "Which kind?"},
            headers=htmx(f"div#claim-{claim.pk}-comment-composer"),
        )
        page = answer.content.decode()
        assert answer["HX-Retarget"] == f"#claim-{claim.pk}-talk"
        assert 'data-focus data-announce="Your comment is posted."' in page
        assert "· 1 comment" in page

    def test_what_was_resolved_meanwhile_keeps_the_answer_in_the_field(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(claim, viewer)
        comment.resolve(by=None)
        answer = post(client_of(writer), claim, "Too late", comment)
        assert answer.status_code == 409
        assert "resolved meanwhile" in answer.content.decode()
        assert "Too late</textarea>" in answer.content.decode()

    def test_a_closed_debate_is_read_only_and_says_so(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_comment(claim, viewer, "Said in time")
        claim.debate.close()
        client = client_of(viewer)
        assert post(client, claim, "Too late").status_code == 409
        page = client.get(talk_of(claim)).content.decode()
        assert "Said in time" in page
        assert "This debate closed on" in page
        assert "Write a comment…" not in page
        assert "Change<" not in page

    @pytest.mark.parametrize("wanted", ["0", "x", "-1", "9" * 30, "²"])
    def test_what_is_not_there_cannot_be_answered(
        self, wanted: str, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        assert client_of(viewer).get(f"{talk_of(claim, 'new')}?answers={wanted}").status_code == 404

    def test_who_may_only_read_says_nothing(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        claim.debate.join(viewer)
        Participant.objects.filter(user=viewer).update(role="viewer")
        client = client_of(viewer)
        assert post(client, claim, "Still").status_code == 403
        assert client.get(talk_of(claim)).status_code == 200


class TestEdit:
    def test_ones_own_words_are_changed(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(claim, viewer, "Wich kind?")
        client = client_of(viewer)
        client.post(of(comment, "edit"), {"text": "Which kind?", "version": 1})
        page = client.get(talk_of(claim)).content.decode()
        assert "Which kind?" in page
        assert "· changed" in page

    def test_nobody_changes_what_others_say(
        self, claim: Claim, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        comment = make_comment(claim, viewer)
        answer = client_of(facilitator).post(of(comment, "edit"), {"text": "No", "version": 1})
        assert answer.status_code == 403

    def test_both_texts_are_shown_after_a_change_elsewhere(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(claim, viewer, "One")
        comment.reword("Two", by=claim.debate.join(viewer), version=1)
        client = client_of(viewer)
        answer = client.post(of(comment, "edit"), {"text": "Three", "version": 1})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Two</blockquote>" in page
        assert "Three</textarea>" in page
        assert client.post(of(comment, "edit"), {"text": "Three", "version": 2}).status_code == 302

    def test_htmx_gets_the_form_in_the_place_of_the_words(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        comment = make_comment(claim, viewer, "One")
        target = htmx(f"div#comment-{comment.pk}-body")
        form = client_of(viewer).get(of(comment, "edit"), headers=target).content.decode()
        assert form.lstrip().startswith("<form")
        assert "One</textarea>" in form
