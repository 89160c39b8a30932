"""Debates for property tests: every shape a tree of claims can have, in any order of rows."""

from hypothesis import strategies as st

from debates.overview.tree import Row, Tree, build


@st.composite
def rows_of_debates(draw: st.DrawFn, most: int = 60) -> list[Row]:
    """The rows of a debate with one thesis, or of a question with several, shuffled.

    Some of the claims that nobody answered are links to another one.
    """
    theses = draw(st.integers(0, 6))
    rows = [Row(1, None, None)]
    rows += [Row(2 + n, 1, None, position=n) for n in range(theses)]
    for number in range(len(rows) + 1, len(rows) + 1 + draw(st.integers(0, most))):
        parent = draw(st.integers(2 if theses else 1, number - 1))
        stance = draw(st.sampled_from(("pro", "con")))
        rows.append(Row(number, parent, stance, position=draw(st.integers(0, 3))))
    answered = {row.parent_id for row in rows} | {1}
    leaves = [at for at, row in enumerate(rows) if row.stance and row.id not in answered]
    for at in leaves[:: draw(st.integers(2, 9))]:
        rows[at] = rows[at]._replace(links_to_id=rows[1 + at * 7 % (len(rows) - 1)].shows)
    return draw(st.permutations(rows))


def trees(most: int = 60) -> st.SearchStrategy[Tree]:
    """The same, built."""
    return rows_of_debates(most).map(build)
