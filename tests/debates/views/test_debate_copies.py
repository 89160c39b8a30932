"""Copying a debate through the pages."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of

SignIn = Callable[[User], Client]
FIELDS = {"title": "Tea once more", "naming": "named", "with_claims": "on"}


def copy_url(debate: Debate) -> str:
    return reverse("debates:debate_copy_create", args=[debate.pk])


def undo_url(debate: Debate) -> str:
    return reverse("debates:debate_copy_delete", args=[debate.pk])


class TestCreate:
    def test_the_copy_opens_with_a_way_back(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "It warms")
        asked = client_of(writer).get(copy_url(thesis.debate)).content.decode()
        assert f"Copy of {thesis.debate.title}" in asked
        answer = client_of(writer).post(copy_url(thesis.debate), FIELDS, follow=True)
        copy = Debate.objects.latest("pk")
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == copy.get_absolute_url()
        assert undo_url(copy) in page
        assert "It warms" in page
        assert "a copy of" in page
        assert f'href="{thesis.debate.get_absolute_url()}"' in page

    def test_without_claims_and_masked(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "It warms")
        fields = {"title": "Tea once more", "naming": "masked"}
        client_of(writer).post(copy_url(thesis.debate), fields)
        copy = Debate.objects.latest("pk")
        assert (copy.claims_count, copy.naming) == (1, Naming.MASKED)

    def test_of_a_large_debate_it_says_that_it_takes_a_while(
        self, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(writer)
        assert "some seconds" not in browser.get(copy_url(debate)).content.decode()
        Debate.objects.update(claims_count=10_001)
        asked = browser.get(copy_url(debate)).content.decode()
        assert "so it takes some seconds" in asked

    def test_wrong_input_comes_back_with_reasons(
        self, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        answer = client_of(writer).post(copy_url(debate), {"title": " ", "naming": "known"})
        assert answer.status_code == 422
        assert "Give it a title" in answer.content.decode()
        assert Debate.objects.count() == 1

    def test_the_same_form_twice_is_one_copy(
        self, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(writer)
        token = browser.get(copy_url(debate)).context["form"]["token"].value()
        for _ in range(2):
            browser.post(copy_url(debate), FIELDS | {"token": token})
        assert Debate.objects.count() == 2

    def test_members_copy_where_they_may_open(
        self, debate: Debate, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        Team.objects.update(members_may_open_debates=False)
        assert client_of(writer).post(copy_url(debate), FIELDS).status_code == 403
        assert copy_url(debate) not in _said(client_of(writer), debate)
        assert copy_url(debate) in _said(client_of(facilitator), debate)

    def test_who_may_not_see_the_original_is_not_told_of_it(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        original = make_debate(team, facilitator, "A secret plan")
        copy, _ = original.copy(by=writer, title="Plan", naming=Naming.NAMED, with_claims=True)
        original.put_in_bin(by=facilitator)
        page = _said(client_of(writer), copy)
        assert "a copy of" in page
        assert "another debate" in page
        assert original.get_absolute_url() not in page


class TestDelete:
    def test_undo_leads_back_and_can_be_undone(
        self, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(writer)
        browser.post(copy_url(debate), FIELDS)
        copy = Debate.objects.latest("pk")
        answer = browser.post(undo_url(copy), follow=True)
        assert answer.redirect_chain[-1][0] == debate.get_absolute_url()
        back = reverse("debates:debate_deletion_delete", args=[copy.pk])
        assert back in answer.content.decode()
        assert browser.get(copy.get_absolute_url()).status_code == 404
        assert browser.post(back).status_code == 302
        assert browser.get(copy.get_absolute_url()).status_code == 200

    def test_later_it_stands_where_the_debate_is_framed(
        self, debate: Debate, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        copy, _ = debate.copy(by=writer, title="Again", naming=Naming.NAMED, with_claims=True)
        frame = reverse("debates:debate_edit", args=[copy.pk])
        assert undo_url(copy) in client_of(writer).get(frame).content.decode()
        make_claim(root_of(copy), facilitator)
        answer = client_of(writer).post(undo_url(copy))
        assert answer.status_code == 409
        assert "Somebody has said something in this debate meanwhile" in answer.content.decode()

    def test_only_who_frames_the_copy(
        self, debate: Debate, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        copy, _ = debate.copy(by=writer, title="Again", naming=Naming.NAMED, with_claims=True)
        assert client_of(viewer).post(undo_url(copy)).status_code == 403
        assert client_of(writer).post(undo_url(debate)).status_code == 403


def _said(browser: Client, debate: Debate) -> str:
    return browser.get(debate.get_absolute_url()).content.decode()
