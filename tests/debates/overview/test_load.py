"""Whole debates out of the database."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from debates.models import Claim, Debate
from debates.overview.load import load_shapes, load_tree
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of

pytestmark = pytest.mark.django_db
Queries = Callable[[int], object]


def archive(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(archived_at=timezone.now())


def link(parent: Claim, target: Claim) -> Claim:
    return Claim.objects.create(
        debate=parent.debate, parent=parent, stance="con", links_to=target, position=99
    )


def test_a_debate_is_one_query(
    debate: Debate, thesis: Claim, writer: User, django_assert_num_queries: Queries
) -> None:
    for stance in ("pro", "con", "con"):
        make_claim(make_claim(thesis, writer, stance=stance), writer)
    with django_assert_num_queries(1):
        tree = load_tree(debate)
    assert tree.split() == (2, 4)
    assert {row.id for row in tree.rows} == {claim.pk for claim in debate.claims.all()}


def test_other_debates_are_left_alone(debate: Debate, team: Team, writer: User) -> None:
    make_claim(root_of(make_debate(team, writer)), writer)
    assert len(load_tree(debate)) == 1


def test_archived_claims_are_left_out_with_their_branches(
    debate: Debate, thesis: Claim, writer: User
) -> None:
    gone, kept = make_claim(thesis, writer), make_claim(thesis, writer)
    make_claim(gone, writer)
    archive(gone)
    assert [row.id for row in load_tree(debate).rows] == [thesis.pk, kept.pk]


def test_a_link_says_what_it_shows(debate: Debate, thesis: Claim, writer: User) -> None:
    target = make_claim(thesis, writer, "Tea keeps")
    shown = link(make_claim(thesis, writer), target)
    row = load_tree(debate).rows[-1]
    assert (row.id, row.shows, row.text) == (shown.pk, target.pk, "Tea keeps")


def test_a_link_to_something_archived_is_not_shown(
    debate: Debate, thesis: Claim, writer: User
) -> None:
    target = make_claim(thesis, writer)
    link(thesis, target)
    archive(target)
    assert len(load_tree(debate)) == 1


def test_a_reference_to_another_debate_says_its_title(debate: Debate, thesis: Claim) -> None:
    Claim.objects.create(
        debate=debate, parent=thesis, stance="pro", external_number=7, external_title="On milk"
    )
    assert load_tree(debate).rows[-1].text == "On milk"


def test_several_debates_are_one_query(
    team: Team, debate: Debate, writer: User, django_assert_num_queries: Queries
) -> None:
    other = make_debate(team, writer)
    make_claim(root_of(other), writer, stance="con")
    with django_assert_num_queries(1):
        trees = load_shapes([debate, other])
    assert {pk: tree.split() for pk, tree in trees.items()} == {debate.pk: (0, 0), other.pk: (0, 1)}
