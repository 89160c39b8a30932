"""Making a debate of a branch, through the pages; and references to other debates."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Kind, Phase
from teams.models import Membership, Role, Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
FIELDS = {"title": "Cups", "reason": "It has grown too large"}


def branch_url(claim: Claim) -> str:
    return reverse("debates:branch_debate_create", args=[claim.debate_id, claim.pk])


def undo_url(debate: Debate) -> str:
    return reverse("debates:branch_debate_delete", args=[debate.pk])


@pytest.fixture
def branch(thesis: Claim, writer: User, viewer: User) -> Claim:
    claim = make_claim(thesis, writer, "Cups are a branch")
    make_claim(claim, viewer, "They break", "con")
    return claim


@pytest.fixture
def made(branch: Claim, facilitator: User) -> Debate:
    return branch.branch_off(by=facilitator, title="Cups", reason=FIELDS["reason"])[0]


class TestCreate:
    def test_the_new_debate_opens_with_a_way_back(
        self, branch: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        assert branch_url(branch) in _said(browser, branch.get_absolute_url())
        assert "Cups are a branch" in _said(browser, branch_url(branch))
        answer = browser.post(branch_url(branch), FIELDS, follow=True)
        made = Debate.objects.latest("pk")
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == made.get_absolute_url()
        assert undo_url(made) in page
        assert "They break" in page
        assert "grown out of" in page

    def test_a_title_and_a_reason_are_asked_for(
        self, branch: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        answer = client_of(facilitator).post(branch_url(branch), {"title": "Cups"})
        assert answer.status_code == 422
        assert "Say why" in answer.content.decode()
        assert Debate.objects.count() == 1

    def test_archived_meanwhile_the_reason_is_kept(
        self, branch: Claim, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        branch.archive(by=branch.debate.join(writer))
        answer = client_of(facilitator).post(branch_url(branch), FIELDS)
        assert answer.status_code == 409
        assert FIELDS["reason"] in answer.content.decode()
        assert "archived meanwhile" in answer.content.decode()

    def test_closed_meanwhile(self, branch: Claim, facilitator: User, client_of: SignIn) -> None:
        branch.debate.close()
        assert client_of(facilitator).post(branch_url(branch), FIELDS).status_code == 409
        assert Debate.objects.count() == 1

    def test_the_right_lost_meanwhile(
        self, branch: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)
        assert browser.get(branch_url(branch)).status_code == 200
        Debate.objects.update(opened_by=None)
        Membership.objects.filter(user=facilitator).update(role=Role.MEMBER)
        assert browser.post(branch_url(branch), FIELDS).status_code == 403

    def test_authors_do_not_break_up_a_debate(
        self, branch: Claim, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(writer)
        assert branch_url(branch) not in _said(browser, branch.get_absolute_url())
        assert browser.post(branch_url(branch), FIELDS).status_code == 403

    def test_the_thesis_is_no_branch(
        self, thesis: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        assert client_of(facilitator).get(branch_url(thesis)).status_code == 403
        assert branch_url(thesis) not in _said(
            client_of(facilitator), thesis.debate.get_absolute_url()
        )


class TestAfterwards:
    def test_the_old_page_of_the_branch_says_where_it_is(
        self, branch: Claim, made: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        page = _said(client_of(writer), branch.get_absolute_url())
        assert "It is a debate of its own now:" in page
        assert made.get_absolute_url() in page
        assert FIELDS["reason"] in page
        assert undo_url(made) not in page
        assert undo_url(made) in _said(client_of(facilitator), branch.get_absolute_url())

    def test_it_is_in_the_record(self, made: Debate, writer: User, client_of: SignIn) -> None:
        record = reverse("debates:activity_index", args=[made.origin_id])
        page = _said(client_of(writer), record)
        assert "Fay Facilitator made a debate of its own of" in page
        assert FIELDS["reason"] in page

    def test_the_reference_leads_there(
        self, thesis: Claim, made: Debate, writer: User, client_of: SignIn
    ) -> None:
        browser = client_of(writer)
        page = _said(browser, thesis.debate.get_absolute_url())
        assert "Another debate:" in page
        assert f'href="{made.get_absolute_url()}"' in page
        reference = Claim.objects.get(external_debate=made)
        assert browser.get(reference.get_absolute_url()).url == made.get_absolute_url()

    def test_not_for_those_who_may_not_see_it(
        self, thesis: Claim, made: Debate, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        Debate.objects.filter(pk=made.pk).update(phase=Phase.DRAFT, opens_at=None)
        assert made.get_absolute_url() in _said(
            client_of(facilitator), thesis.debate.get_absolute_url()
        )
        page = _said(client_of(writer), thesis.debate.get_absolute_url())
        assert "Cups are a branch" in page
        assert made.get_absolute_url() not in page
        reference = Claim.objects.get(external_debate=made)
        assert client_of(writer).get(reference.get_absolute_url()).status_code == 200

    def test_imported_numbers_are_numbers_of_elsewhere(
        self, thesis: Claim, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        other = make_debate(team, facilitator, "Another one")
        Claim.objects.create(
            debate=thesis.debate,
            parent=thesis,
            stance="pro",
            external_title="From afar",
            external_number=other.pk,
        )
        page = _said(client_of(writer), thesis.debate.get_absolute_url())
        assert "From afar" in page
        assert other.get_absolute_url() not in page

    def test_queries_do_not_grow_with_references(
        self, thesis: Claim, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        browser = client_of(facilitator)

        def asked(more: int) -> int:
            for _ in range(more):
                claim = make_claim(thesis, facilitator)
                claim.branch_off(by=facilitator, title="Cups", reason="Large")
            return len(queries_of(lambda: browser.get(thesis.debate.get_absolute_url())))

        assert asked(2) == asked(8)


class TestDelete:
    def test_undo_leads_back_to_the_branch(
        self, branch: Claim, made: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        answer = client_of(facilitator).post(undo_url(made), follow=True)
        assert answer.redirect_chain[-1][0] == branch.get_absolute_url()
        assert "The branch is back where it stood." in answer.content.decode()
        assert "They break" in answer.content.decode()
        assert branch.debate.activities.filter(kind=Kind.CLAIM_RESTORED).count() == 1

    def test_not_when_somebody_has_voted_there(
        self, made: Debate, facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        make_vote(root_of(made), viewer, 2)
        answer = client_of(facilitator).post(undo_url(made))
        assert answer.status_code == 409
        assert made in Debate.objects.visible_to(viewer)

    def test_one_frames_both(
        self, made: Debate, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        Debate.objects.filter(pk=made.pk).update(opened_by=writer)
        assert client_of(writer).post(undo_url(made)).status_code == 403
        assert client_of(facilitator).post(undo_url(made)).status_code == 302

    def test_the_old_debate_deleted_meanwhile(
        self, made: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        assert made.origin is not None
        made.origin.put_in_bin(by=facilitator)
        assert client_of(facilitator).post(undo_url(made)).status_code == 404

    def test_the_old_debate_gone_for_good(
        self, made: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        assert made.origin is not None
        made.origin.delete()
        answer = client_of(facilitator).post(undo_url(made))
        assert answer.status_code == 409
        assert "is gone" in answer.content.decode()


def _said(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()
