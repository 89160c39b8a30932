"""What has been said already, under the field and as a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def address(under: Claim) -> str:
    return reverse("debates:similar_claim_index", args=[under.debate_id, under.pk])


def ask(client: Client, under: Claim, text: str, *, slot: str = "") -> Any:
    headers = {"HX-Request": "true", "HX-Target": f"div#{slot}"} if slot else {}
    return client.get(address(under), {"text": text}, headers=headers)


class TestIndex:
    """The list and its page."""

    @pytest.mark.parametrize("stance", ["pro", "con", "reply"])
    def test_under_the_field_stands_what_it_says_and_where(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn, stance: str
    ) -> None:
        above = make_claim(thesis, viewer, "It wakes one up")
        said = make_claim(above, viewer, "Only [tea](https://e.org/t) lets one sleep later", "con")
        slot = f"claim-{thesis.pk}-{stance}-similar"
        page = ask(client_of(writer), thesis, "Tea lets one sleep later", slot=slot)
        text = page.content.decode()
        assert "<html" not in text and "1 similar claim" in text
        assert "Only tea lets one sleep later" in text and "It wakes one up" in text
        assert said.get_absolute_url() in text and "Con</span>" in text

    def test_without_script_it_is_a_page_with_a_form(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Green tea is bitter")
        client = client_of(writer)
        adding = reverse("debates:claim_new", args=[thesis.debate_id, thesis.pk])
        assert address(thesis) in client.get(adding).content.decode().partition("<noscript>")[2]
        page = ask(client, thesis, "Green tea is bitter").content.decode()
        assert "<html" in page and "1 similar claim" in page
        assert 'name="text"' in page and adding in page
        assert "Nobody has said anything like it" in (
            ask(client, thesis, "Something else entirely").content.decode()
        )

    @pytest.mark.parametrize(
        "text", ["", "Green tea", "[Green](https://example.org/long)", "Green tea is\0 bitter",
                 "Green tea is bitter " * 500]
    )  # fmt: skip
    def test_too_short_too_long_and_unreadable_find_nothing(
        self, thesis: Claim, writer: User, client_of: SignIn, text: str
    ) -> None:
        make_claim(thesis, writer, "Green tea is bitter")
        page = ask(client_of(writer), thesis, text, slot=f"claim-{thesis.pk}-pro-similar")
        assert page.status_code == 200
        assert page.content.strip() == b""

    def test_looking_makes_nobody_a_participant(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        ask(client_of(viewer), thesis, "Green tea is bitter")
        assert not thesis.debate.participants.filter(user=viewer).exists()

    def test_in_a_masked_debate_it_names_nobody(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=Naming.MASKED))
        make_claim(root, writer, "Green tea is bitter")
        page = ask(client_of(viewer), root, "Green tea is bitter").content.decode()
        assert "1 similar claim" in page
        assert writer.name not in page

    def test_a_claim_that_was_archived_meanwhile_is_not_there(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        gone = make_claim(thesis, writer)
        Claim.objects.filter(pk=gone.pk).update(archived_at=gone.created_at)
        assert ask(client_of(writer), gone, "Green tea is bitter").status_code == 404

    def test_queries_do_not_grow(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        client = client_of(writer)
        make_claim(thesis, writer, "Green tea is bitter")
        few = queries_of(lambda: ask(client, thesis, "Green tea is bitter"))
        for n in range(8):
            make_claim(thesis, writer, f"Green tea is bitter {n}")
        assert len(queries_of(lambda: ask(client, thesis, "Green tea is bitter"))) == len(few)
