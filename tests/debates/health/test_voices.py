"""Branches that one person wrote alone, in random debates and very deep ones."""

from hypothesis import given
from hypothesis import strategies as st

from debates.health.voices import Said, single_voices


@st.composite
def debates(draw: st.DrawFn) -> list[Said]:
    """A root and what is said below it by three people and by nobody, in any order."""
    size = draw(st.integers(1, 25))
    author = st.sampled_from([None, 1, 2, 3])
    rows = [Said(0, None, draw(author))]
    for claim in range(1, size):
        above = draw(st.integers(0, claim - 1))
        voice = rows[above].author if draw(st.booleans()) else draw(author)
        rows.append(Said(claim, above, voice))
    return draw(st.permutations(rows))


def branch(rows: list[Said], top: int) -> list[Said]:
    """A claim and everything below it, looked for in the simplest way."""
    own = [said for said in rows if said.claim == top]
    return own + [it for said in rows if said.parent == top for it in branch(rows, said.claim)]


@given(debates(), st.integers(1, 4))
def test_they_are_the_highest_branches_with_one_author(rows: list[Said], fewest: int) -> None:
    authors = {said.claim: {it.author for it in branch(rows, said.claim)} for said in rows}
    alone = {claim for claim, voices in authors.items() if len(voices) == 1 and None not in voices}
    expected = {
        (said.claim, size)
        for said in rows
        if said.claim in alone
        and said.parent not in alone
        and (size := len(branch(rows, said.claim))) >= fewest
    }
    found = single_voices(rows, fewest)
    assert set(found) == expected
    assert found == sorted(found, key=lambda it: (-it[1], it[0]))


def test_a_debate_of_many_levels_is_no_trouble() -> None:
    rows = [Said(n, n - 1 if n else None, 1 if n else None) for n in range(20_000)]
    assert single_voices(rows, 3) == [(1, 19_999)]
    assert single_voices(reversed(rows), 3) == [(1, 19_999)]
