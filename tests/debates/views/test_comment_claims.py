"""Making an argument of a comment through the page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Comment
from teams.models import User
from tests.factories import make_claim, make_comment

SignIn = Callable[[User], Client]


@pytest.fixture
def comment(thesis: Claim, writer: User, viewer: User) -> Comment:
    return make_comment(make_claim(thesis, writer), viewer, "But it costs " + "a lot " * 100)


def url_of(comment: Comment) -> str:
    return reverse("debates:comment_claim_new", args=[comment.claim.debate_id, comment.pk])


class TestNew:
    def test_the_words_of_the_comment_stand_in_the_field(
        self, comment: Comment, writer: User, client_of: SignIn
    ) -> None:
        page = client_of(writer).get(url_of(comment)).content.decode()
        assert "But it costs" in page
        assert 'value="con"' in page

    def test_the_comment_leads_to_its_claim(
        self, comment: Comment, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        answer = client.post(url_of(comment), {"text": "It is dear", "stance": "con"})
        made = Claim.objects.get(text="It is dear")
        assert answer.url == f"{comment.claim.get_absolute_url()}#claim-{made.pk}"
        talk = reverse("debates:comment_index", args=[made.debate_id, comment.claim_id])
        page = client.get(talk).content.decode()
        assert f'href="{made.get_absolute_url()}"' in page
        assert "Make this a claim" not in page

    @pytest.mark.parametrize(
        ("text", "stance", "message"),
        [
            ("Short", "", "Choose whether this is a pro or a con."),
            ("x" * 501, "pro", "1 character too long"),
        ],
    )
    def test_faults_are_said(
        self,
        text: str,
        stance: str,
        message: str,
        comment: Comment,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        answer = client_of(viewer).post(url_of(comment), {"text": text, "stance": stance})
        assert answer.status_code == 422
        assert message in answer.content.decode()

    def test_a_debate_closed_meanwhile_keeps_the_text(
        self, comment: Comment, viewer: User, client_of: SignIn
    ) -> None:
        comment.claim.debate.close()
        answer = client_of(viewer).post(url_of(comment), {"text": "It is dear", "stance": "con"})
        assert answer.status_code == 409
        assert "It is dear</textarea>" in answer.content.decode()
