"""Two perspectives on one debate: who is offered, what each weighs, and what a mask keeps."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.models import (
    Claim,
    Debate,
    DebateKind,
    Naming,
    VoterGroup,
    VotesShown,
)
from debates.models.debate import FEWEST_FOR_STATISTICS
from debates.perspectives.contrasts import Contrasts, Pair, Weight, parts_shown
from debates.perspectives.perspective import Part, Perspectives
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_debate, make_member, make_user, make_vote, root_of


@pytest.fixture
def people(team: Team) -> list[User]:
    return [make_member(team, make_user(f"{name} Voter")) for name in "ABCDEFGHIJ"]


@pytest.fixture
def root(team: Team, facilitator: User) -> Claim:
    """A thesis in a debate where everybody sees all votes."""
    return root_of(make_debate(team, facilitator, votes_shown=VotesShown.ALWAYS))


def masked(team: Team, by: User, **fields: str) -> Claim:
    fields = {"naming": Naming.MASKED, "votes_shown": VotesShown.ALWAYS} | fields
    return root_of(make_debate(team, by, **fields))


def vote_all(claim: Claim, people: list[User], values: list[int]) -> None:
    for person, value in zip(people, values, strict=False):
        make_vote(claim, person, value)


def offered(claim: Claim, reader: User) -> dict[str, str]:
    """The keys of the perspectives by name."""
    debate = Debate.objects.get(pk=claim.debate_id)
    shelves = Perspectives(debate.join(reader)).shelves
    return {it.name: it.key for shelf in shelves for it in shelf.perspectives}


def contrast(claim: Claim, reader: User, left: str, right: str) -> Contrasts:
    """The comparison of two perspectives by their names."""
    debate = Debate.objects.get(pk=claim.debate_id)
    perspectives = Perspectives(debate.join(reader))
    keys = offered(claim, reader)
    found = [perspectives.find(keys[name], perspectives.everybody) for name in (left, right)]
    return Contrasts(debate.join(reader), *found)


class TestOffered:
    def test_both_sides_everybody_oneself_and_each_by_name(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        vote_all(root, people, [4, 3, 0, 2])
        assert list(offered(root, writer)) == [
            "Everybody",
            "Those for",
            "Those against",
            "You",
            "A Voter",
            "B Voter",
            "C Voter",
            "D Voter",
        ]

    def test_whoever_left_is_nobodys_perspective(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        vote_all(root, people, [4, 0])
        root.debate.join(people[0])
        type(root.debate.join(people[0])).objects.filter(user=people[0]).update(user=None)
        assert "A Voter" not in offered(root, writer)
        assert contrast(root, writer, "Everybody", "You").pairs[root.pk].left == Weight(2, 2.0)

    def test_after_own_the_sides_wait_for_ones_own_vote_on_the_thesis(
        self, thesis: Claim, people: list[User], writer: User
    ) -> None:
        vote_all(thesis, people, [4, 0])
        assert list(offered(thesis, writer)) == ["Everybody", "You"]
        make_vote(thesis, writer, 2)
        assert {"Those for", "Those against", "A Voter"} <= set(offered(thesis, writer))

    def test_of_a_question_each_thesis_has_two_sides(
        self, team: Team, facilitator: User, people: list[User], writer: User
    ) -> None:
        debate = make_debate(
            team,
            facilitator,
            kind=DebateKind.QUESTION,
            theses=["Tea", "Soup"],
            votes_shown=VotesShown.ALWAYS,
        )
        tea, soup = debate.claims.filter(is_thesis=True).order_by("position")
        vote_all(tea, people, [4, 0])
        vote_all(soup, people, [4])
        names = offered(root_of(debate), writer)
        assert {"Those for “Tea”", "Those against “Tea”", "Those for “Soup”"} <= set(names)
        assert "Those against “Soup”" not in names

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_without_names_nobody_is_singled_out(
        self, team: Team, facilitator: User, people: list[User], naming: str
    ) -> None:
        root = masked(team, facilitator, naming=naming)
        vote_all(root, people, [4, 4, 4, 0, 0, 0, 0])
        assert list(offered(root, people[9])) == ["Everybody", "Those against", "You"]

    def test_a_question_without_names_has_no_sides(
        self, team: Team, facilitator: User, people: list[User]
    ) -> None:
        root = masked(team, facilitator, kind=DebateKind.QUESTION)
        thesis = make_claim(root, people[0], "Tea", None)
        vote_all(thesis, people, [4] * 5 + [0] * 5)
        assert list(offered(root, people[9])) == ["Everybody", "You"]

    def test_a_group_is_gone_with_the_names(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        debate = root.debate
        both = [debate.join(person) for person in people[:2]]
        VoterGroup.objects.save_new(debate, "Nights", both, by=both[0])
        assert "Nights" in offered(root, writer)
        Debate.objects.filter(pk=debate.pk).update(naming=Naming.MASKED)
        assert list(offered(root, writer)) == ["Everybody", "You"]


class TestWeights:
    def test_each_side_has_its_mean_and_the_widest_gap_comes_first(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        vote_all(root, people, [4, 3, 0, 1, 2])
        near, far = make_claim(root, writer, "near"), make_claim(root, writer, "far")
        vote_all(near, people, [3, 3, 2, 2, 0])
        vote_all(far, people, [4, 4, 0, 1])
        vote_all(make_claim(root, writer, "one side only"), people, [4, 4])
        vote_all(make_claim(root, writer, "alike"), people, [2, 2, 2, 2])
        seen = contrast(root, writer, "Those for", "Those against")
        assert seen.pairs[far.pk] == Pair(Weight(2, 4.0), Weight(2, 0.5))
        assert seen.ranked == [far.pk, root.pk, near.pk]
        assert [it.claim.text for it in seen.page("")] == ["far", root.text, "near"]
        assert seen.pairs[near.pk].gap == 1

    def test_a_group_a_person_and_oneself(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        claim = make_claim(root, writer)
        vote_all(claim, people, [4, 2, 0])
        make_vote(claim, writer, 1)
        debate = root.debate
        both = [debate.join(person) for person in people[:2]]
        VoterGroup.objects.save_new(debate, "Nights", both, by=both[0])
        seen = contrast(root, writer, "Nights", "C Voter")
        assert seen.pairs[claim.pk] == Pair(Weight(2, 3.0), Weight(1, 0.0))
        seen = contrast(root, writer, "Everybody", "You")
        assert seen.pairs[claim.pk] == Pair(Weight(4, 1.75), Weight(1, 1.0))

    def test_after_own_only_what_one_voted_on(
        self, thesis: Claim, people: list[User], writer: User
    ) -> None:
        seen, hidden = make_claim(thesis, writer), make_claim(thesis, writer)
        for claim in (thesis, seen, hidden):
            vote_all(claim, people, [4, 0])
        for claim in (thesis, seen):
            make_vote(claim, writer, 2)
        for left in ("Everybody", "Those for", "A Voter"):
            assert set(contrast(thesis, writer, left, "You").pairs) == {thesis.pk, seen.pk}

    def test_votes_hidden_until_the_end_are_hidden_here(
        self, team: Team, facilitator: User, people: list[User]
    ) -> None:
        root = root_of(make_debate(team, facilitator, votes_shown=VotesShown.CLOSED))
        vote_all(root, people, [4, 0])
        assert list(offered(root, people[0])) == ["Everybody", "You"]
        assert contrast(root, people[0], "Everybody", "You").pairs == {}
        root.debate.close()
        assert contrast(root, people[0], "Those for", "B Voter").pairs[root.pk].gap == 4

    def test_members_of_no_team_any_more_still_count(
        self, root: Claim, people: list[User], writer: User
    ) -> None:
        vote_all(root, people, [4, 0])
        Membership.objects.get(user=people[0]).end()
        assert contrast(root, writer, "Everybody", "You").pairs[root.pk].left == Weight(2, 2.0)


class TestMasks:
    def test_a_side_of_too_few_is_not_shown_on_a_claim(
        self, team: Team, facilitator: User, people: list[User]
    ) -> None:
        root = masked(team, facilitator)
        vote_all(root, people, [4] * 5 + [0] * 5)
        enough, few, tiny = (make_claim(root, people[0]) for _ in range(3))
        vote_all(enough, people, [4] * 5 + [1] * 5)
        vote_all(few, people, [4] * 5 + [1] * 3)
        vote_all(tiny, people, [4, 4, 4])
        seen = contrast(root, people[9], "Those for", "Those against")
        assert seen.pairs[enough.pk] == Pair(Weight(5, 4.0), Weight(5, 1.0))
        assert seen.pairs[few.pk] == Pair(None, None)
        assert seen.pairs[tiny.pk] == Pair(None, None)
        together = contrast(root, people[9], "Everybody", "You")
        assert together.pairs[few.pk].left == Weight(8, 2.875)
        assert together.pairs[tiny.pk].left is None

    def test_nor_one_from_which_a_few_could_be_worked_out(
        self, team: Team, facilitator: User, people: list[User]
    ) -> None:
        root = masked(team, facilitator)
        vote_all(root, people, [4] * 4 + [2] * 2 + [0] * 4)
        seen = contrast(root, people[9], "Those for", "Those against")
        assert seen.pairs[root.pk] == Pair(None, None)

    @given(st.integers(0, 14), st.integers(0, 14), st.integers(0, 14))
    def test_no_sum_or_difference_of_what_is_shown_is_about_a_few(
        self, for_thesis: int, against: int, neither: int
    ) -> None:
        everybody = for_thesis + against + neither
        sizes = {
            Part.EVERYBODY: {"for": for_thesis, "against": against, "neither": neither},
            Part.FOR: {"for": for_thesis},
            Part.AGAINST: {"against": against},
        }
        shown = parts_shown(everybody, for_thesis, against) & set(sizes)
        for size in (1, 2, 3):
            for chosen in combinations(shown, size):
                # The largest of them, without the others.
                whole, *parts = sorted(chosen, key=lambda part: -len(sizes[part]))
                rest = {
                    k: n for k, n in sizes[whole].items() if not any(k in sizes[p] for p in parts)
                }
                left = sum(rest.values())
                assert left == 0 or left >= FEWEST_FOR_STATISTICS
        if everybody >= FEWEST_FOR_STATISTICS:
            assert Part.EVERYBODY in shown
        if min(for_thesis, against) >= FEWEST_FOR_STATISTICS and neither == 0:
            assert shown == set(sizes)
