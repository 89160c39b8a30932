"""Answers to flags, through the pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Flag, FlagKind
from teams.models import User
from tests.factories import make_claim

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User, viewer: User) -> Claim:
    claim = make_claim(thesis, writer, "It is warm")
    claim.flag(FlagKind.UNCLEAR, by=claim.debate.join(viewer), note="Warm for whom?")
    return claim


def url_of(claim: Claim, kind: str = "unclear") -> str:
    return reverse("debates:flag_answer_new", args=[claim.debate_id, claim.pk, kind])


class TestNew:
    def test_the_author_answers(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        answer = client_of(writer).post(url_of(claim), {"answer": "For all of us"})
        assert answer.url == claim.get_absolute_url()
        page = client_of(writer).get(claim.get_absolute_url()).content.decode()
        assert "The author answered:" in page
        assert "For all of us" in page

    def test_a_facilitator_settles(
        self, claim: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        client = client_of(facilitator)
        assert "Why this is settled" in client.get(url_of(claim)).content.decode()
        client.post(url_of(claim), {"answer": "We agreed on it on Monday"})
        page = client.get(claim.get_absolute_url()).content.decode()
        assert "A facilitator settled it:" in page

    def test_others_are_refused(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        assert client_of(viewer).post(url_of(claim), {"answer": "Me"}).status_code == 403

    def test_answered_meanwhile_gives_the_sentence_back(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim.answer_flags(FlagKind.UNCLEAR, "Settled", by=None)
        answer = client_of(writer).post(url_of(claim), {"answer": "For all of us"})
        assert answer.status_code == 409
        assert "For all of us" in answer.content.decode()
        assert Flag.objects.get().answer == "Settled"

    def test_an_empty_answer_says_so(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        answer = client_of(writer).post(url_of(claim), {"answer": " "})
        assert answer.status_code == 422
        assert "Write a sentence first." in answer.content.decode()
