"""The overview page, its panel, and the captions of segments."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.seed import seed_debate
from debates.models import Claim, Debate, Participant
from debates.overview.colours import MODES
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PANEL = {"HX-Request": "true", "HX-Target": "div#overview"}


def show(
    client: Client, debate: Debate, headers: dict[str, str] | None = None, **query: Any
) -> Any:
    url = reverse("debates:overview_show", args=[debate.pk])
    return client.get(url, query, headers=headers)


def caption(client: Client, claim: Claim, **query: Any) -> Any:
    url = reverse("debates:overview_caption", args=[claim.debate_id, claim.pk])
    return client.get(url, query)


def page(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


def picture(html: str) -> str:
    (found,) = re.findall(r"<svg class=\"sunburst\".*?</svg>", html, re.DOTALL)
    return found


def drawn(html: str) -> set[int]:
    """The claims in the rings; the one in the middle stands before them."""
    return {int(pk) for pk in re.findall(r'<a id="s(\d+)"', picture(html))[1:]}


@pytest.fixture
def argued(thesis: Claim, writer: User, viewer: User) -> dict[str, Claim]:
    """Two pros, one of them attacked twice; one con."""
    pro = make_claim(thesis, writer, "It warms")
    con = make_claim(thesis, viewer, "It stains", stance="con")
    return {
        "pro": pro,
        "lone": make_claim(thesis, viewer, "It keeps"),
        "con": con,
        "attack": make_claim(pro, viewer, "Not in *July*", stance="con"),
        "other": make_claim(pro, viewer, "Nor in a [flask](https://example.org)", stance="con"),
    }


class TestShow:
    def test_visitors_are_asked_to_sign_in(self, client: Client, debate: Debate) -> None:
        assert show(client, debate).status_code == 302

    def test_a_stranger_finds_nothing(
        self, client_of: ClientOf, outsider: User, debate: Debate
    ) -> None:
        assert show(client_of(outsider), debate).status_code == 404
        assert show(client_of(outsider), debate, PANEL).status_code == 404

    def test_it_is_read_only(self, client_of: ClientOf, viewer: User, debate: Debate) -> None:
        url = reverse("debates:overview_show", args=[debate.pk])
        assert client_of(viewer).post(url).status_code == 405

    def test_looking_makes_nobody_a_participant(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        show(client_of(viewer), debate)
        assert not Participant.objects.filter(user=viewer).exists()

    @pytest.mark.usefixtures("argued")
    def test_picture_outline_and_database_have_the_same_numbers(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        html = page(show(client_of(viewer), debate))
        claims = set(debate.claims.exclude(parent=None).values_list("pk", flat=True))
        outlined = {int(pk) for pk in re.findall(r'<li id="o(\d+)"', html)}
        assert drawn(html) == outlined == claims
        assert re.search(r'<text class="number"[^>]*>5<', html)
        assert "5 claims: 80% grow out of the pros, 20% out of the cons." in html
        assert "2 claims below" in html

    def test_random_debates_have_the_same_numbers_everywhere(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        client = client_of(viewer)
        for seed in range(5):
            debate = seed_debate(60, team, [facilitator], seed=seed)[0]
            html = page(show(client, debate))
            shown = drawn(html)
            merged = sum(int(n) for n in re.findall(r'data-more="(\d+)"', html))
            outlined = len(re.findall(r'<li id="o\d+"', html))
            assert len(shown) + merged == outlined == debate.claims.count() - 1

    def test_archived_claims_are_not_counted(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        Claim.objects.filter(pk=argued["pro"].pk).update(archived_at=timezone.now())
        html = page(show(client_of(viewer), debate))
        assert drawn(html) == {argued["lone"].pk, argued["con"].pk}

    def test_an_empty_debate_says_so(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        html = page(show(client_of(viewer), debate))
        assert "Nobody has added a pro or a con yet." in html
        assert drawn(html) == set()

    def test_a_question_shows_its_theses_in_a_ring_of_their_own(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, "What shall we drink?", kind="question")
        tea = make_claim(root_of(debate), viewer, "Tea", stance=None)
        make_claim(tea, viewer, "It warms")
        html = page(show(client_of(viewer), debate))
        assert 'class="thesis"' in picture(html)
        assert "1 claim: 100% grow out of the pros" in html
        assert "a thesis" in html

    def test_texts_are_plain_and_escaped(
        self, client_of: ClientOf, viewer: User, debate: Debate, thesis: Claim
    ) -> None:
        make_claim(thesis, viewer, "<script>alert(1)</script> [here](javascript:alert)")
        html = page(show(client_of(viewer), debate))
        assert "&lt;script&gt;alert(1)&lt;/script&gt; here" in html
        assert "javascript:" not in html

    @pytest.mark.parametrize("naming", ["masked", "unattributed"])
    @pytest.mark.parametrize("colour", MODES)
    def test_nobody_is_named(
        self,
        client_of: ClientOf,
        team: Team,
        facilitator: User,
        viewer: User,
        naming: str,
        colour: str,
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming)
        claim = make_claim(root_of(debate), facilitator)
        client = client_of(viewer)
        answers = [page(show(client, debate, target, colour=colour)) for target in (None, PANEL)]
        for html in (*answers, page(caption(client, claim))):
            assert facilitator.name not in html
            assert facilitator.email not in html

    def test_colours_can_show_the_stance_to_the_thesis(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        defence = make_claim(argued["con"], viewer, stance="con")
        client = client_of(viewer)
        to_parent, to_thesis = (
            picture(page(show(client, debate, colour=colour))) for colour in ("stance", "thesis")
        )
        segment = rf'<a id="s{defence.pk}"[^>]*><path class="(\w+)"'
        assert re.findall(segment, to_parent) == ["con"]
        assert re.findall(segment, to_thesis) == ["pro"]

    @pytest.mark.parametrize("asked", ["", "rainbow", "<script>"])
    def test_an_unknown_colour_is_the_usual_one(
        self, client_of: ClientOf, viewer: User, debate: Debate, asked: str
    ) -> None:
        html = page(show(client_of(viewer), debate, colour=asked))
        assert re.search(r'<a id="overview-colour-stance"[^>]* aria-current="true"', html)
        assert "<script>" not in html

    def test_the_colours_chosen_last_are_kept_for_the_next_picture(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        show(client, debate, PANEL, colour="people")
        current = r'<a id="overview-colour-(\w+)"[^>]* aria-current="true"'
        assert re.findall(current, page(show(client, debate))) == ["people"]
        assert re.findall(current, page(show(client, debate, colour="stance"))) == ["stance"]
        assert re.findall(current, page(show(client, debate))) == ["stance"]

    def test_colours_that_a_debate_does_not_offer_are_the_usual_ones(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, naming="unattributed", votes_shown="closed")
        make_claim(root_of(debate), facilitator)
        for colour in ("people", "impact"):
            html = page(show(client_of(viewer), debate, colour=colour))
            assert f"overview-colour-{colour}" not in html
            assert 'class="pro"' in picture(html)

    def test_archived_claims_can_be_shown_and_say_so(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        argued["pro"].archive(by=debate.join(viewer), reason="Said twice")
        html = page(show(client_of(viewer), debate, archived=1))
        assert drawn(html) == {claim.pk for claim in argued.values()}
        assert picture(html).count("overview-picture-gone)") == 3
        assert "3 of them are archived." in html
        assert "(archived) It warms" in html
        assert "Without archived claims" in html

    def test_a_link_in_the_middle_is_what_it_shows(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        link = argued["pro"].link_under(argued["con"], "con", by=debate.join(viewer))[0]
        html = page(show(client_of(viewer), debate, centre=link.pk))
        assert drawn(html) == {argued["attack"].pk, argued["other"].pk}

    def test_a_claim_can_be_the_centre_with_the_way_back(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        html = page(show(client_of(viewer), debate, centre=argued["pro"].pk))
        assert drawn(html) == {argued["attack"].pk, argued["other"].pk}
        way = re.search(r'<ol class="overview__path">.*?</ol>', html, re.DOTALL)
        assert way
        assert "Tea is better than coffee" in way[0]
        assert "It warms" in way[0]

    @pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999999999999", "999999999"])
    def test_a_centre_that_is_not_there_shows_the_whole(
        self,
        client_of: ClientOf,
        viewer: User,
        debate: Debate,
        argued: dict[str, Claim],
        asked: str,
    ) -> None:
        html = page(show(client_of(viewer), debate, centre=asked))
        assert len(drawn(html)) == len(argued)

    def test_a_claim_of_another_debate_cannot_be_the_centre(
        self, client_of: ClientOf, viewer: User, debate: Debate, outsider: User
    ) -> None:
        elsewhere = make_debate(outsider.memberships.get().team, outsider, "Canary elsewhere")
        secret = make_claim(root_of(elsewhere), outsider, "Canary")
        html = page(show(client_of(viewer), debate, centre=secret.pk, claim=secret.pk))
        assert "Canary" not in html

    def test_the_open_claim_is_outlined(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        assert 'class="open"' in page(show(client, debate, claim=argued["attack"].pk))
        assert 'class="open"' not in page(show(client, debate))

    def test_the_queries_do_not_grow_with_the_debate(
        self, client_of: ClientOf, viewer: User, team: Team, facilitator: User
    ) -> None:
        client, counts = client_of(viewer), []
        for claims in (10, 1_000):
            debate = seed_debate(claims, team, [facilitator])[0]
            with CaptureQueriesContext(connection) as asked:
                show(client, debate)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 8


class TestPanel:
    def test_is_the_part_that_htmx_asked_for(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        html = page(show(client_of(viewer), debate, PANEL, claim=argued["con"].pk))
        assert "<html" not in html
        assert 'hx-target="#overview"' in html
        assert len(drawn(html)) == len(argued)
        assert "outline__claim" not in html

    def test_other_targets_get_the_page(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        headers = {"HX-Request": "true", "HX-Target": "body"}
        assert "<html" in page(show(client_of(viewer), debate, headers))

    def test_is_kept_by_the_reader_alone_and_asked_for_again(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        client = client_of(viewer)
        first = show(client, debate, PANEL)
        assert first["Cache-Control"] == "private, no-cache"
        assert {"HX-Request", "HX-Target"} <= set(first["Vary"].split(", "))
        again = show(client, debate, PANEL | {"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_an_unchanged_panel_does_not_read_the_debate(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        client = client_of(viewer)
        tag = show(client, debate, PANEL)["ETag"]
        with CaptureQueriesContext(connection) as asked:
            show(client, debate, PANEL | {"If-None-Match": tag})
        assert not [q for q in asked.captured_queries if "debates_claim" in q["sql"]]

    def test_a_change_or_another_look_is_sent_anew(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        old = PANEL | {"If-None-Match": show(client, debate, PANEL)["ETag"]}
        assert show(client, debate, old, colour="thesis").status_code == 200
        assert show(client, debate, old, centre=argued["pro"].pk).status_code == 200
        assert show(client, debate, old, claim=argued["pro"].pk).status_code == 200
        make_claim(argued["con"], viewer)
        assert show(client, debate, old).status_code == 200

    @pytest.mark.parametrize("colour", MODES)
    def test_in_every_colour_unchanged_is_not_sent_again(
        self,
        client_of: ClientOf,
        viewer: User,
        writer: User,
        debate: Debate,
        argued: dict[str, Claim],
        colour: str,
    ) -> None:
        client = client_of(viewer)
        old = PANEL | {"If-None-Match": show(client, debate, PANEL, colour=colour)["ETag"]}
        assert show(client, debate, old, colour=colour).status_code == 304
        assert show(client, debate, old, colour=colour, archived=1).status_code == 200
        make_vote(argued["pro"], writer, 3)
        assert show(client, debate, old, colour=colour).status_code == 200

    def test_what_was_read_changes_only_the_picture_of_what_is_new(
        self, client_of: ClientOf, viewer: User, writer: User, debate: Debate, thesis: Claim
    ) -> None:
        client, me = client_of(viewer), debate.join(viewer)
        claim = make_claim(thesis, writer)
        old = {
            colour: PANEL | {"If-None-Match": show(client, debate, PANEL, colour=colour)["ETag"]}
            for colour in MODES
        }
        me.read([claim], up_to=debate.activities.latest("pk").pk)
        sent = {name: show(client, debate, old[name], colour=name).status_code for name in MODES}
        assert sent == {name: 200 if name == "new" else 304 for name in MODES}

    def test_what_one_may_see_is_not_what_another_may(
        self, client_of: ClientOf, viewer: User, writer: User, debate: Debate, thesis: Claim
    ) -> None:
        make_vote(make_claim(thesis, writer), writer, 4)
        tags = {
            show(client_of(user), debate, PANEL, colour="impact")["ETag"]
            for user in (writer, viewer)
        }
        assert len(tags) == 2

    def test_closing_by_the_clock_changes_whose_votes_are_shown(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        old = PANEL | {"If-None-Match": show(client, debate, PANEL, colour="impact")["ETag"]}
        Debate.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
        assert show(client, debate, old, colour="impact").status_code == 200

    def test_a_new_name_changes_the_picture_of_people(
        self, client_of: ClientOf, viewer: User, debate: Debate, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        old = PANEL | {"If-None-Match": show(client, debate, PANEL, colour="people")["ETag"]}
        User.objects.filter(pk=viewer.pk).update(name="Renamed")
        assert "Renamed" in page(show(client, debate, old, colour="people"))

    def test_the_page_around_it_is_not_kept(
        self, client_of: ClientOf, viewer: User, debate: Debate
    ) -> None:
        response = show(client_of(viewer), debate)
        assert "ETag" not in response
        assert "no-store" in response["Cache-Control"]


class TestCaption:
    def test_says_what_the_segment_says(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        html = page(caption(client_of(viewer), argued["other"]))
        assert "Con" in html
        assert "Nor in a flask" in html
        assert "Nobody has answered this yet" in html

    def test_counts_the_direct_answers(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        assert "+0 −2" in page(caption(client_of(viewer), argued["pro"]))

    def test_of_merged_siblings_says_under_what_they_are(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        html = page(caption(client_of(viewer), argued["pro"], more="37"))
        assert "37 more claims under" in html
        assert "It warms" in html

    @pytest.mark.parametrize("more", ["x", "-1", "9" * 40, "٣"])
    def test_nonsense_is_no_number(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim], more: str
    ) -> None:
        assert caption(client_of(viewer), argued["pro"], more=more).status_code == 200

    def test_a_stranger_finds_nothing(
        self, client_of: ClientOf, outsider: User, argued: dict[str, Claim]
    ) -> None:
        assert caption(client_of(outsider), argued["pro"]).status_code == 404

    def test_a_claim_of_another_debate_is_not_found(
        self, client_of: ClientOf, viewer: User, debate: Debate, team: Team
    ) -> None:
        other = make_claim(root_of(make_debate(team, viewer)), viewer)
        url = reverse("debates:overview_caption", args=[debate.pk, other.pk])
        assert client_of(viewer).get(url).status_code == 404

    def test_of_an_archived_claim_says_so(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        Claim.objects.filter(pk=argued["con"].pk).update(archived_at=timezone.now())
        assert "archived" in page(caption(client_of(viewer), argued["con"]))

    def test_of_a_link_has_its_own_side_and_the_words_and_numbers_of_what_it_shows(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        me = argued["pro"].debate.join(viewer)
        link = argued["pro"].link_under(argued["con"], "con", by=me)[0]
        html = page(caption(client_of(viewer), link))
        assert "It warms" in html
        assert "+0 −2" in html
        assert "a link: the claim stands elsewhere" in html
        assert f"?centre={argued['pro'].pk}" in html

    def test_is_kept_until_the_debate_changes(
        self, client_of: ClientOf, viewer: User, argued: dict[str, Claim]
    ) -> None:
        client = client_of(viewer)
        tag = caption(client, argued["pro"])["ETag"]
        url = reverse("debates:overview_caption", args=[argued["pro"].debate_id, argued["pro"].pk])
        assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
        make_claim(argued["pro"], viewer)
        assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
