"""Marks of what is unread on the pages; marking as read, taking that back, and the next one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming, Participant, Reading, Unread
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
INTO_PANEL = {"HX-Request": "true", "HX-Target": "section#unread"}


def url_of(claim: Claim, name: str) -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def latest(claim: Claim) -> int:
    return claim.debate.activities.latest("pk").pk


def unread_of(claim: Claim, user: User) -> set[int]:
    me = Participant.objects.of(claim.debate, user)
    found = Unread.of(claim.debate, me)
    return {pk for pk in found.steps if found.own(pk)}


def mark(client: Client, claim: Claim, **more: Any) -> Any:
    headers = more.pop("headers", {})
    data = {"up_to": latest(claim)} | more
    return client.post(url_of(claim, "reading_create"), data, headers=headers)


@pytest.fixture
def reader(thesis: Claim, viewer: User, client_of: SignIn) -> Client:
    """The browser of somebody who has been here when there was only the thesis."""
    client = client_of(viewer)
    client.get(thesis.debate.get_absolute_url())
    return client


class TestOpening:
    def test_marks_stand_on_cards_the_trail_and_the_panel(
        self, thesis: Claim, reader: Client, writer: User
    ) -> None:
        branch = make_claim(thesis, writer, "A branch")
        deep = make_claim(branch, writer, "Deeper", "con")
        make_claim(deep, writer, "Deepest")
        page = reader.get(thesis.debate.get_absolute_url()).content.decode()
        card = page[page.index(f'id="claim-{branch.pk}-marks"') :]
        assert card.index('marks__own">new<') < card.index('marks__below">2 new below<')
        assert "3 unread: next" in page
        assert f'href="{url_of(thesis, "unread_show")}" aria-keyshortcuts="u"' in page
        inside = reader.get(deep.get_absolute_url())
        said = [step.unread.below_words for step in inside.context["trail"]]
        assert said == ["2 new below", "1 new below"]
        assert [place.claim for place in inside.context["unread"].places] == [thesis, deep]
        assert "2 unread: next" in inside.content.decode()

    def test_an_opened_claim_is_read_and_its_cards_are_not(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        make_comment(claim, writer)
        below = make_claim(claim, writer)
        page = reader.get(claim.get_absolute_url())
        assert page.context["claim"].unread.own_words == "new, 1 new comment"
        assert unread_of(thesis, viewer) == {below.pk}
        again = reader.get(claim.get_absolute_url())
        assert not again.context["claim"].unread.own
        assert [card.unread.own_words for card in again.context["columns"][0].cards] == ["new"]

    def test_what_has_no_page_of_its_own_is_read_where_it_stands(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        target, place = make_claim(thesis, writer), make_claim(thesis, writer)
        link, _told = target.link_under(place, "con", by=thesis.debate.join(writer))
        assert unread_of(thesis, viewer) == {target.pk, place.pk, link.pk}
        reader.get(place.get_absolute_url())
        assert unread_of(thesis, viewer) == {target.pk}

    def test_fetching_what_arrived_or_writing_reads_nothing(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        make_comment(claim, writer)
        into = {"HX-Request": "true", "HX-Target": "div#arrivals"}
        said = reader.get(f"{url_of(thesis, 'arrival_show')}?numbers={claim.pk}", headers=into)
        assert f'id="claim-{claim.pk}-marks" hx-swap-oob="true"' in said.content.decode()
        reader.get(url_of(claim, "comment_index"))
        reader.get(url_of(claim, "claim_new"))
        reader.post(url_of(claim, "vote_edit"), {"value": "3"})
        assert unread_of(thesis, viewer) == {claim.pk}

    def test_much_that_is_unread_costs_no_query_more(
        self, thesis: Claim, reader: Client, writer: User
    ) -> None:
        one = make_claim(thesis, writer)
        counts = []
        for size in (1, 30):
            for _ in range(size):
                make_claim(make_claim(one, writer), writer, stance="con")
            counts.append(len(queries_of(lambda: reader.get(one.get_absolute_url()))))
        assert counts[0] == counts[1] <= 10

    def test_a_floor_that_lags_far_behind_is_raised(
        self,
        thesis: Claim,
        reader: Client,
        writer: User,
        viewer: User,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("debates.claim_page.LAG", 3)
        claims = [make_claim(thesis, writer) for _ in range(6)]
        for claim in claims[:5]:
            reader.get(claim.get_absolute_url())
        reader.get(thesis.debate.get_absolute_url())
        assert unread_of(thesis, viewer) == {claims[5].pk}
        me = Participant.objects.of(thesis.debate, viewer)
        assert me.read_to == latest(thesis) - 1
        reader.get(claims[5].get_absolute_url())
        me.tidy(up_to=latest(thesis))
        assert not Reading.objects.exists()

    def test_the_team_page_counts_what_is_unread(
        self, thesis: Claim, reader: Client, writer: User, team: Team
    ) -> None:
        make_comment(make_claim(thesis, writer), writer)
        make_claim(thesis, writer)
        said = reader.get(team.get_absolute_url()).content.decode()
        assert "2 unread" in said


class TestCreate:
    def test_a_branch_is_read_in_place_with_every_mark_on_the_page(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        branch, beside = make_claim(thesis, writer), make_claim(thesis, writer)
        below = make_claim(branch, writer)
        answer = mark(reader, branch, headers=INTO_PANEL)
        said = answer.content.decode()
        assert unread_of(thesis, viewer) == {beside.pk}
        for claim in (branch, below):
            assert f'id="claim-{claim.pk}-marks" hx-swap-oob="true"></span>' in said
        assert 'marks__below">1 new below<' in said
        assert "data-undo" in said
        assert "1 unread: next" in said
        assert "<html" not in said

    def test_everything_is_read_from_anywhere(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        claim, _beside = make_claim(thesis, writer), make_claim(thesis, writer)
        said = mark(reader, claim, everything="on", headers=INTO_PANEL).content.decode()
        assert "You have read everything." in said
        assert unread_of(thesis, viewer) == set()

    def test_what_came_after_the_page_was_shown_stays_unread(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        make_claim(thesis, writer)
        shown = latest(thesis)
        late = make_claim(thesis, writer)
        mark(reader, thesis, up_to=shown)
        assert unread_of(thesis, viewer) == {late.pk}

    def test_nobody_reads_what_has_not_happened_yet(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        mark(reader, thesis, up_to=2**62)
        later = make_claim(thesis, writer)
        assert unread_of(thesis, viewer) == {later.pk}

    @pytest.mark.parametrize("up_to", ["", "x", "-1", "9" * 30])
    def test_nonsense_marks_nothing(
        self, up_to: str, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        assert mark(reader, thesis, up_to=up_to).status_code == 302
        assert unread_of(thesis, viewer) == {claim.pk}

    def test_it_is_done_in_a_closed_debate_too(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        make_claim(thesis, writer)
        thesis.debate.close()
        mark(reader, thesis)
        assert unread_of(thesis, viewer) == set()

    def test_it_is_recorded_nowhere_and_seen_by_nobody(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=Naming.MASKED))
        client, other = client_of(viewer), client_of(writer)
        client.get(root.debate.get_absolute_url())
        make_claim(root, writer)
        before, seen = latest(root), other.get(root.debate.get_absolute_url()).content
        mark(client, root)
        assert latest(root) == before
        assert strip(other.get(root.debate.get_absolute_url()).content) == strip(seen)
        assert Debate.objects.get(pk=root.debate_id).version == 2


class TestDelete:
    @pytest.mark.parametrize("everything", [{}, {"everything": "on"}])
    def test_it_is_taken_back_in_place(
        self,
        everything: dict[str, str],
        thesis: Claim,
        reader: Client,
        writer: User,
        viewer: User,
    ) -> None:
        claim = make_claim(thesis, writer)
        marked = mark(reader, claim, headers=INTO_PANEL, **everything)
        undo = marked.context["undo"]
        answer = reader.post(url_of(claim, "reading_delete"), undo, headers=INTO_PANEL)
        said = answer.content.decode()
        assert unread_of(thesis, viewer) == {claim.pk}
        assert "Marked as unread again." in said
        assert f'id="claim-{claim.pk}-marks" hx-swap-oob="true"><span class="marks__own">' in said
        again = reader.post(url_of(claim, "reading_delete"), undo, headers=INTO_PANEL)
        assert "That cannot be taken back any more." in again.content.decode()

    def test_without_script_a_link_leads_to_it(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        page = reader.post(
            url_of(claim, "reading_create"), {"up_to": latest(claim)}, follow=True
        ).content.decode()
        address = page[page.index("Marked as read. <a href=") :].split('"')[1]
        form = reader.get(address)
        asked = dict(parse_qsl(urlsplit(address).query))
        assert f'value="{asked["marking"]}"' in form.content.decode()
        done = reader.post(urlsplit(address).path, asked, follow=True)
        assert "Marked as unread again." in done.content.decode()
        assert unread_of(thesis, viewer) == set()

    @pytest.mark.parametrize(
        "nonsense",
        [{}, {"marking": "x"}, {"up_to": "7"}, {"up_to": "7", "before": "-1"}],
    )
    def test_nonsense_changes_nothing(
        self, nonsense: dict[str, str], thesis: Claim, reader: Client, viewer: User
    ) -> None:
        before = Participant.objects.of(thesis.debate, viewer).read_to
        answer = reader.post(url_of(thesis, "reading_delete"), nonsense, follow=True)
        assert "That cannot be taken back any more." in answer.content.decode()
        assert Participant.objects.of(thesis.debate, viewer).read_to == before

    def test_nobody_takes_back_what_another_marked(
        self, thesis: Claim, reader: Client, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        undo = mark(reader, claim, headers=INTO_PANEL).context["undo"]
        client_of(writer).post(url_of(claim, "reading_delete"), undo)
        assert unread_of(thesis, viewer) == set()


class TestNext:
    def test_leads_through_everything_and_then_says_so(
        self, thesis: Claim, reader: Client, writer: User
    ) -> None:
        first = make_claim(thesis, writer)
        expected = [first, make_claim(first, writer, stance="con"), make_claim(thesis, writer)]
        here, seen = thesis, []
        for _ in expected:
            address = reader.get(url_of(here, "unread_show")).url
            here = reader.get(address).context["claim"]
            seen.append(here)
        assert seen == expected
        done = reader.get(url_of(here, "unread_show"), follow=True)
        assert done.context["claim"] == here
        assert "You have read everything." in done.content.decode()

    def test_a_link_is_read_on_the_page_where_it_stands(
        self, thesis: Claim, reader: Client, writer: User, viewer: User
    ) -> None:
        target, place = make_claim(thesis, writer), make_claim(thesis, writer)
        mark(reader, thesis)
        link, _told = target.link_under(place, "con", by=thesis.debate.join(writer))
        answer = reader.get(url_of(thesis, "unread_show"))
        assert answer.url == f"{place.get_absolute_url()}#claim-{link.pk}"
        reader.get(answer.url)
        assert unread_of(thesis, viewer) == set()

    def test_queries_do_not_grow(self, thesis: Claim, reader: Client, writer: User) -> None:
        counts = []
        for size in (2, 30):
            for _ in range(size):
                make_claim(make_claim(thesis, writer), writer)
            counts.append(len(queries_of(lambda: reader.get(url_of(thesis, "unread_show")))))
        assert counts[0] == counts[1] <= 8


def strip(page: bytes) -> list[str]:
    """A page without what differs from request to request."""
    lines = page.decode().splitlines()
    return [line for line in lines if "csrf" not in line.lower() and "nonce" not in line]
