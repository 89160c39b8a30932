"""What changed between two wordings, word by word."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.models import Claim
from debates.models.visible_text import visible_text
from debates.wording import MOST_COMPARED, MOST_WORDS, changes, changes_since, history
from teams.models import User
from tests.factories import make_claim

WORDINGS = st.lists(
    st.sampled_from(["tea", "is", "hot", "[so](https://e.org)", "\\*", "\n", "it,"])
).map(" ".join)


def marked(before: str, after: str) -> str:
    signs = {"kept": "{}", "gone": "-{}-", "new": "+{}+"}
    return " ".join(signs[c.kind].format(c.text.strip()) for c in changes(before, after))


def test_words_put_in_taken_away_and_replaced() -> None:
    assert marked("Tea is hot", "Tea is very hot") == "Tea is +very+ hot"
    assert marked("Tea is very hot", "Tea is hot") == "Tea is -very- hot"
    assert marked("Tea is hot", "Tea is cold") == "Tea is -hot- +cold+"


def test_only_what_people_see_counts() -> None:
    assert marked("Tea [is](https://a.org) hot", "Tea [is](https://b.org/x) hot") == "Tea is hot"
    assert marked("Tea  is\nhot", "Tea is hot") == "Tea is hot"


@given(WORDINGS, WORDINGS)
def test_both_wordings_can_be_read_from_the_changes(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(c.text for c in found if c.kind != "gone") == visible_text(after)
    old = "".join(c.text for c in found if c.kind != "new")
    assert old.split() == visible_text(before).split()


@given(WORDINGS)
def test_the_same_wording_has_no_change(text: str) -> None:
    assert {change.kind for change in changes(text, text)} <= {"kept"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 2_500, "b a " * 1_250),
        ("a b " * (MOST_WORDS // 2), "b b a " * (MOST_WORDS // 3)),
        ("a" * 5_000, "a " * MOST_WORDS),
        (" ".join(map(str, range(MOST_WORDS))), " ".join(map(str, range(MOST_WORDS, 0, -1)))),
    ],
)
def test_hostile_wordings_are_compared_in_no_time(before: str, after: str) -> None:
    began = perf_counter()
    assert changes(before, after)
    assert perf_counter() - began < 0.5


def test_a_history_compares_each_wording_with_the_next(thesis: Claim, writer: User) -> None:
    claim = make_claim(thesis, writer, "Wording 1")
    me = thesis.debate.join(writer)
    for number in range(1, MOST_COMPARED + 3):
        claim.reword(f"Wording {number + 1}", by=me, version=number)
    steps = history(claim, claim.versions.with_people(thesis.debate))
    assert [c.text for c in steps[0].changes] == [
        "Wording ", f"{MOST_COMPARED + 2} ", f"{MOST_COMPARED + 3}"
    ]  # fmt: skip
    assert len(steps) == MOST_COMPARED + 2
    assert [bool(step.changes) for step in steps[-3:]] == [True, False, False]
    assert [c.kind for c in changes_since(claim, 1)] == ["kept", "gone", "new"]
    assert changes_since(claim, 999) == []
