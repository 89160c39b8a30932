"""The list of one's own votes that may not fit together."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.ballot_page import MOST_SHOWN
from debates.models import Claim
from teams.models import User
from tests.factories import make_claim, make_vote
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def list_of(claim: Claim) -> str:
    return reverse("debates:inconsistency_index", args=[claim.debate_id])


def make_torn_claim(parent: Claim, author: User, voter: User, text: str = "") -> Claim:
    """A claim rated high although its pro does not matter and its con does."""
    claim = make_claim(parent, author, text)
    for below, value in ((make_claim(claim, author), 0), (make_claim(claim, author, "", "con"), 4)):
        make_vote(below, voter, value)
    make_vote(claim, voter, 4)
    return claim


class TestIndex:
    def test_it_says_what_is_seen_with_a_way_to_change_either_vote(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_torn_claim(thesis, writer, viewer, "Weighed")
        page = client_of(viewer).get(list_of(thesis)).content.decode()
        assert "You gave this claim a high impact" in page
        con = claim.children.get(stance="con")
        for named in (claim, con):
            url = reverse("debates:ballot_edit", args=[thesis.debate_id, named.pk])
            assert f'href="{url}?then=inconsistencies"' in page
        assert "Your vote: 4, very high" in page

    def test_two_places_of_one_claim_are_told_apart_by_what_they_answer(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        here, there = make_claim(thesis, writer, "Here"), make_claim(thesis, writer, "There")
        target = make_claim(here, writer, "Said once")
        link = Claim.objects.create(
            debate=thesis.debate, parent=there, stance="con", links_to=target, position=1
        )
        make_vote(target, viewer, 4)
        make_vote(link, viewer, 0)
        page = client_of(viewer).get(list_of(thesis)).content.decode()
        assert "The same claim stands in two places" in page
        assert "Under “Here”" in page
        assert "Under “There”" in page

    def test_others_see_nothing_of_it(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_torn_claim(thesis, writer, viewer)
        page = client_of(writer).get(list_of(thesis)).content.decode()
        assert "None stand out." in page

    def test_in_a_closed_debate_they_are_shown_but_not_changed(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_torn_claim(thesis, writer, viewer)
        thesis.debate.close()
        page = client_of(viewer).get(list_of(thesis)).content.decode()
        assert "You gave this claim a high impact" in page
        assert "Change it" not in page

    def test_queries_do_not_grow_and_the_rest_is_counted(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(viewer), []
        for size in (3, MOST_SHOWN):
            for _ in range(size):
                make_torn_claim(thesis, writer, viewer)
            counts.append(len(queries_of(lambda: client.get(list_of(thesis)))))
        assert counts[0] == counts[1] <= 9
        page = client.get(list_of(thesis)).content.decode()
        assert page.count("You gave this claim a high impact") == MOST_SHOWN
        assert "And 3 more." in page
