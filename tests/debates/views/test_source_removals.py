"""Taking sources off through the pages, and putting them back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Source
from teams.models import User
from tests.factories import make_claim, make_member, make_source

SignIn = Callable[[User], Client]


@pytest.fixture
def source(thesis: Claim, writer: User, viewer: User) -> Source:
    """By the viewer, on the writer's claim."""
    return make_source(make_claim(thesis, writer), viewer, title="A study")


def url_of(source: Source, verb: str = "create") -> str:
    return reverse(f"debates:source_removal_{verb}", args=[source.claim.debate_id, source.pk])


def in_place(source: Source) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"section#claim-{source.claim_id}-sources"}


def stands(source: Source) -> bool:
    return Source.objects.standing().filter(pk=source.pk).exists()


class TestCreate:
    def test_whoever_added_it_needs_no_reason_and_sees_what_happened(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        assert "Remove your source" in client.get(url_of(source)).content.decode()
        page = client.post(url_of(source), follow=True).content.decode()
        assert not stands(source)
        assert "The source is removed." in page

    def test_others_say_why(self, source: Source, writer: User, client_of: SignIn) -> None:
        client = client_of(writer)
        answer = client.post(url_of(source))
        assert answer.status_code == 422
        assert "Say why" in answer.content.decode()
        assert client.post(url_of(source), {"reason": "A misreading"}).status_code == 302
        assert not stands(source)

    def test_members_who_have_nothing_to_do_with_it_may_not(
        self, source: Source, client_of: SignIn
    ) -> None:
        other = make_member(source.claim.debate.team)
        answer = client_of(other).post(url_of(source), {"reason": "Dislike"})
        assert answer.status_code == 403
        assert stands(source)

    def test_htmx_gets_an_undo_line_where_it_was(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(url_of(source), headers=in_place(source))
        page = answer.content.decode()
        assert 'class="undo"' in page
        assert f'hx-post="{url_of(source, "delete")}"' in page
        assert f'id="source-{source.pk}-body"' not in page

    def test_a_debate_closed_meanwhile_says_so(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        source.claim.debate.close()
        client = client_of(viewer)
        for headers in ({}, in_place(source)):
            answer = client.post(url_of(source), headers=headers)
            assert answer.status_code == 409
            assert "This debate closed on" in answer.content.decode()
        assert stands(source)


class TestDelete:
    def test_whoever_removed_it_puts_it_back(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        source.remove(by=source.claim.debate.join(viewer))
        client = client_of(viewer)
        page = client.post(url_of(source, "delete"), headers=in_place(source)).content.decode()
        assert 'data-announce="The source is back."' in page
        assert stands(source)
        assert client.post(url_of(source, "delete")).status_code == 302

    def test_nobody_puts_back_what_its_adder_took_away(
        self, source: Source, writer: User, facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        source.remove(by=source.claim.debate.join(viewer))
        for person in (writer, facilitator):
            assert client_of(person).post(url_of(source, "delete")).status_code == 403
        assert not stands(source)

    def test_who_frames_puts_back_what_was_removed_by_framing(
        self, source: Source, facilitator: User, owner: User, viewer: User, client_of: SignIn
    ) -> None:
        source.remove(by=source.claim.debate.join(facilitator), reason="Holds a name")
        assert client_of(viewer).post(url_of(source, "delete")).status_code == 403
        assert client_of(owner).post(url_of(source, "delete")).status_code == 302
        assert stands(source)

    def test_a_debate_closed_meanwhile_says_so(
        self, source: Source, viewer: User, client_of: SignIn
    ) -> None:
        source.remove(by=source.claim.debate.join(viewer))
        source.claim.debate.close()
        answer = client_of(viewer).post(url_of(source, "delete"))
        assert answer.status_code == 409
        assert not stands(source)
