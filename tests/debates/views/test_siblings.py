"""From one claim to those beside it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim, make_vote
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def family(thesis: Claim, writer: User, viewer: User) -> list[Claim]:
    """Two pros and two cons in the order of the page: the weightier pro came later."""
    light, con = (
        make_claim(thesis, writer, "Feather"),
        make_claim(thesis, writer, "First con", "con"),
    )
    heavy = make_claim(thesis, writer, "Heavy")
    make_vote(light, viewer, 0)
    make_vote(heavy, viewer, 4)
    return [heavy, light, con, make_claim(thesis, writer, "Second con", "con")]


def list_of(claim: Claim) -> str:
    return reverse("debates:sibling_index", args=[claim.debate_id, claim.pk])


def beside(claim: Claim, to: str = "next") -> str:
    url = reverse("debates:sibling_show", args=[claim.debate_id, claim.pk])
    return f"{url}?to={to}"


class TestIndex:
    def test_lists_the_family_in_the_order_of_the_page(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        page = client_of(writer).get(list_of(family[1])).content.decode()
        places = [page.index(f'id="sibling-{claim.pk}"') for claim in family]
        assert places == sorted(places)
        assert f'{family[1].get_absolute_url()}" dir="auto" aria-current="true"' in page

    def test_htmx_gets_the_list_alone(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        headers = {"HX-Request": "true", "HX-Target": f"div#claim-{family[0].pk}-siblings"}
        said = client_of(writer).get(list_of(family[0]), headers=headers).content.decode()
        assert "Second con" in said
        assert "<html" not in said

    def test_links_lead_to_their_place_and_archived_claims_are_left_out(
        self, thesis: Claim, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        below = make_claim(family[0], writer, "Deeper")
        link = Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="con", links_to=below, position=90
        )
        family[1].archive(by=thesis.debate.join(writer))
        page = client_of(writer).get(list_of(family[0])).content.decode()
        assert f'id="sibling-{link.pk}" href="{link.get_absolute_url()}"' in page
        assert "Feather" not in page

    def test_stranger_finds_nothing(
        self, family: list[Claim], outsider: User, client_of: SignIn
    ) -> None:
        assert client_of(outsider).get(list_of(family[0])).status_code == 404

    def test_queries_do_not_grow(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        client, claim, counts = client_of(writer), make_claim(thesis, writer), []
        for _ in range(2):
            for _ in range(10):
                make_claim(thesis, writer)
            counts.append(len(queries_of(lambda: client.get(list_of(claim)))))
        assert counts[0] == counts[1] <= 8


class TestShow:
    def test_goes_through_the_family_and_around(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        urls = [claim.get_absolute_url() for claim in family]
        assert [client.get(beside(claim)).url for claim in family] == [*urls[1:], urls[0]]
        back = [client.get(beside(claim, "previous")).url for claim in family]
        assert back == [urls[-1], *urls[:-1]]

    def test_passes_over_what_has_no_page_here(
        self, thesis: Claim, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        below = make_claim(family[1], writer)
        link = below.link_under(thesis, "con", by=thesis.debate.join(writer))[0]
        Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="con", external_title="Else", position=95
        )
        client = client_of(writer)
        assert client.get(beside(family[-1])).url == link.get_absolute_url()
        assert client.get(beside(link)).url == family[0].get_absolute_url()

    def test_from_an_archived_claim_to_the_first_or_the_last(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        gone = family[1]
        gone.archive(by=gone.debate.join(writer))
        client = client_of(writer)
        assert client.get(beside(gone)).url == family[0].get_absolute_url()
        assert client.get(beside(gone, "previous")).url == family[-1].get_absolute_url()

    def test_alone_it_stays(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        only = make_claim(thesis, writer)
        assert client_of(writer).get(beside(only)).url == only.get_absolute_url()
        only.archive(by=thesis.debate.join(writer))
        assert client_of(writer).get(beside(only)).url == only.get_absolute_url()
        root = client_of(writer).get(beside(thesis), follow=True)
        assert root.redirect_chain[-1][0] == thesis.debate.get_absolute_url()


class TestTheTrail:
    def test_says_how_many_stand_beside_each_step(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        open_claim = make_claim(family[0], writer, "Alone here")
        page = client_of(writer).get(open_claim.get_absolute_url())
        assert [step.beside for step in page.context["trail"]] == [0, 3]
        said = page.content.decode()
        assert said.count("claims beside it") == 1
        assert f'hx-get="{list_of(family[0])}"' in said
        assert beside(open_claim).partition("?")[0] not in said

    def test_an_open_claim_leads_to_its_neighbours(
        self, family: list[Claim], writer: User, client_of: SignIn
    ) -> None:
        said = client_of(writer).get(family[2].get_absolute_url()).content.decode()
        assert f'href="{beside(family[2], "previous")}"' in said
        assert "3 claims beside it" in said
