"""The order in which a debate is written down."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.debate_shapes import chain
from debates.formats import kialo
from debates.models import Claim, Refused
from debates.overview import outline
from debates.overview.load import load_tree
from debates.overview.printed import as_printed
from debates.overview.svg import Links
from debates.overview.tree import Row, Tree, build
from teams.models import User
from tests.factories import make_claim

from .debates import rows_of_debates

LINKS = Links(("/debates/3/claims/", "/"), ("?branch=", ""), "#outline")


@st.composite
def linked(draw: st.DrawFn) -> Tree:
    """Debates in which claims stand in several places, never below themselves."""
    rows = [row._replace(links_to_id=None) for row in draw(rows_of_debates(30))]
    tree = build(rows)
    targets = [row for row in tree.rows[1:] if row.stance]
    for number in range(draw(st.integers(1, 12)) if targets else 0):
        target = draw(st.sampled_from(targets))
        parent = draw(st.sampled_from(targets))
        row = Row(1_000 + number, parent.id, "con", target.id, draw(st.integers(0, 3)), "")
        if not loops([*rows, row], row):
            rows.append(row)
    return build(rows)


def loops(rows: list[Row], link: Row) -> bool:
    """Whether the place of a link lies below what it shows, by any way."""
    below, waiting = set[int](), [link.shows]
    while waiting:
        if (here := waiting.pop()) in below:
            continue
        below.add(here)
        waiting.extend(row.shows for row in rows if row.parent_id == here and row is not link)
    return link.parent_id in below


@given(linked())
def test_every_place_is_written_once_and_in_full_where_it_comes_first(tree: Tree) -> None:
    printed = as_printed(tree)
    assert sorted(row.id for row in printed.tree.rows) == sorted(row.id for row in tree.rows)
    seen = set()
    for place, row in enumerate(printed.tree.rows):
        if row.shows in seen:
            assert printed.tree.sizes[place] == 1
            assert printed.home(row.shows) != row.id
        elif row.shows != row.id:
            assert printed.home(row.shows) == row.id
        seen.add(row.shows)


@given(linked())
def test_links_add_nothing_to_a_branch_and_take_nothing_from_the_whole(tree: Tree) -> None:
    printed = as_printed(tree)
    assert printed.tree.sizes[0] == len(tree)
    assert [row.stance for row in printed.tree.rows].count("pro") == tree.stances.count(1)


def test_without_links_it_is_the_same_tree() -> None:
    tree = build(chain(5_000))
    assert as_printed(tree).tree is tree


def test_a_link_to_what_is_not_there_stands_alone() -> None:
    tree = build([Row(1, None, None), Row(2, 1, "pro", 99, text="Elsewhere"), Row(3, 1, "con")])
    assert [row.id for row in as_printed(tree).tree.rows] == [1, 2, 3]
    assert "Elsewhere" in outline.render(tree, LINKS)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_numbers_and_texts_are_those_of_the_kialo_export(
    thesis: Claim, writer: User, seed: int
) -> None:
    debate, chance, claims = thesis.debate, random.Random(seed), [thesis]
    by = debate.join(writer)
    for number in range(40):
        parent = chance.choice(claims)
        claims.append(make_claim(parent, writer, f"Said {number}", chance.choice(["pro", "con"])))
    for _ in range(12):
        target, parent = chance.sample(claims[1:], 2)
        try:
            target.link_under(parent, "con", by=by)
        except Refused:
            continue
    chance.choice(claims[20:]).archive(by=by)

    lines = kialo.write(debate.as_document()).decode().split("\r\n")[2:]
    exported = dict(line.split(" ", 1) for line in lines)
    html = outline.render(load_tree(debate), LINKS)
    found = re.findall(
        r'__number">([\d.]+)</span> <span[^>]*>(\w+)</span> <a[^>]*>([^<]*)</a>', html
    )
    assert [number for number, *_ in found] == list(exported)[1:]
    later = dict(re.findall(r'__number">([\d.]+)<(?:(?!</p>).)*?→ ([\d.]+)</a>', html))
    for number, stance, text in found:
        said = f"-> See {later[number]}" if number in later else text
        assert exported[number] == f"{stance}: {said}"
    assert later
