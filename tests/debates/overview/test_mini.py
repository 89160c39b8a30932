"""The small pictures on the cards of a list."""

from collections.abc import Callable

import pytest

from debates.models import Claim, Debate
from debates.overview.mini import miniatures
from teams.models import Team, User
from tests.factories import make_claim, make_debate

pytestmark = pytest.mark.django_db
Queries = Callable[[int], object]


def test_every_debate_has_its_picture(team: Team, debate: Debate, writer: User) -> None:
    other = make_debate(team, writer)
    pictures = miniatures([debate, other])
    assert set(pictures) == {debate.pk, other.pk}
    assert f'id="mini-{other.pk}-hatch"' in pictures[other.pk]


def test_it_is_decoration_without_links(debate: Debate, thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, stance="con")
    picture = miniatures([debate])[debate.pk]
    assert 'aria-hidden="true"' in picture
    assert "<a " not in picture
    assert 'class="con"' in picture


def test_a_kept_picture_costs_one_query_for_all(
    team: Team, debate: Debate, writer: User, django_assert_num_queries: Queries
) -> None:
    debates = [debate, make_debate(team, writer), make_debate(team, writer)]
    first = miniatures(debates)
    with django_assert_num_queries(1):
        assert miniatures(debates) == first


def test_a_new_claim_makes_a_new_picture(debate: Debate, thesis: Claim, writer: User) -> None:
    before = miniatures([debate])[debate.pk]
    make_claim(thesis, writer)
    debate.refresh_from_db()
    assert miniatures([debate])[debate.pk] != before


def test_no_debates_need_no_pictures() -> None:
    assert miniatures([]) == {}
