"""In which branch claims stand, against looking it up step by step."""

import random

from debates.models import Claim
from debates.models.claim_heads import heads_of
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of


def head(claim: Claim, top: Claim) -> Claim | None:
    """The slow reading."""
    step = claim
    while step.parent is not None and step.parent != top:
        step = step.parent
    return step if step.parent == top else None


def test_any_claims_below_any_claim(thesis: Claim, team: Team, writer: User) -> None:
    chance, claims = random.Random(7), [thesis]
    for _ in range(40):
        claims.append(make_claim(chance.choice(claims[-9:]), writer))
    elsewhere = root_of(make_debate(team, writer))
    asked = [*chance.sample(claims, 20), thesis, elsewhere]
    for top in (thesis, claims[1], claims[5], claims[-1]):
        found = heads_of({claim.pk for claim in asked}, below=top)
        expected = {claim.pk: at for claim in asked if (at := head(claim, top)) is not None}
        assert found == expected
        assert all(at.debate == thesis.debate for at in found.values())
    assert heads_of([], below=thesis) == {}


def test_it_costs_two_queries(thesis: Claim, writer: User) -> None:
    claim = thesis
    for _ in range(12):
        claim = make_claim(claim, writer)
    keys = list(Claim.objects.values_list("pk", flat=True))
    assert len(queries_of(lambda: heads_of(keys, below=thesis))) == 2
