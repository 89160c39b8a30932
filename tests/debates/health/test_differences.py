"""Where people differ: what is measured, and who sees how much of it."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.health.differences import APART, FEWEST, Difference, find_differences
from debates.models import Claim, Debate, Naming, Vote, VotesShown
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_vote, root_of


@pytest.fixture
def people(team: Team) -> list[User]:
    return [make_member(team) for _ in range(6)]


def vote_all(claim: Claim, people: list[User], values: list[int]) -> None:
    for person, value in zip(people, values, strict=False):
        make_vote(claim, person, value)


def differences(debate: Debate, reader: User, page: str = "") -> list[Difference]:
    return list(find_differences(debate.join(reader), page))


def texts(debate: Debate, reader: User) -> list[str]:
    return [found.claim.text for found in differences(debate, reader)]


@pytest.fixture
def open_votes(team: Team, facilitator: User) -> Claim:
    """A thesis in a debate where everybody sees all votes."""
    return root_of(make_debate(team, facilitator, votes_shown=VotesShown.ALWAYS))


class TestMeasure:
    @pytest.mark.django_db
    def test_the_furthest_apart_come_first_and_agreement_is_left_out(
        self, open_votes: Claim, writer: User, people: list[User]
    ) -> None:
        for text, values in {
            "halves": [0, 0, 4, 4],
            "even": [0, 1, 3, 4],
            "alike": [3, 3, 4, 3],
            "torn": [0, 4, 0, 4, 0, 4],
        }.items():
            vote_all(make_claim(open_votes, writer, text), people, values)
        assert texts(open_votes.debate, writer) == ["torn", "halves", "even"]
        torn = differences(open_votes.debate, writer)[0]
        assert torn.apart == 2
        assert torn.spread.people == (3, 0, 0, 0, 3)
        assert torn.claim.impact == 2
        assert [step.pk for step in torn.claim.way] == [open_votes.pk]

    @pytest.mark.django_db
    def test_too_few_votes_are_no_finding(
        self, open_votes: Claim, writer: User, people: list[User]
    ) -> None:
        claim = make_claim(open_votes, writer)
        vote_all(claim, people, [0, 4, 0])
        assert differences(open_votes.debate, writer) == []
        make_vote(claim, writer, 4)
        assert len(differences(open_votes.debate, writer)) == 1
        assert FEWEST == 4

    @pytest.mark.django_db
    def test_archived_claims_are_left_out(
        self, open_votes: Claim, writer: User, people: list[User]
    ) -> None:
        claim = make_claim(open_votes, writer)
        vote_all(make_claim(claim, writer), people, [0, 0, 4, 4])
        claim.archive(by=open_votes.debate.join(writer))
        assert differences(open_votes.debate, writer) == []

    @pytest.mark.django_db
    @pytest.mark.parametrize("votes", [[0, 0, 4, 4], [0, 1, 2, 3, 4], [1, 3, 1, 3], [4, 4, 0, 4]])
    def test_the_database_counts_by_the_formula(
        self, open_votes: Claim, people: list[User], votes: list[int]
    ) -> None:
        vote_all(open_votes, people, votes)
        (row,) = Vote.objects.shown_to(open_votes.debate.join(people[0])).by_claim(1)
        mean = sum(votes) / len(votes)
        assert row["impact"] == pytest.approx(mean)
        by_hand = sqrt(sum((vote - mean) ** 2 for vote in votes) / len(votes))
        assert row["apart"] == pytest.approx(by_hand)

    @given(st.lists(st.integers(0, 4), min_size=1))
    def test_it_lies_between_nothing_and_two(self, votes: list[int]) -> None:
        mean = sum(votes) / len(votes)
        apart = sqrt(sum((vote - mean) ** 2 for vote in votes) / len(votes))
        assert 0 <= apart <= 2 + 1e-9
        halves = sorted(votes) == [0] * (len(votes) // 2) + [4] * (len(votes) // 2)
        assert (apart > 2 - 1e-9) == (halves and len(votes) > 1)
        if max(votes) - min(votes) < 2:
            assert apart < APART


class TestWhoSeesIt:
    def test_after_own_one_sees_only_what_one_voted_on(
        self, debate: Debate, thesis: Claim, writer: User, people: list[User]
    ) -> None:
        seen, hidden = make_claim(thesis, writer, "seen"), make_claim(thesis, writer, "hidden")
        for claim in (seen, hidden):
            vote_all(claim, people, [0, 0, 4, 4])
        make_vote(seen, writer, 2)
        assert texts(debate, writer) == ["seen"]
        assert set(texts(debate, people[0])) == {"seen", "hidden"}
        debate.close()
        assert set(texts(Debate.objects.get(pk=debate.pk), writer)) == {"seen", "hidden"}

    def test_votes_hidden_until_the_end_are_hidden_from_voters_as_well(
        self, team: Team, facilitator: User, people: list[User]
    ) -> None:
        debate = make_debate(team, facilitator, votes_shown=VotesShown.CLOSED)
        vote_all(root_of(debate), people, [0, 0, 4, 4])
        assert differences(debate, people[0]) == []
        debate.close()
        assert len(differences(Debate.objects.get(pk=debate.pk), people[0])) == 1

    @pytest.mark.parametrize("naming", Naming.values)
    @pytest.mark.parametrize("shown", VotesShown.values)
    @pytest.mark.parametrize("is_open", [True, False])
    def test_many_claims_at_once_follow_the_rule_for_one(
        self,
        team: Team,
        facilitator: User,
        people: list[User],
        naming: str,
        shown: str,
        is_open: bool,
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming, votes_shown=shown)
        claims = [make_claim(root_of(debate), people[0]) for _ in range(3)]
        vote_all(claims[0], people, [0, 0, 4, 4, 2])
        vote_all(claims[1], people[1:], [0, 0, 4, 4])
        vote_all(claims[2], people, [0, 4])
        if not is_open:
            debate.close()
        debate = Debate.objects.get(pk=debate.pk)
        reader = debate.join(people[0])
        fewest = 1 if debate.is_named else FEWEST
        together = {row["claim"] for row in Vote.objects.shown_to(reader).by_claim(fewest)}
        one_by_one = Claim.objects.filter(debate=debate).with_votes(reader)
        assert together == {
            claim.pk
            for claim in one_by_one
            if claim.voters and debate.shows_votes(voters=claim.voters, own=claim.own_vote)
        }
