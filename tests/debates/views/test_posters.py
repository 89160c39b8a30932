"""The overview as SVG and PNG."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Claim, Debate
from debates.overview.colours import MODES
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
SVG = "{http://www.w3.org/2000/svg}"


def ask(client: Client, debate: Debate, form: str = "svg", **query: Any) -> Any:
    return client.get(reverse("debates:poster_show", args=[debate.pk, form]), query)


def drawn(client: Client, debate: Debate, **query: Any) -> ET.Element:
    answer = ask(client, debate, **query)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)


def words(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


class TestShow:
    def test_a_stranger_finds_nothing(
        self, client_of: ClientOf, outsider: User, debate: Debate
    ) -> None:
        for form in ("svg", "png"):
            assert ask(client_of(outsider), debate, form).status_code == 404

    def test_other_forms_are_not_there(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        assert ask(client_of(viewer), debate, "gif").status_code == 404

    def test_is_read_only(self, client_of: ClientOf, viewer: User, debate: Debate) -> None:
        url = reverse("debates:poster_show", args=[debate.pk, "svg"])
        assert client_of(viewer).post(url).status_code == 405

    @pytest.mark.parametrize("colour", MODES)
    def test_says_title_numbers_legend_and_day(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim, colour: str
    ) -> None:
        make_claim(thesis, viewer, stance="con")
        client = client_of(viewer)
        svg = drawn(client, debate, colour=colour)
        said = words(svg)
        assert said[:3] == ["Tea is better than coffee", "1", "claim"]
        assert "1 claim: 0% grow out of the pros, 100% out of the cons." in said
        assert str(timezone.localdate().year) in said[-1]
        assert str(MODES[colour].label) in said[-1]
        assert not list(svg.iter(f"{SVG}a"))

    def test_is_a_file_named_after_the_debate_and_its_colours(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        answer = ask(client_of(viewer), debate, colour="thesis")
        assert answer["Content-Type"] == "image/svg+xml"
        name = f"tea-is-better-than-coffee-{debate.pk}-thesis.svg"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'

    def test_of_a_branch_says_the_claim_and_the_debate(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        claim = make_claim(thesis, viewer, "It [warms](https://example.org)")
        said = words(drawn(client_of(viewer), debate, centre=claim.pk))
        assert said[0] == "It warms"
        assert "Tea is better than coffee" in said[-1]

    def test_holds_no_more_than_the_reader_may_see(
        self, client_of: ClientOf, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming="masked")
        claim = make_claim(root_of(debate), writer)
        make_vote(claim, writer, 4)
        client = client_of(viewer)
        for colour in MODES:
            assert writer.name not in ask(client, debate, colour=colour).content.decode()
        assert "votes you do not see" in words(drawn(client, debate, colour="impact"))

    def test_what_was_typed_is_escaped_and_cut(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        claim = make_claim(thesis, viewer, "<b>&</b> " + "very " * 90)
        said = words(drawn(client_of(viewer), debate, centre=claim.pk))
        assert said[0].startswith("<b>&</b> very")
        assert said[2].endswith("…")

    def test_costs_the_same_queries_for_more_claims(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        client, counts = client_of(viewer), []
        for claims in (2, 20):
            for _ in range(claims):
                make_claim(thesis, viewer)
            counts.append(len(queries_of(lambda: ask(client, debate, colour="people"))))
        assert counts[0] == counts[1] <= 10

    def test_png_has_pixels_in_the_colours_of_both_sides(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        make_claim(thesis, viewer)
        answer = ask(client_of(viewer), debate, "png")
        assert answer["Content-Type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG\r\n")
        width, height = (int.from_bytes(answer.content[at : at + 4]) for at in (16, 20))
        svg = drawn(client_of(viewer), debate)
        assert (width, height) == (
            2 * int(float(svg.get("width", 0))),
            2 * int(float(svg.get("height", 0))),
        )
        # An empty sheet of this size takes a few kilobytes.
        assert len(answer.content) > 15_000
