"""What is written in bulk is as right as what the verbs write."""

import pytest
from django.db import connection

from bench.seed import seed_debate, seed_team
from debates.models import Activity, Debate, Kind, Participant, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded() -> Debate:
    """A debate of 300 claims by 12 people."""
    team, people = seed_team(people=12)
    debate, _claims = seed_debate(300, team, people)
    return debate


def test_counters_equal_a_recount(seeded: Debate) -> None:
    stored = Debate.objects.get(pk=seeded.pk)
    assert stored.claims_count == stored.claims.count() == 300
    for participant in Participant.objects.filter(debate=seeded):
        assert participant.claims_count == participant.claims.count()


def test_keys_that_are_checked_late_hold(seeded: Debate) -> None:
    # Raises when a claim hangs under another debate's claim or has another debate's author.
    connection.check_constraints()


def test_the_record_says_so_too(seeded: Debate) -> None:
    added = Activity.objects.filter(debate=seeded, kind=Kind.CLAIM_ADDED)
    assert added.count() == 299
    assert Debate.objects.get(pk=seeded.pk).version == 300


def test_siblings_have_places_of_their_own(seeded: Debate) -> None:
    places = list(seeded.claims.values_list("parent", "position"))
    assert len(places) == len(set(places))


def test_some_claims_have_votes_in_range(seeded: Debate) -> None:
    votes = Vote.objects.filter(claim__debate=seeded)
    assert 80 < votes.values("claim").distinct().count() < 140
    assert set(votes.values_list("value", flat=True)) <= {0, 1, 2, 3, 4}
