"""Saying how much a claim matters."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, Debate, Kind, Naming, Vote, VotesShown
from teams.models import User
from tests.factories import make_claim, make_member, make_vote

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness")


def vote(client: Client, claim: Claim, value: object, **headers: str) -> Any:
    url = reverse("debates:vote_edit", args=[claim.debate_id, claim.pk])
    return client.post(url, {"value": value}, headers=headers)


class TestEdit:
    def test_a_vote_is_kept_and_can_be_changed_and_taken_back(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        for value, kept in [(3, [3]), (1, [1]), ("", [])]:
            assert vote(client, claim, value).status_code == 302
            assert list(claim.votes.values_list("value", flat=True)) == kept

    def test_the_same_vote_again_is_told_to_nobody(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        for _ in range(3):
            vote(client, claim, 2)
        assert Activity.objects.filter(kind=Kind.VOTE_CAST).count() == 1

    @pytest.mark.parametrize("value", ["5", "-1", "2.5", "many", "١", "9" * 30])
    def test_other_values_are_refused(
        self, value: str, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = vote(client_of(viewer), claim, value)
        assert answer.status_code == 422
        assert "from 0 to 4" in answer.content.decode()
        assert not Vote.objects.exists()

    def test_htmx_gets_the_vote_alone(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        answer = vote(
            client_of(viewer),
            claim,
            4,
            **{"HX-Request": "true", "HX-Target": f"form#claim-{claim.pk}-vote"},
        )
        page = answer.content.decode()
        assert 'aria-pressed="true" aria-label="4: very high"' in page
        assert "<html" not in page

    def test_votes_of_others_are_hidden_until_ones_own(
        self, claim: Claim, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        make_vote(claim, owner, 4)
        client = client_of(viewer)
        assert "person voted" not in client.get(claim.get_absolute_url()).content.decode()
        vote(client, claim, 0)
        assert "2 people voted" in client.get(claim.get_absolute_url()).content.decode()

    def test_a_masked_debate_shows_no_average_of_three(
        self, claim: Claim, viewer: User, owner: User, writer: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(naming=Naming.MASKED)
        claim.refresh_from_db()
        client = client_of(viewer)
        for person in (viewer, owner, writer):
            make_vote(claim, person, 4)
        assert "on average" not in client.get(claim.get_absolute_url()).content.decode()
        make_vote(claim, make_member(claim.debate.team), 4)
        assert "on average" in client.get(claim.get_absolute_url()).content.decode()

    def test_a_closed_debate_takes_no_votes(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        claim.debate.close()
        answer = vote(client_of(viewer), claim, 4)
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()

    def test_a_vote_on_an_earlier_wording_says_so(
        self, claim: Claim, viewer: User, writer: User, client_of: SignIn
    ) -> None:
        make_vote(claim, viewer, 3)
        claim.reword("Warmth is care", by=claim.debate.join(writer), version=1)
        page = client_of(viewer).get(claim.get_absolute_url()).content.decode()
        assert "Changed since your vote" in page

    def test_the_form_comes_alone_when_it_is_asked_for(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        url = reverse("debates:vote_edit", args=[claim.debate_id, claim.pk])
        target = {"HX-Request": "true", "HX-Target": f"p#claim-{claim.pk}-vote"}
        for headers, is_page in ((target, False), ({}, True)):
            answer = client_of(viewer).get(url, headers=headers)
            page = answer.content.decode()
            assert answer.status_code == 200
            assert 'aria-label="4: very high"' in page
            assert ("<html" in page) is is_page
        assert not Vote.objects.exists()


class TestSpread:
    """How many people gave each vote, on the open claim and in the answer to one's vote."""

    def page_of(self, client: Client, claim: Claim) -> str:
        return client.get(claim.get_absolute_url()).content.decode()

    def test_it_counts_people_once_one_has_voted(
        self, claim: Claim, viewer: User, owner: User, writer: User, client_of: SignIn
    ) -> None:
        make_vote(claim, owner, 4)
        make_vote(claim, writer, 4)
        client = client_of(viewer)
        assert "spread" not in self.page_of(client, claim)
        vote(client, claim, 1)
        page = self.page_of(client, claim)
        assert "4, very high: 2 people" in page
        assert "1, low: 1 person<" in page
        assert "0, no impact: 0 people" in page
        assert "Vera" not in page[page.index('class="spread"') :].partition("</ol>")[0]

    @pytest.mark.parametrize(
        ("naming", "rule", "said"),
        [
            ("named", "after_own", "and they how you did."),
            ("named", "always", "Others see how you voted."),
            ("named", "closed", "When it is closed, everybody sees how each of you voted."),
            ("masked", "after_own", "You see how others voted once you have."),
            ("masked", "always", None),
            ("unattributed", "closed", None),
        ],
    )
    def test_before_one_votes_it_says_who_will_see_it(
        self,
        naming: str,
        rule: str,
        said: str | None,
        claim: Claim,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        Debate.objects.update(naming=naming, votes_shown=rule)
        page = self.page_of(client_of(viewer), claim)
        notes = page.partition(f'id="claim-{claim.pk}-vote-told"')[2].partition("</div>")[0]
        assert ("vote__note" in notes) == (said is not None)
        assert said is None or said in notes

    def test_the_answer_to_a_vote_brings_it(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        target = f"form#claim-{claim.pk}-vote"
        answer = vote(
            client_of(viewer), claim, 3, **{"HX-Request": "true", "HX-Target": target}
        ).content.decode()
        assert "3, high: 1 person<" in answer

    def test_on_a_thesis_it_says_who_agrees_and_without_votes_nothing(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(votes_shown=VotesShown.ALWAYS)
        client = client_of(viewer)
        page = self.page_of(client, thesis)
        assert "positions__bar" not in page
        assert "spread" not in page
        make_vote(thesis, viewer, 3)
        page = self.page_of(client, thesis)
        assert "3, rather agree: 1 person<" in page
        assert "1 for, 0 undecided, 0 against" in page

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    @pytest.mark.parametrize("shown", VotesShown.values)
    def test_no_spread_of_three_people_where_names_are_hidden(
        self,
        naming: str,
        shown: str,
        claim: Claim,
        viewer: User,
        owner: User,
        writer: User,
        client_of: SignIn,
    ) -> None:
        Debate.objects.update(naming=naming, votes_shown=shown)
        claim.refresh_from_db()
        client = client_of(viewer)
        for person in (viewer, owner, writer):
            make_vote(claim, person, 4)
        assert "spread" not in self.page_of(client, claim)
        make_vote(claim, make_member(claim.debate.team), 0)
        is_shown = "4, very high: 3 people" in self.page_of(client, claim)
        assert is_shown is (shown != VotesShown.CLOSED)
        claim.debate.close()
        assert "4, very high: 3 people" in self.page_of(client, claim)
