"""Thanks for a claim, through the page."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Kind, Thanks
from teams.models import User
from tests.factories import make_claim

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness")


def url_of(claim: Claim, verb: str = "create") -> str:
    return reverse(f"debates:thanks_{verb}", args=[claim.debate_id, claim.pk])


class TestCreate:
    def test_thanks_are_shown_as_a_number_of_people(
        self, claim: Claim, viewer: User, owner: User, writer: User, client_of: SignIn
    ) -> None:
        for person in (viewer, viewer, owner):
            answer = client_of(person).post(url_of(claim))
            assert answer.url == claim.get_absolute_url()
        page = client_of(writer).get(claim.get_absolute_url()).content.decode()
        assert "2 people say thanks" in page
        assert "Thank you" not in page
        told = Activity.objects.filter(kind=Kind.THANKS_CHANGED)
        assert [activity.participant for activity in told] == [None, None]

    def test_nobody_thanks_themselves(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        assert client_of(writer).post(url_of(claim)).status_code == 403
        with pytest.raises(ValueError, match="their own"):
            claim.thank(by=claim.debate.join(writer))

    def test_a_claim_archived_meanwhile_and_a_closed_debate_take_none(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        Claim.objects.filter(pk=claim.pk).update(archived_at=timezone.now())
        assert client.post(url_of(claim)).status_code == 409
        Claim.objects.filter(pk=claim.pk).update(archived_at=None)
        claim.debate.close()
        answer = client.post(url_of(claim))
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()
        assert not Thanks.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_ten_at_once_are_one(self, claim: Claim, viewer: User) -> None:
        by, together = claim.debate.join(viewer), threading.Barrier(10)

        def thank(_n: int) -> None:
            together.wait()
            try:
                claim.thank(by=by)
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            list(pool.map(thank, range(10)))
        assert Thanks.objects.count() == 1
        assert Activity.objects.filter(kind=Kind.THANKS_CHANGED).count() == 1


class TestDelete:
    def test_htmx_gets_the_row_with_focus(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        client.post(url_of(claim))
        headers = {"HX-Request": "true", "HX-Target": f"div#claim-{claim.pk}-regards"}
        page = client.post(url_of(claim, "delete"), headers=headers).content.decode()
        assert 'data-announce="Your thanks are taken back."' in page
        assert "says thanks" not in page
        assert not Thanks.objects.exists()
