"""Names offered while one writes."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Claim
from teams.models import Team, User
from tests.factories import make_member
from tests.queries import queries_of

SignIn = Callable[[User], Client]


class TestIndex:
    def test_at_most_eight_in_a_fixed_number_of_queries(
        self, thesis: Claim, team: Team, writer: User, client_of: SignIn
    ) -> None:
        address, client = (
            reverse("debates:mention_index", args=[thesis.debate_id]),
            client_of(writer),
        )
        few = queries_of(lambda: client.get(address))
        for _ in range(20):
            make_member(team)
        many = queries_of(lambda: client.get(address))
        assert len(few) == len(many)
        assert client.get(address).content.decode().count('role="option"') == 8

    def test_what_was_typed_is_found_and_escaped(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        viewer.name = "<b>Vera"
        viewer.save()
        address = reverse("debates:mention_index", args=[thesis.debate_id])
        said = client_of(writer).get(address, {"words": "b>ver\x00"}).content.decode()
        assert "&lt;b&gt;Vera" in said
        assert "<b>Vera" not in said
