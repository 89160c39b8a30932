"""Voting through a debate, one claim at a time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import (
    Activity,
    Ballot,
    Claim,
    Debate,
    DebateKind,
    Kind,
    Participant,
    ParticipantRole,
    Source,
    Vote,
    VotesShown,
)
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true", "HX-Target": "section#ballot"}


def start_of(claim: Claim) -> str:
    return reverse("debates:ballot_show", args=[claim.debate_id])


def url_of(claim: Claim) -> str:
    return reverse("debates:ballot_edit", args=[claim.debate_id, claim.pk])


def shown(client: Client, claim: Claim) -> str:
    return client.get(start_of(claim)).content.decode()


def vote(client: Client, claim: Claim, value: object, **more: Any) -> Any:
    return client.post(url_of(claim), {"value": value}, **more)


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness")


class TestShow:
    def test_the_thesis_comes_first_and_says_what_each_number_means(
        self, claim: Claim, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        page = shown(client_of(viewer), claim)
        assert f">{thesis.text}</h1>" in page
        assert 'aria-label="4: agree"' in page
        assert "Ignore this branch" not in page
        assert "The thesis · you have voted on 0 of 1" in page

    def test_a_claim_stands_below_its_way_from_the_thesis(
        self, claim: Claim, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        deep = make_claim(claim, writer, "Cold is not cruel", "con")
        for above in (thesis, claim):
            make_vote(above, viewer, 3)
        page = shown(client_of(viewer), deep)
        assert page.index(thesis.text) < page.index(claim.text) < page.index("Cold is not cruel")
        assert 'aria-label="4: very high"' in page
        assert "Level 2 · you have voted on 0 of 1" in page

    def test_what_a_claim_is_founded_on_stands_below_it(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        Source.objects.create(claim=thesis, number=1, url="https://example.org/t", quotation="So.")
        page = shown(client_of(viewer), thesis)
        assert 'href="https://example.org/t"' in page
        assert "So." in page

    def test_nothing_of_others_votes_is_shown_whatever_the_debate_allows(
        self, claim: Claim, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(votes_shown=VotesShown.ALWAYS)
        client = client_of(viewer)
        before = client.get(url_of(claim)).content.decode()
        make_vote(claim, owner, 4)
        after = client.get(url_of(claim)).content.decode()
        assert "on average" not in after
        assert len(after) == len(before)

    def test_the_end_names_what_may_not_fit_together(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        pro, con = make_claim(thesis, writer, "For"), make_claim(thesis, writer, "Not", "con")
        for voted, value in ((thesis, 4), (pro, 0), (con, 4)):
            make_vote(voted, viewer, value)
        page = shown(client_of(viewer), thesis)
        assert "Nothing waits for your vote" in page
        assert "every con you voted on matters more to you than every pro" in page
        assert f"{url_of(con)}?then=inconsistencies" in page

    def test_a_question_begins_with_its_theses(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        root = root_of(make_debate(team, facilitator, "Which day?", kind=DebateKind.QUESTION))
        monday = make_claim(root, writer, "Monday", None)
        client = client_of(writer)
        assert "The theses · you have voted on 0 of 1" in shown(client, root)
        assert client.get(url_of(root)).status_code == 404
        make_vote(monday, writer, 4)
        make_claim(monday, writer, "It is free")
        assert "Level 1 · you have voted on 0 of 1" in shown(client, root)

    def test_a_closed_debate_says_so_and_asks_nothing(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        claim.debate.close()
        page = shown(client_of(viewer), claim)
        assert "This debate closed on" in page
        assert 'name="value"' not in page

    def test_who_only_reads_is_refused(self, claim: Claim, viewer: User, client_of: SignIn) -> None:
        claim.debate.join(viewer)
        Participant.objects.filter(user=viewer).update(role=ParticipantRole.VIEWER)
        client = client_of(viewer)
        assert client.get(start_of(claim)).status_code == 403
        assert vote(client, claim, 3).status_code == 403

    @pytest.mark.parametrize("voted_on", [0, 3, 1_000])
    def test_queries_do_not_grow_with_the_debate(
        self, voted_on: int, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, counts, parent = client_of(viewer), [], thesis
        for size in (10, 100):
            for n in range(size):
                stance = "pro" if n % 2 else "con"
                parent = make_claim(parent if n % 3 else thesis, writer, stance=stance)
            for claim in Claim.objects.filter(debate=thesis.debate).order_by("pk")[:voted_on]:
                make_vote(claim, viewer, claim.pk % 5)
            counts.append(len(queries_of(lambda: client.get(start_of(thesis)))))
        assert counts[0] == counts[1] <= 12


class TestEdit:
    def test_a_vote_leads_on_to_the_next_claim_and_is_recorded(
        self, claim: Claim, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        answer = vote(client, thesis, 4)
        assert answer.url == start_of(thesis)
        assert f">{claim.text}</h1>" in shown(client, claim)
        assert thesis.votes.get().value == 4
        assert Activity.objects.filter(kind=Kind.VOTE_CAST, claim=thesis).count() == 1

    def test_htmx_gets_the_next_claim_alone_with_the_focus(
        self, claim: Claim, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        page = vote(client_of(viewer), thesis, 0, headers=HTMX).content.decode()
        assert "<html" not in page
        assert 'data-focus data-announce="You voted 0.">Warmth is kindness</h1>' in page
        assert "Level 1 · you have voted on 0 of 1" in page

    def test_the_last_vote_brings_the_end(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        page = vote(client_of(viewer), thesis, 2, headers=HTMX).content.decode()
        assert 'data-focus data-announce="You voted 2.">Nothing waits for your vote</h1>' in page
        assert "None stand out." in page

    @pytest.mark.parametrize("value", ["", "5", "-1", "2.5", "many", "١"])
    def test_other_values_are_refused_at_the_same_claim(
        self, value: str, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        make_vote(claim, viewer, 3)
        answer = vote(client, claim, value)
        assert answer.status_code == 422
        assert f">{claim.text}</h1>" in answer.content.decode()
        assert claim.votes.get().value == 3

    def test_a_claim_can_be_looked_at_again_and_ones_vote_stands_there(
        self, claim: Claim, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_vote(thesis, viewer, 1)
        client = client_of(viewer)
        assert f'href="{url_of(thesis)}"' in shown(client, claim)
        page = client.get(url_of(thesis)).content.decode()
        assert 'value="1" aria-pressed="true"' in page
        assert "On to what waits" in page
        assert "ballot-skip" not in page

    def test_a_reworded_claim_comes_again_with_what_changed_to_be_confirmed(
        self, claim: Claim, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        for voted in (thesis, claim):
            make_vote(voted, viewer, 3)
        claim.reword("Warmth is a kindness", by=claim.debate.join(writer), version=1)
        client = client_of(viewer)
        page = shown(client, claim)
        assert "Changed since your vote" in page
        assert '<ins class="new">' in page
        assert 'value="3" aria-pressed="true"' in page
        vote(client, claim, 3)
        assert claim.votes.get(participant__user=viewer).claim_version == 2
        assert "Nothing waits for your vote" in shown(client, claim)

    def test_a_moved_claim_comes_again(
        self, claim: Claim, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        other = make_claim(thesis, writer)
        for voted in (thesis, claim, other):
            make_vote(voted, viewer, 3)
        claim.move(to=other, stance="con", by=claim.debate.join(writer))
        assert "Moved since your vote" in shown(client_of(viewer), claim)

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_what_was_archived_meanwhile_is_told_and_passed(
        self,
        headers: dict[str, str],
        claim: Claim,
        thesis: Claim,
        writer: User,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        make_vote(thesis, viewer, 3)
        next_one = make_claim(thesis, writer, "Next")
        claim.archive(by=claim.debate.join(writer))
        client = client_of(viewer)
        answer = vote(client, claim, 3, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "archived meanwhile. Your vote on it was not kept." in page
        assert ">Next</h1>" in page
        assert not Vote.objects.filter(claim=claim).exists()
        assert client.get(url_of(claim)).url == start_of(claim)
        assert client.get(url_of(next_one)).status_code == 200

    def test_a_debate_closed_meanwhile_takes_no_vote(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        claim.debate.close()
        answer = vote(client_of(viewer), claim, 3)
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()
        assert not Vote.objects.exists()

    def test_claims_of_other_debates_are_not_here(
        self, claim: Claim, team: Team, facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        other = root_of(make_debate(team, facilitator))
        url = reverse("debates:ballot_edit", args=[claim.debate_id, other.pk])
        assert client_of(viewer).get(url).status_code == 404

    def test_from_the_list_one_goes_back_to_the_list(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        page = client.get(f"{url_of(claim)}?then=inconsistencies").content.decode()
        assert "Leave it as it is" in page
        assert f'action="{url_of(claim)}?then=inconsistencies"' in page
        answer = client.post(f"{url_of(claim)}?then=inconsistencies", {"value": 2})
        assert answer.url == reverse("debates:inconsistency_index", args=[claim.debate_id])


def test_one_comes_back_to_where_one_was(
    claim: Claim, thesis: Claim, writer: User, viewer: User, client_of: SignIn
) -> None:
    make_claim(thesis, writer, "Second")
    vote(client_of(viewer), thesis, 3)
    vote(client_of(viewer), claim, 3)
    assert ">Second</h1>" in shown(client_of(viewer), claim)
    assert ">Second</h1>" in shown(client_of(viewer), claim)
    front = Ballot(thesis.debate, thesis.debate.join(viewer)).front()
    assert front is not None
    assert front.voted == 1
