"""The outline: a page to read, to fold, to search and to print."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.seed import seed_debate
from debates.models import Claim, Debate
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_source, make_vote, root_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def show(client: Client, debate: Debate, **query: Any) -> str:
    response = client.get(reverse("debates:outline_show", args=[debate.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def numbers(html: str) -> dict[str, str]:
    """What stands at each number, the head included."""
    found = re.findall(r'outline__number">([^<]*)</span>.*?<a[^>]*>([^<]*)</a>', html, re.DOTALL)
    return dict(found)


def unfolded(html: str) -> int:
    return html.count("<details open><summary")


@pytest.fixture
def argued(thesis: Claim, writer: User, viewer: User) -> dict[str, Claim]:
    """Four levels: a pro, its con, the answer to that, and a con beside."""
    pro = make_claim(thesis, writer, "It warms")
    attack = make_claim(pro, viewer, "Not in July", stance="con")
    answer = make_claim(attack, writer, "Iced tea does", stance="con")
    con = make_claim(thesis, viewer, "It stains", stance="con")
    return {"pro": pro, "attack": attack, "answer": answer, "con": con}


class TestShow:
    def test_every_claim_stands_with_its_number_and_leads_to_its_page(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        html = show(client_of(viewer), debate)
        assert numbers(html) == {
            "1.": "Tea is better than coffee",
            "1.1.": "It warms",
            "1.1.1.": "Not in July",
            "1.1.1.1.": "Iced tea does",
            "1.2.": "It stains",
        }
        for claim in argued.values():
            assert f'id="o{claim.pk}-text" href="{claim.get_absolute_url()}"' in html

    def test_a_question_has_theses(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, "What shall we drink?", kind="question")
        make_claim(root_of(debate), viewer, "Tea", stance=None)
        html = show(client_of(viewer), debate)
        assert re.findall(r'outline__stance">(\w+)', html) == ["Question", "Thesis"]

    def test_an_empty_debate_says_so_and_leads_on(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        html = show(client_of(viewer), debate)
        assert "Nobody has added a claim here yet." in html
        assert "How far to unfold" not in html

    def test_archived_claims_are_left_out_with_what_is_below(
        self,
        client_of: ClientOf,
        viewer: User,
        debate: Debate,
        writer: User,
        argued: dict[str, Claim],
    ) -> None:
        make_source(argued["answer"], viewer, title="Hidden as well")
        argued["pro"].archive(by=debate.join(writer))
        html = show(client_of(viewer), debate)
        assert numbers(html) == {"1.": "Tea is better than coffee", "1.1.": "It stains"}
        assert "Hidden as well" not in html

    @pytest.mark.parametrize(("levels", "expected"), [("1", 0), ("2", 1), ("3", 2), ("all", 2)])
    def test_folds_are_open_as_far_as_asked(
        self,
        client_of: ClientOf,
        viewer: User,
        debate: Debate,
        argued: dict[str, Claim],
        levels: str,
        expected: int,
    ) -> None:
        html = show(client_of(viewer), debate, levels=levels)
        assert unfolded(html) == expected
        assert html.count("</details></li>") == 2
        assert len(numbers(html)) == 5
        (current,) = re.findall(r'levels=(\w+)" aria-current="true"', html)
        assert current == ("all" if levels in ("3", "all") else levels)

    @pytest.mark.parametrize("asked", ["", "0", "-1", "x", "٣", "9" * 30])
    def test_nonsense_is_as_if_it_had_not_been_asked(
        self,
        client_of: ClientOf,
        viewer: User,
        debate: Debate,
        argued: dict[str, Claim],
        asked: str,
    ) -> None:
        client = client_of(viewer)
        html = show(client, debate, levels=asked, branch=asked, print=asked)
        assert numbers(html) == numbers(show(client, debate))
        assert unfolded(html) == 2

    def test_a_branch_can_be_had_alone_with_its_numbers(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        html = show(client_of(viewer), debate, branch=argued["attack"].pk)
        assert numbers(html) == {"1.1.1.": "Not in July", "1.1.1.1.": "Iced tea does"}
        assert "The whole outline" in html

    def test_a_claim_of_another_debate_is_no_branch(
        self, client_of: ClientOf, viewer: User, debate: Debate, outsider: User
    ) -> None:
        elsewhere = make_debate(outsider.memberships.get().team, outsider, "Canary elsewhere")
        secret = make_claim(root_of(elsewhere), outsider, "Canary")
        assert "Canary" not in show(client_of(viewer), debate, branch=secret.pk)

    def test_a_branch_that_a_link_shows_first_is_found_by_its_claim(
        self,
        client_of: ClientOf,
        viewer: User,
        debate: Debate,
        argued: dict[str, Claim],
    ) -> None:
        below = make_claim(argued["con"], viewer, "On every cup", stance="pro")
        link = argued["con"].link_under(argued["pro"], "con", by=debate.join(viewer))[0]
        html = show(client_of(viewer), debate)
        assert numbers(html)["1.1.2.1."] == "On every cup"
        assert f'href="#o{link.pk}">→ 1.1.2.</a>' in html
        alone = show(client_of(viewer), debate, branch=argued["con"].pk)
        assert numbers(alone) == {"1.1.2.": "It stains", "1.1.2.1.": below.text}

    def test_sources_are_numbers_and_a_list_at_the_end(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        url = "https://example.org/kettles"
        make_source(argued["attack"], viewer, url, title="Kettles", quotation="They whistle")
        make_source(argued["con"], viewer, url, quotation="They shine", kind="research")
        make_source(argued["con"], viewer, "https://example.org/cups")
        make_claim(argued["con"], viewer, "See [the cups](https://example.org/cups), [x](js:y)")
        make_source(argued["con"], viewer, title="Gone").remove(by=debate.join(viewer))
        html = show(client_of(viewer), debate)
        marks = re.findall(r'id="o(\d+)-text"[^>]*>[^<]*</a>((?:<sup.*?</sup>)+)', html)
        found = {int(pk): re.findall(r'href="#source-(\d+)"', sup) for pk, sup in marks}
        reply = Claim.objects.get(text__startswith="See ")
        assert found == {argued["attack"].pk: ["1"], argued["con"].pk: ["1", "2"], reply.pk: ["2"]}
        listed = html[html.index('id="sources-title"') :]
        assert re.findall(r'id="source-(\d+)"', listed) == ["1", "2"]
        assert "They whistle" in listed
        assert "They shine" in listed
        assert "Gone" not in listed
        assert "js:y" not in html

    def test_texts_are_plain_and_escaped(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        make_claim(thesis, viewer, "<script>alert(1)</script> [here](javascript:alert)")
        html = show(client_of(viewer), debate)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; here" in html
        assert "javascript:" not in html

    def test_for_paper_everything_is_unfolded_below_the_background(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, background="What is *meant*", title="On tea")
        claim = root_of(debate)
        for n in range(8):
            claim = make_claim(claim, viewer, f"Level {n}")
        html = show(client_of(viewer), debate, print="1", levels="1")
        assert unfolded(html) == 7
        assert "<em>meant</em>" in html
        assert "On tea" in html
        assert "As it stood on" in html
        assert "data-printing" in html

    @pytest.mark.parametrize("naming", ["named", "masked", "unattributed"])
    def test_nobody_is_named_and_no_vote_is_shown(
        self, client_of: ClientOf, team: Team, facilitator: User, viewer: User, naming: str
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming, votes_shown="always")
        claim = make_claim(root_of(debate), facilitator)
        client = client_of(viewer)
        before = show(client, debate)
        make_vote(claim, facilitator, 4)
        assert numbers(show(client, debate)) == numbers(before)
        assert facilitator.name not in before
        assert "impact" not in show(client, debate)

    def test_strangers_find_nothing(
        self, client_of: ClientOf, outsider: User, debate: Debate
    ) -> None:
        url = reverse("debates:outline_show", args=[debate.pk])
        assert client_of(outsider).get(url).status_code == 404

    def test_queries_and_bytes_do_not_run_away(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        client, counts = client_of(viewer), []
        for claims in (10, 1_000):
            debate = seed_debate(claims, team, [facilitator])[0]
            with CaptureQueriesContext(connection) as asked:
                show(client, debate)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 8
        url = reverse("debates:outline_show", args=[debate.pk])
        packed = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert len(packed.content) * 4 < len(gzip.decompress(packed.content))
