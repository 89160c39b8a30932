"""How votes are spread, in numbers of people."""

from hypothesis import given
from hypothesis import strategies as st

from debates.models.spread import Spread


def test_each_vote_counts_once_and_the_middle_is_undecided() -> None:
    spread = Spread.of([4, 0, 2, 4, 3, 1])
    assert spread.people == (1, 1, 1, 1, 2)
    assert (spread.agree, spread.undecided, spread.against) == (3, 1, 2)
    assert (spread.total, spread.most) == (6, 2)


@given(st.lists(st.integers(0, 4)))
def test_nobody_is_lost_and_the_order_says_nothing(votes: list[int]) -> None:
    spread = Spread.of(votes)
    assert spread == Spread.of(sorted(votes))
    assert spread.agree + spread.undecided + spread.against == spread.total == len(votes)
    assert [n for n, people in enumerate(spread.people) for _ in range(people)] == sorted(votes)
