"""The longer text behind a claim, through the pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It is warm")


def url_of(claim: Claim, verb: str = "edit") -> str:
    return reverse(f"debates:details_{verb}", args=[claim.debate_id, claim.pk])


class TestEdit:
    def test_it_stands_behind_the_claim_as_safe_html(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        text = "# Why\n\n- one\n- two\n\n<script>alert(1)</script> [x](javascript:alert(1))"
        answer = client_of(writer).post(url_of(claim), {"text": text, "number": 0})
        assert answer.url == claim.get_absolute_url()
        page = client_of(viewer).get(claim.get_absolute_url()).content.decode()
        assert "<h3>Why</h3>" in page
        assert "<li>two</li>" in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert "Say more about this" not in page

    def test_in_place_it_comes_back_open_with_focus(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        headers = {"HX-Request": "true", "HX-Target": f"div#claim-{claim.pk}-details"}
        data = {"text": "Longer", "number": 0}
        answer = client_of(writer).post(url_of(claim), data, headers=headers).content.decode()
        assert 'data-announce="Your text is saved."' in answer
        assert "<html" not in answer

    def test_a_conflict_shows_both_and_saves_the_second_time(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        client.post(url_of(claim), {"text": "Of the other window", "number": 0})
        answer = client.post(url_of(claim), {"text": "Of this one", "number": 0})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Of the other window" in page
        assert "Of this one" in page
        client.post(url_of(claim), {"text": "Of this one", "number": 1})
        assert claim.details.order_by("-number")[0].text == "Of this one"

    def test_too_long_is_given_back(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        answer = client_of(writer).post(url_of(claim), {"text": "x" * 5001, "number": 0})
        assert answer.status_code == 422
        assert "1 character too long" in answer.content.decode()
        assert "x" * 5001 in answer.content.decode()

    def test_closed_meanwhile_gives_the_text_back(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        claim.debate.close()
        answer = client.post(url_of(claim), {"text": "Half a text", "number": 0})
        assert answer.status_code == 409
        assert "Half a text" in answer.content.decode()

    def test_others_are_refused(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        assert client_of(viewer).post(url_of(claim), {"text": "Mine"}).status_code == 403


class TestIndex:
    def test_what_stood_there_is_shown_in_a_fixed_number_of_queries(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        by, client = claim.debate.join(writer), client_of(viewer)
        claim.explain("Text 0", by=by, number=0)
        few = queries_of(lambda: client.get(url_of(claim, "index")))
        for number in range(1, 9):
            claim.explain(f"Text {number}" if number % 3 else "", by=by, number=number)
        many = queries_of(lambda: client.get(url_of(claim, "index")))
        page = client.get(url_of(claim, "index")).content.decode()
        assert len(few) == len(many)
        assert page.index("Text 8") < page.index("Taken away.") < page.index("Text 0")
