"""Flags through the pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, Flag, FlagKind, Kind
from teams.models import User
from tests.factories import make_claim
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It is warm")


def url_of(claim: Claim, verb: str, *more: str) -> str:
    return reverse(f"debates:flag_{verb}", args=[claim.debate_id, claim.pk, *more])


class TestNew:
    def test_a_flag_stands_at_the_claim_as_a_number(
        self, claim: Claim, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        for person in (viewer, owner):
            data = {"kind": "source", "note": f"Says who, {person.email}?"}
            answer = client_of(person).post(url_of(claim, "new"), data)
            assert answer.url == claim.get_absolute_url()
        page = client_of(owner).get(claim.get_absolute_url()).content.decode()
        assert "Needs a source" in page
        assert "2 people" in page
        above = client_of(owner).get(claim.debate.get_absolute_url()).content.decode()
        assert "2 to mend" in above

    def test_in_place_the_flags_come_back_with_focus(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        headers = {"HX-Request": "true", "HX-Target": f"div#claim-{claim.pk}-flag-composer"}
        answer = client_of(viewer).post(url_of(claim, "new"), {"kind": "unclear"}, headers=headers)
        assert answer["HX-Retarget"] == f"#claim-{claim.pk}-flags"
        assert 'data-announce="Your flag is raised."' in answer.content.decode()

    def test_no_kind_gives_the_note_back(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(url_of(claim, "new"), {"note": "Half a thought"})
        assert answer.status_code == 422
        assert "Half a thought" in answer.content.decode()

    def test_closed_meanwhile_gives_the_note_back(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        claim.debate.close()
        data = {"kind": "unclear", "note": "Half a thought"}
        answer = client.post(url_of(claim, "new"), data)
        assert answer.status_code == 409
        assert "Half a thought" in answer.content.decode()

    def test_ones_own_claim_is_refused(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        assert client_of(writer).get(url_of(claim, "new")).status_code == 403


class TestDelete:
    def test_ones_own_flag_goes(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        client = client_of(viewer)
        client.post(url_of(claim, "new"), {"kind": "unclear"})
        client.post(url_of(claim, "delete", "unclear"))
        assert not Flag.objects.exists()
        assert Activity.objects.filter(kind=Kind.FLAG_WITHDRAWN).count() == 1

    def test_an_unknown_kind_is_not_there(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        assert client_of(viewer).post(url_of(claim, "delete", "boring")).status_code == 404


class TestIndex:
    def test_what_waits_is_listed_in_a_fixed_number_of_queries(
        self, claim: Claim, viewer: User, writer: User, client_of: SignIn
    ) -> None:
        by, client = claim.debate.join(viewer), client_of(viewer)
        address = reverse("debates:flag_index", args=[claim.debate_id])
        assert "Nothing waits" in client.get(address).content.decode()
        claim.flag(FlagKind.UNCLEAR, by=by)
        few = queries_of(lambda: client.get(address))
        for number in range(20):
            other = make_claim(claim, writer, f"Claim number {number}")
            other.flag(FlagKind.SEVERAL, by=by)
            if number % 2:
                other.archive(by=claim.debate.join(writer))
        many = queries_of(lambda: client.get(address))
        page = client.get(address).content.decode()
        assert len(few) == len(many)
        assert page.count("Is more than one claim (1)") == 10
