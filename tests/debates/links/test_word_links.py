"""Links in a claim's own words are looked at as its sources are."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from debates.links.checking import check_due, plan
from debates.models import Claim, LinkCheck, LinkState
from debates.models.link_check import PLANNED, READ
from debates.models.word_links import word_links
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_source, make_team, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
PAGE = "https://example.org/a"


def known() -> list[str]:
    return sorted(LinkCheck.objects.values_list("url", flat=True))


def found(state: LinkState, url: str = PAGE) -> None:
    """As the worker notes it."""
    now = timezone.now()
    checks = LinkCheck.objects.filter(url=url)
    checks.update(state=state, checked_at=now, next_at=now + timedelta(days=7))


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    claim = make_claim(thesis, writer, f"It warms, as [somebody]({PAGE}) measured")
    plan()
    return claim


class TestPlan:
    @pytest.mark.parametrize(
        ("text", "urls"),
        [
            ("[a](https://e.org/1) and [b](HTTP://e.org/2)", ["HTTP://e.org/2", "https://e.org/1"]),
            (r"[a](https://e.org/x\_y\)z)", ["https://e.org/x_y)z"]),
            ("[a](https://e.org/x_(y))", ["https://e.org/x_(y)"]),
            (r"[a\](https://e.org/1)", []),
            ("[a](mailto:a@e.org) [b](javascript:x) [c](/here) [d]()", []),
            ("[a](https://e.org/with a space) [b](https://[half)", []),
            (f"[a](https://e.org/{'ü' * 1100})", []),
            ("https://e.org/bare", []),
        ],
    )
    def test_addresses_are_taken_in_as_they_read(
        self, text: str, urls: list[str], thesis: Claim, writer: User
    ) -> None:
        make_claim(thesis, writer, text)
        assert plan() == len(urls)
        assert known() == urls
        assert plan() == 0

    def test_one_that_is_a_source_too_is_one(self, thesis: Claim, writer: User) -> None:
        make_claim(thesis, writer, f"[a]({PAGE})")
        make_source(thesis, writer, PAGE)
        assert plan() == 1

    def test_only_what_readers_see(self, thesis: Claim, writer: User, facilitator: User) -> None:
        by = thesis.debate.join(writer)
        above = make_claim(thesis, writer)
        make_claim(above, writer, f"[a]({PAGE})")
        above.archive(by=by)
        assert plan() == 0
        make_claim(thesis, writer, f"[a]({PAGE})")
        thesis.debate.put_in_bin(by=facilitator)
        assert plan() == 0

    def test_teams_do_not_share_what_is_known(self, claim: Claim) -> None:
        team = make_team()
        other = make_member(team)
        elsewhere = make_claim(root_of(make_debate(team, other)), other, f"[a]({PAGE})")
        assert plan() == 1
        LinkCheck.objects.filter(team=claim.debate.team).update(
            state=LinkState.DEAD, checked_at=timezone.now()
        )
        assert [link.url for link in claim.troubled_links] == [PAGE]
        assert elsewhere.troubled_links == []

    def test_many_are_taken_in_by_and_by(self, thesis: Claim) -> None:
        Claim.objects.bulk_create(
            Claim(debate=thesis.debate, parent=thesis, stance="pro", text=f"[a](https://e.org/{n})")
            for n in range(READ + 10)
        )
        assert plan() == PLANNED
        assert plan() == READ + 10 - PLANNED
        assert plan() == 0

    def test_what_nobody_says_any_more_is_forgotten(self, claim: Claim, writer: User) -> None:
        check = LinkCheck.objects.get()
        assert check.is_cited()
        # Longer, so the same letters stand in it.
        claim.reword(f"[so]({PAGE}/b)", by=claim.debate.join(writer), version=1)
        assert not check.is_cited()
        assert check_due().total() == 0
        assert not LinkCheck.objects.exists()

    def test_backslashes_do_not_hide_that_it_is_cited(self, thesis: Claim, writer: User) -> None:
        make_claim(thesis, writer, r"[a](https\://e.org/x\_y)")
        plan()
        assert LinkCheck.objects.get().is_cited()


class TestTroubledLinks:
    @pytest.mark.parametrize(
        ("state", "is_said"),
        [
            (LinkState.WAITING, False),
            (LinkState.FINE, False),
            (LinkState.UNKNOWN, False),
            (LinkState.UNREACHABLE, True),
            (LinkState.DEAD, True),
        ],
    )
    def test_the_claim_says_what_its_sources_would(
        self, state: LinkState, is_said: bool, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        found(state)
        page = client_of(viewer).get(claim.get_absolute_url()).content.decode()
        said = "The page is gone" if state == LinkState.DEAD else "Did not answer on"
        assert (said in page) is is_said
        assert ("in its words" in page) is is_said

    def test_of_similar_addresses_only_that_one_is_told(self, thesis: Claim, writer: User) -> None:
        claim = make_claim(thesis, writer, rf"[a]({PAGE}\_b), [b]({PAGE})")
        plan()
        found(LinkState.DEAD, f"{PAGE}_b")
        assert [(link.anchor, link.url) for link in claim.troubled_links] == [("a", f"{PAGE}_b")]
        other = make_claim(thesis, writer, f"[c]({PAGE}_bc)")
        assert other.troubled_links == []

    def test_the_page_asks_no_more_for_it(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        plain = queries_of(lambda: client.get(claim.get_absolute_url()))
        found(LinkState.DEAD)
        assert len(queries_of(lambda: client.get(claim.get_absolute_url()))) == len(plain) <= 10

    def test_a_house_that_keeps_to_itself_says_nothing(
        self, claim: Claim, settings: Settings
    ) -> None:
        found(LinkState.DEAD)
        settings.LINKS_CHECKED = False
        assert claim.troubled_links == []


class TestInTheList:
    def test_the_list_says_it_and_lists_the_gone_apart(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer, kind="story")
        make_claim(claim, viewer, "[b](https://example.org/fine)")
        plan()
        found(LinkState.DEAD)
        url = reverse("debates:source_index", args=[claim.debate_id])
        answer = client_of(viewer).get(f"{url}?kind=gone")
        [cited] = answer.context["page"]
        assert ([link.url for link in cited.links], cited.sources) == ([PAGE], [])
        assert [(choice.value, choice.number) for choice in answer.context["choices"]] == [
            ("", 3), ("story", 1), ("none", 2), ("gone", 1),
        ]  # fmt: skip
        assert answer.content.decode().count("The page is gone, seen on") == 1

    def test_another_teams_knowledge_is_not_shown(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, f"[a]({PAGE})")
        LinkCheck.objects.create(
            team=Team.objects.create(name="Else", slug="else"),
            url=PAGE,
            host="example.org",
            state=LinkState.DEAD,
            checked_at=timezone.now(),
        )
        url = reverse("debates:source_index", args=[thesis.debate_id])
        assert "The page is gone" not in client_of(writer).get(url).content.decode()


def test_links_without_words_are_called_by_their_address() -> None:
    assert [link.anchor for link in word_links(f"[ ]({PAGE})")] == [PAGE]
