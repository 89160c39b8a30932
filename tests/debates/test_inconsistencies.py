"""Votes that may not fit together: examples of each rule, and what holds of all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.inconsistencies import Inconsistency, Rule, find_inconsistencies
from debates.models.ballot import Cast

THESIS, CLAIM = 1, 2


def cast(claim: int, value: int, parent: int | None = THESIS, stance: str | None = "pro") -> Cast:
    """A vote on a claim that is no link; without a parent on the thesis."""
    is_position = parent is None
    return Cast(claim, claim, parent, None if is_position else stance, is_position, value)


def tree(position: int, pros: list[int], cons: list[int], *, thesis: bool) -> list[Cast]:
    """A vote on a thesis, or on a claim below one, and votes on what answers it directly."""
    top = cast(THESIS, position, None) if thesis else cast(CLAIM, position)
    sides = [("pro", value) for value in pros] + [("con", value) for value in cons]
    below = [cast(10 + n, value, top.claim, side) for n, (side, value) in enumerate(sides)]
    return [top, *below]


def rules(votes: list[Cast]) -> list[Rule]:
    return [found.rule for found in find_inconsistencies(votes)]


class TestAThesis:
    @pytest.mark.parametrize(
        ("position", "pros", "cons", "seen"),
        [
            (4, [0, 1], [3, 4], [Rule.AGREES_AGAINST]),
            (3, [1], [2], [Rule.AGREES_AGAINST]),
            (2, [0], [4], []),
            (1, [0], [4], []),
            (4, [3, 0], [3, 4], []),
            (4, [], [4], []),
            (4, [0], [], []),
            (0, [4], [1], [Rule.DISAGREES_AGAINST]),
            (1, [2, 3], [1, 0], [Rule.DISAGREES_AGAINST]),
            (2, [4], [0], []),
            (0, [4, 1], [1], []),
        ],
    )
    def test_a_position_against_all_one_weighed(
        self, position: int, pros: list[int], cons: list[int], seen: list[Rule]
    ) -> None:
        assert rules(tree(position, pros, cons, thesis=True)) == seen


class TestAClaim:
    @pytest.mark.parametrize(
        ("impact", "pros", "cons", "seen"),
        [
            (4, [0, 0], [4], [Rule.HIGH_UNSUPPORTED]),
            (3, [1], [3, 4], [Rule.HIGH_UNSUPPORTED]),
            (2, [0], [4], []),
            (4, [2], [4], []),
            (4, [0], [4, 2], []),
            (4, [], [4], []),
            (0, [4], [0, 0], [Rule.NONE_SUPPORTED]),
            (0, [3, 4], [1], [Rule.NONE_SUPPORTED]),
            (1, [4], [0], []),
            (0, [4, 2], [0], []),
            (0, [4], [], []),
        ],
    )
    def test_an_impact_against_what_stands_below(
        self, impact: int, pros: list[int], cons: list[int], seen: list[Rule]
    ) -> None:
        assert rules(tree(impact, pros, cons, thesis=False)) == seen

    def test_what_stands_further_below_says_nothing_of_it(self) -> None:
        votes = [cast(CLAIM, 4), cast(3, 0, CLAIM), cast(4, 4, 3, "con"), cast(5, 4, 3, "pro")]
        assert rules(votes) == []


class TestPlaces:
    def test_one_claim_in_several_places_names_the_lowest_and_the_highest(self) -> None:
        original = cast(CLAIM, 2)
        votes = [original, replace(original, claim=7, value=4), replace(original, claim=8, value=0)]
        [found] = find_inconsistencies(votes)
        assert (found.rule, found.vote.claim, found.other.claim) == (Rule.PLACES_APART, 7, 8)

    @pytest.mark.parametrize(("there", "seen"), [(3, []), (4, [Rule.PLACES_APART])])
    def test_three_apart_is_far(self, there: int, seen: list[Rule]) -> None:
        original = cast(CLAIM, 1)
        assert rules([original, replace(original, claim=7, value=there)]) == seen

    def test_what_answers_a_claim_is_held_against_every_place_of_it(self) -> None:
        votes = tree(2, [0], [4], thesis=False)
        assert rules([*votes, replace(votes[0], claim=7, value=3)]) == [Rule.HIGH_UNSUPPORTED]


def test_the_widest_comes_first() -> None:
    narrow = [cast(20, 4, None), cast(21, 1, 20), cast(22, 2, 20, "con")]
    found = find_inconsistencies([*narrow, *tree(4, [0], [4], thesis=True)])
    assert [it.gap for it in found] == [4, 1]


values = st.integers(0, 4)
answers = st.lists(values, max_size=4)


@st.composite
def ballots(draw: st.DrawFn) -> list[Cast]:
    """Votes somewhere in a tree with links: later claims stand below earlier ones."""
    votes = [cast(THESIS, draw(values), None)]
    for claim in range(2, draw(st.integers(2, 14))):
        parent, stance = draw(st.integers(1, claim - 1)), draw(st.sampled_from(["pro", "con"]))
        vote = cast(claim, draw(values), parent, stance)
        shown = draw(st.sampled_from([claim, claim, claim, draw(st.integers(2, claim))]))
        votes.append(replace(vote, content=shown))
    return draw(st.permutations(votes))


def pair(found: Inconsistency) -> tuple[Rule, int, int]:
    return found.rule, found.vote.claim, found.other.claim


@given(ballots())
def test_each_finding_names_two_votes_once_whatever_the_order(votes: list[Cast]) -> None:
    found = find_inconsistencies(votes)
    assert found == find_inconsistencies(votes[::-1])
    assert len({pair(it) for it in found}) == len(found)
    for it in found:
        assert {it.vote, it.other} <= set(votes)
        assert it.vote.claim != it.other.claim
        assert 1 <= it.gap <= 4


@given(ballots())
def test_changing_either_vote_can_settle_a_finding(votes: list[Cast]) -> None:
    for it in find_inconsistencies(votes):
        for named in (it.vote, it.other):
            outcomes = [
                {
                    pair(now)
                    for now in find_inconsistencies(
                        [replace(v, value=value) if v == named else v for v in votes]
                    )
                }
                for value in range(5)
            ]
            assert any(pair(it) not in outcome for outcome in outcomes)


@given(ballots(), values)
def test_who_gives_everything_the_same_vote_is_asked_nothing(votes: list[Cast], same: int) -> None:
    assert find_inconsistencies([replace(vote, value=same) for vote in votes]) == []


@given(values, answers, answers)
def test_a_thesis_turned_round_shows_the_mirror_image(
    position: int, pros: list[int], cons: list[int]
) -> None:
    mirror = {
        Rule.AGREES_AGAINST: Rule.DISAGREES_AGAINST,
        Rule.DISAGREES_AGAINST: Rule.AGREES_AGAINST,
    }
    seen = rules(tree(position, pros, cons, thesis=True))
    turned = rules(tree(4 - position, cons, pros, thesis=True))
    assert [mirror[rule] for rule in seen] == turned


@given(values, answers, answers)
def test_one_reason_of_full_weight_for_the_own_vote_is_enough(
    vote: int, pros: list[int], cons: list[int]
) -> None:
    for thesis in (True, False):
        if vote >= 2:
            assert rules(tree(vote, [*pros, 4], cons, thesis=thesis)) == []
        if vote <= 2:
            assert rules(tree(vote, pros, [*cons, 4], thesis=thesis)) == []
