"""Searching one debate: what is shown, what narrows it, and what it never tells."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, FlagKind, Naming
from debates.searching import PER_PAGE
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_source, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def ask(client: Client, debate: Debate, *, part: bool = False, **asked: Any) -> Any:
    headers = {"HX-Request": "true", "HX-Target": "section#found"} if part else {}
    return client.get(reverse("debates:search_index", args=[debate.pk]), asked, headers=headers)


def found(client: Client, debate: Debate, **asked: Any) -> list[str]:
    page = ask(client, debate, **asked)
    assert page.status_code == 200
    return [found.claim.text for found in page.context["page"].object_list]


class TestIndex:
    """The page, and the part that is exchanged while one types."""

    def test_a_claim_stands_with_the_way_to_it_its_stance_and_the_words_marked(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        above = make_claim(thesis, writer, "It wakes one up")
        claim = make_claim(
            above, writer, "Too much [Café](https://e.org/) lets one <b>sleep</b>", "con"
        )
        page = ask(client_of(viewer), thesis.debate, q="cafe sle").content.decode()
        assert "1 claim<" in page and "Con</span>" in page
        assert (
            "Too much <mark>Café</mark> lets one &lt;b&gt;<mark>sleep</mark>&lt;/b&gt;</a>" in page
        )
        assert f'href="{claim.get_absolute_url()}"' in page
        way = page.partition('<p class="found__way"')[2].partition("</p>")[0]
        assert way.index(thesis.text) < way.index("It wakes one up")

    def test_of_a_long_way_the_ends_are_named(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = thesis
        for n in range(6):
            claim = make_claim(claim, writer, f"Step {n}")
        page = ask(client_of(writer), thesis.debate, q="step 5").content.decode()
        way = page.partition('<p class="found__way"')[2].partition("</p>")[0]
        assert thesis.text in way and "…" in way and "Step 3" in way and "Step 4" in way
        assert "Step 0" not in way and "Step 2" not in way

    def test_while_one_types_only_what_was_found_is_sent(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Green tea")
        part = ask(client_of(writer), thesis.debate, part=True, q="green").content.decode()
        assert "<html" not in part and "<form" not in part
        assert part.strip().startswith("<section") and 'role="status">1 claim<' in part

    def test_nothing_asked_is_a_page_that_helps(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        page = ask(client_of(viewer), thesis.debate).content.decode()
        assert "finds words that stand together" in page and "cited__claim" not in page
        assert not thesis.debate.participants.filter(user=viewer).exists()

    def test_nothing_found_says_so_and_leads_on_to_the_team(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        page = ask(client_of(viewer), thesis.debate, q="zebra & <i>").content.decode()
        assert "No claim was found." in page and "<i>" not in page
        further = reverse("debates:team_search_index", args=[thesis.debate.team.slug])
        assert f'href="{further}?q=zebra' in page

    def test_pages_lead_on_by_plain_links_that_keep_what_was_asked(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        for n in range(PER_PAGE + 3):
            make_claim(thesis, writer, f"Biscuit {n}")
        client = client_of(writer)
        first = ask(client, thesis.debate, q="biscuit", stance="pro")
        said = first.content.decode()
        assert f"{PER_PAGE + 3} claims" in said
        assert 'href="?q=biscuit&amp;stance=pro&amp;page=2"' in said
        second = found(client, thesis.debate, q="biscuit", stance="pro", page=2)
        shown = [it.claim.text for it in first.context["page"].object_list]
        assert len(second) == 3 and not {*second} & {*shown}
        assert found(client, thesis.debate, q="biscuit", page="0x") == shown

    @pytest.mark.parametrize(
        "asked",
        [
            {"q": "tea\0 \\ ' \" & | ! :* <->"},
            {"q": "tea " * 500},
            {"q": "tea", "author": "9" * 40, "stance": "both", "flag": "'", "source": "\0"},
            {"q": "tea", "page": "-1"},
            {"unvoted": "perhaps", "unread": "\0"},
        ],
    )
    def test_nothing_that_is_asked_is_an_error(
        self, thesis: Claim, writer: User, client_of: SignIn, asked: dict[str, Any]
    ) -> None:
        page = ask(client_of(writer), thesis.debate, **asked)
        assert page.status_code == 200
        assert "errorlist" not in page.content.decode()

    def test_strangers_find_nothing_here(
        self, thesis: Claim, outsider: User, client_of: SignIn
    ) -> None:
        assert ask(client_of(outsider), thesis.debate, q="tea").status_code == 404

    def test_queries_do_not_grow(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        client, claim = client_of(writer), make_claim(thesis, writer, "Biscuit")
        few = queries_of(lambda: ask(client, thesis.debate, q="biscuit"))
        for n in range(12):
            claim = make_claim(claim, writer, f"Biscuit {n}")
        assert len(queries_of(lambda: ask(client, thesis.debate, q="biscuit"))) == len(few)


class TestFilters:
    """What narrows a search, with words and without."""

    def test_stance(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        make_claim(thesis, writer, "Warm tea")
        make_claim(thesis, writer, "Weak tea", "con")
        client, debate = client_of(writer), thesis.debate
        assert found(client, debate, q="tea", stance="con") == ["Weak tea"]
        assert found(client, debate, stance="pro") == ["Warm tea"]
        assert found(client, debate, stance="thesis") == [thesis.text]

    def test_answers_to_a_question_are_theses_and_the_question_is_none(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, writer, "Which tea?", kind="question", theses=["Green", "Black"])
        assert found(client_of(writer), debate, stance="thesis") == ["Black", "Green"]
        assert found(client_of(writer), debate, unvoted="on") == ["Black", "Green"]

    def test_flags_that_wait(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        unclear, unfounded = (make_claim(thesis, writer, text) for text in ("Hm", "So they say"))
        by = thesis.debate.join(viewer)
        unclear.flag(FlagKind.UNCLEAR, by=by)
        unfounded.flag(FlagKind.SOURCE, by=by)
        client, debate = client_of(writer), thesis.debate
        assert found(client, debate, flag="unclear") == ["Hm"]
        assert found(client, debate, flag="any") == ["So they say", "Hm"]
        unclear.answer_flags(FlagKind.UNCLEAR, "Like so", by=debate.join(writer))
        assert found(client, debate, flag="unclear") == []

    def test_sources(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        studied, linked, _bare = (
            make_claim(thesis, writer, text)
            for text in ("Studied", "[Linked](https://e.org/)", "Bare")
        )
        make_source(studied, writer, kind="research")
        gone = make_source(linked, writer, kind="story")
        gone.remove(by=thesis.debate.join(writer))
        client, debate = client_of(writer), thesis.debate
        assert found(client, debate, source="research") == ["Studied"]
        assert found(client, debate, source="any") == ["Studied"]
        assert found(client, debate, source="story") == []
        assert found(client, debate, source="none") == ["Bare", thesis.text]

    def test_unvoted_and_unread_are_the_readers_own(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        thesis.debate.join(viewer)
        for text in ("Hot", "Cold"):
            make_vote(make_claim(thesis, writer, text), writer, 3)
        make_vote(thesis, viewer, 2)
        make_vote(Claim.objects.get(text="Hot"), viewer, 0)
        client, debate = client_of(viewer), thesis.debate
        assert found(client, debate, unvoted="on") == ["Cold"]
        assert found(client, debate, unread="on") == ["Cold", "Hot"]
        client.get(Claim.objects.get(text="Hot").get_absolute_url())
        assert found(client, debate, unread="on") == ["Cold"]
        assert found(client_of(writer), debate, unread="on") == []
        assert found(client_of(writer), debate, unvoted="on") == [thesis.text]

    def test_author_in_a_named_debate(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Mine")
        make_claim(thesis, viewer, "Theirs")
        client = client_of(writer)
        assert found(client, thesis.debate, author=viewer.pk) == ["Theirs"]
        page = ask(client, thesis.debate).content.decode()
        assert f'<option value="{viewer.pk}">{viewer.name}</option>' in page

    def test_whoever_left_cannot_be_asked_for(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, viewer, "Theirs")
        thesis.debate.participants.filter(user=viewer).update(user=None)
        page = ask(client_of(writer), thesis.debate).content.decode()
        assert "Somebody who left" not in page and 'name="author"' not in page


class TestMasks:
    """Where names are hidden one cannot search by them."""

    def test_in_a_masked_debate_masks_are_asked_for_and_nothing_else_answers(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        make_claim(root_of(debate), writer, "Kettles")
        make_claim(root_of(debate), facilitator, "Saucers")
        author, client = debate.join(writer), client_of(viewer)
        page = ask(client, debate, q="kettles").content.decode()
        assert f'<option value="{author.mask}">{author.mask}</option>' in page
        assert writer.name not in page and f'"{author.pk}"' not in page
        assert found(client, debate, author=author.mask) == ["Kettles"]
        for guess in (writer.pk, author.pk, writer.name, writer.email):
            # Left out, as if it had not been asked: what is found says nothing about the guess.
            assert len(found(client, debate, q="kettles or saucers", author=guess)) == 2

    def test_without_masks_nobody_can_be_asked_for(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        make_claim(root_of(debate), writer, "Kettles")
        make_claim(root_of(debate), viewer, "Saucers")
        author, client = debate.join(writer), client_of(facilitator)
        page = ask(client, debate, q="kettles").content.decode()
        assert 'name="author"' not in page and writer.name not in page
        for guess in (writer.pk, author.pk, "Somebody"):
            assert len(found(client, debate, q="kettles or saucers", author=guess)) == 2

    def test_names_that_were_hidden_since_cannot_be_asked_for(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "Mine")
        Debate.objects.filter(pk=thesis.debate_id).update(naming=Naming.MASKED)
        thesis.debate.participants.all().give_masks()
        client = client_of(viewer)
        assert found(client, thesis.debate, author=writer.pk) == []
        assert writer.name not in ask(client, thesis.debate).content.decode()


def test_the_way_to_it_stands_on_every_claim_and_on_the_teams_page(
    team: Team, thesis: Claim, writer: User, client_of: SignIn
) -> None:
    client, claim = client_of(writer), make_claim(thesis, writer)
    address = reverse("debates:search_index", args=[thesis.debate_id])
    for place in (thesis, claim):
        page = client.get(place.get_absolute_url()).content.decode()
        assert f'href="{address}" aria-keyshortcuts="/"' in page
    assert f'action="{reverse("debates:team_search_index", args=[team.slug])}"' in (
        client.get(team.get_absolute_url()).content.decode()
    )
