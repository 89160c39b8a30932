"""Claims one does not want to vote on now."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, PassedOver
from teams.models import User
from tests.factories import make_claim, make_vote

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true", "HX-Target": "section#ballot"}


def start_of(claim: Claim) -> str:
    return reverse("debates:ballot_show", args=[claim.debate_id])


def skip_url(claim: Claim) -> str:
    return reverse("debates:skip_create", args=[claim.debate_id, claim.pk])


class TestCreate:
    def test_it_leads_on_and_is_recorded_nowhere(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Next")
        happened = Activity.objects.count()
        client = client_of(viewer)
        assert client.post(skip_url(thesis)).url == start_of(thesis)
        page = client.get(start_of(thesis)).content.decode()
        assert ">Next</h1>" in page
        assert "1 skipped" in page
        assert Activity.objects.count() == happened

    def test_htmx_gets_the_next_claim_alone(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Next")
        page = client_of(viewer).post(skip_url(thesis), headers=HTMX).content.decode()
        assert 'data-announce="Skipped.">Next</h1>' in page
        assert "<html" not in page

    def test_what_was_archived_meanwhile_is_skipped_all_the_same(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_vote(thesis, viewer, 2)
        gone = make_claim(thesis, writer)
        gone.archive(by=thesis.debate.join(writer))
        client = client_of(viewer)
        client.post(skip_url(gone))
        assert "You skipped" not in client.get(start_of(thesis)).content.decode()


class TestDelete:
    def test_all_ones_own_wait_again_and_ignored_branches_stay(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        branch = make_claim(thesis, writer)
        client = client_of(viewer)
        client.post(skip_url(thesis))
        client_of(writer).post(skip_url(thesis))
        PassedOver.objects.ignore(branch, by=thesis.debate.join(viewer))
        end = client.get(start_of(thesis)).content.decode()
        assert "You skipped 1 claim." in end
        again = reverse("debates:skip_delete", args=[thesis.debate_id])
        assert client.post(again).url == start_of(thesis)
        assert f">{thesis.text}</h1>" in client.get(start_of(thesis)).content.decode()
        kept = set(PassedOver.objects.values_list("claim", "participant__user"))
        assert kept == {(branch.pk, viewer.pk), (thesis.pk, writer.pk)}
