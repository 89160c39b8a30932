"""Branches one does not want to vote on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, PassedOver
from teams.models import User
from tests.factories import make_claim, make_vote
from tests.queries import queries_of

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true", "HX-Target": "section#ballot"}


def url_of(claim: Claim, verb: str) -> str:
    return reverse(f"debates:ignored_branch_{verb}", args=[claim.debate_id, claim.pk])


def list_of(claim: Claim) -> str:
    return reverse("debates:ignored_branch_index", args=[claim.debate_id])


@pytest.fixture
def branch(thesis: Claim, writer: User, viewer: User) -> Claim:
    make_vote(thesis, viewer, 3)
    branch = make_claim(thesis, writer, "A long story")
    make_claim(branch, writer, "Its next chapter")
    return branch


class TestCreate:
    def test_one_goes_on_elsewhere_and_nothing_is_recorded(
        self, branch: Claim, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Another matter")
        happened = Activity.objects.count()
        page = client_of(viewer).post(url_of(branch, "create"), headers=HTMX).content.decode()
        assert 'data-announce="That branch is left out.">Another matter</h1>' in page
        assert "1 ignored branch" in page
        assert Activity.objects.count() == happened

    def test_the_root_is_no_branch(self, thesis: Claim, viewer: User, client_of: SignIn) -> None:
        assert client_of(viewer).post(url_of(thesis, "create")).status_code == 404
        assert not PassedOver.objects.exists()


class TestIndex:
    def test_only_ones_own_are_listed(
        self, branch: Claim, viewer: User, writer: User, client_of: SignIn
    ) -> None:
        client_of(viewer).post(url_of(branch, "create"))
        assert "A long story" in client_of(viewer).get(list_of(branch)).content.decode()
        page = client_of(writer).get(list_of(branch)).content.decode()
        assert "A long story" not in page
        assert "None." in page

    def test_queries_do_not_grow(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(viewer), []
        for _ in range(2):
            for _ in range(5):
                branch = make_claim(thesis, writer)
                PassedOver.objects.ignore(branch, by=thesis.debate.join(viewer))
            counts.append(len(queries_of(lambda: client.get(list_of(thesis)))))
        assert counts[0] == counts[1] <= 8


class TestDelete:
    def test_without_script_one_comes_back_to_the_list(
        self, branch: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        client.post(url_of(branch, "create"))
        assert client.post(url_of(branch, "delete")).url == list_of(branch)
        assert not PassedOver.objects.exists()
        voting = reverse("debates:ballot_show", args=[branch.debate_id])
        assert ">A long story</h1>" in client.get(voting).content.decode()

    def test_looking_back_one_can_take_it_back_in_place(
        self, branch: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        client.post(url_of(branch, "create"))
        looking = reverse("debates:ballot_edit", args=[branch.debate_id, branch.pk])
        assert "Ask me about this branch again" in client.get(looking).content.decode()
        page = client.post(url_of(branch, "delete"), headers=HTMX).content.decode()
        assert ">A long story</h1>" in page
        assert "Ignore this branch" in page
        assert "ignored branch<" not in page
