"""The worker's round: which addresses, how often, and what becomes of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from debates import tasks
from debates.links.checking import check_due, plan
from debates.models import Claim, LinkCheck, LinkState, Source
from debates.models.link_check import Found
from teams.models import Team, User
from tests.elsewhere import Elsewhere, elsewhere, says
from tests.factories import make_claim, make_debate, make_member, make_source, make_team, root_of

DAY = timedelta(days=1)


@pytest.fixture
def server(db: None) -> Iterator[Elsewhere]:
    cache.clear()
    with elsewhere() as server:
        server.pages["/x"] = says(200)
        yield server


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer)


def round_at(server: Elsewhere, at: datetime | None = None) -> dict[str, int]:
    """A round of the worker at a moment, after every host had its rest."""
    cache.clear()
    return dict(check_due(server.visitor(), now=lambda: at or timezone.now()))


def only() -> LinkCheck:
    return LinkCheck.objects.get()


class TestPlan:
    def test_every_address_is_taken_in_once(
        self, claim: Claim, thesis: Claim, writer: User
    ) -> None:
        for where in (claim, claim, thesis):
            make_source(where, writer, "https://Example.org/x")
        make_source(claim, writer, "http://example.org/y")
        assert plan() == 2
        assert plan() == 0
        assert sorted(LinkCheck.objects.values_list("url", "host", "state")) == [
            ("http://example.org/y", "example.org", ""),
            ("https://Example.org/x", "example.org", ""),
        ]

    def test_what_is_no_page_or_not_to_be_seen_is_not(self, claim: Claim, writer: User) -> None:
        for n, url in enumerate(
            ["", "a sentence", "http://with a space", "ftp://e.org/", f"http://e.org/{'ü' * 1100}"],
            1,
        ):
            Source.objects.create(claim=claim, number=n, url=url)
        make_source(claim, writer, "http://removed.example/").remove(by=claim.debate.join(writer))
        assert plan() == 0
        make_source(claim, writer, "http://archived.example/")
        claim.archive(by=claim.debate.join(writer))
        assert plan() == 0

    def test_half_an_address_is_taken_in_and_cannot_be_checked(
        self, claim: Claim, server: Elsewhere
    ) -> None:
        Source.objects.create(claim=claim, number=1, url="http://[half")
        plan()
        assert round_at(server) == {Found.UNKNOWN: 1}

    def test_teams_do_not_share_what_is_known(self, claim: Claim, writer: User) -> None:
        other = make_member(make_team())
        elsewhere_ = root_of(make_debate(Team.objects.latest("pk"), other))
        for where, person in ((claim, writer), (elsewhere_, other)):
            make_source(where, person, "https://example.org/x")
        assert plan() == 2
        LinkCheck.objects.filter(team=claim.debate.team).update(state=LinkState.DEAD)
        assert claim.evidence[0].link_state == LinkState.DEAD
        assert elsewhere_.evidence[0].link_state == ""

    def test_imported_sources_are_taken_in_as_well(self, claim: Claim) -> None:
        Source.objects.create(claim=claim, number=1, url="https://example.org/x")
        assert plan() == 1

    def test_a_house_that_keeps_to_itself_asks_nobody(
        self, claim: Claim, writer: User, server: Elsewhere, settings: Settings
    ) -> None:
        make_source(claim, writer, server.url("/x"))
        plan()
        settings.LINKS_CHECKED = False
        assert plan() == 0
        assert round_at(server) == {}
        assert server.asked == []
        LinkCheck.objects.update(state=LinkState.DEAD)
        assert claim.evidence[0].link_state == ""
        assert claim.evidence[0].check_again() is False


class TestCheckDue:
    def test_an_address_is_looked_at_once_a_week_however_often_it_is_cited(
        self, claim: Claim, thesis: Claim, writer: User, server: Elsewhere
    ) -> None:
        for where in (claim, thesis):
            make_source(where, writer, server.url("/x"))
        plan()
        now = timezone.now()
        assert round_at(server, now) == {Found.FINE: 1}
        assert round_at(server, now + 6 * DAY) == {}
        assert round_at(server, now + 7 * DAY) == {Found.FINE: 1}
        assert server.visits("/x") == ["HEAD", "HEAD"]
        assert only().checked_at == now + 7 * DAY

    def test_the_task_may_run_twice(self, claim: Claim, writer: User, server: Elsewhere) -> None:
        """With production's own visitor: this machine is none it may ask, so nobody is."""
        make_source(claim, writer, server.url("/x"))
        for _ in range(2):
            tasks.plan_links()
            tasks.check_links()
        assert only().state == LinkState.UNKNOWN
        assert server.asked == []

    @pytest.mark.django_db(transaction=True)
    def test_four_workers_at_once_look_once(
        self, claim: Claim, writer: User, server: Elsewhere
    ) -> None:
        make_source(claim, writer, server.url("/x"))
        plan()

        def work(_n: int) -> int:
            try:
                return check_due(server.visitor()).total()
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(work, range(4))) == 1
        assert server.visits("/x") == ["HEAD"]

    def test_a_host_is_left_alone_between_two_visits(
        self, claim: Claim, writer: User, server: Elsewhere
    ) -> None:
        for path in ("/x", "/y", "/z"):
            make_source(claim, writer, server.url(path))
        plan()
        assert sum(round_at(server).values()) == 1
        assert check_due(server.visitor()).total() == 0
        assert sum(round_at(server).values()) == 1

    def test_whoever_is_killed_leaves_the_address_to_the_next(
        self, claim: Claim, writer: User, server: Elsewhere
    ) -> None:
        make_source(claim, writer, server.url("/x"))
        plan()
        now = timezone.now()

        def killed(*_: object) -> list[str]:
            raise SystemExit

        server.pages["/x"] = says(404)
        with pytest.raises(SystemExit):
            check_due(server.visitor(resolve=killed), now=lambda: now)
        assert (only().state, round_at(server, now)) == ("", {})
        assert round_at(server, now + timedelta(hours=1)) == {Found.GONE: 1}

    def test_what_nobody_cites_any_more_is_forgotten(
        self, claim: Claim, writer: User, server: Elsewhere
    ) -> None:
        source = make_source(claim, writer, server.url("/x"))
        plan()
        source.revise(by=claim.debate.join(writer), version=1, url="", title="A book")
        assert round_at(server) == {}
        assert not LinkCheck.objects.exists()
        assert server.asked == []

    def test_in_a_deleted_debate_nobody_cites_anything(
        self, claim: Claim, writer: User, facilitator: User, server: Elsewhere
    ) -> None:
        make_source(claim, writer, server.url("/x"))
        plan()
        claim.debate.put_in_bin(by=facilitator)
        assert round_at(server) == {}
        assert plan() == 0
        assert not LinkCheck.objects.exists()
        assert server.asked == []


class TestDead:
    @pytest.fixture
    def gone(self, claim: Claim, writer: User, server: Elsewhere) -> Elsewhere:
        make_source(claim, writer, server.url("/x"))
        plan()
        server.pages["/x"] = says(404)
        return server

    def test_gone_once_is_not_dead_and_twice_a_day_apart_is(self, gone: Elsewhere) -> None:
        now = timezone.now()
        round_at(gone, now)
        assert only().state == LinkState.WAITING
        assert round_at(gone, now + DAY - timedelta(minutes=1)) == {}
        round_at(gone, now + DAY)
        assert only().state == LinkState.DEAD

    def test_asked_for_again_too_soon_it_is_still_not_dead(self, gone: Elsewhere) -> None:
        now = timezone.now()
        round_at(gone, now)
        LinkCheck.objects.update(next_at=now)
        round_at(gone, now + timedelta(hours=2))
        assert only().state == LinkState.WAITING

    def test_a_page_that_is_back_begins_anew(self, gone: Elsewhere) -> None:
        now = timezone.now()
        round_at(gone, now)
        gone.pages["/x"] = says(200)
        round_at(gone, now + DAY)
        assert (only().state, only().gone_since) == (LinkState.FINE, None)
        gone.pages["/x"] = says(404)
        round_at(gone, now + 9 * DAY)
        assert only().state == LinkState.FINE

    @pytest.mark.parametrize(
        ("status", "state"), [(503, LinkState.UNREACHABLE), (403, LinkState.UNKNOWN)]
    )
    def test_what_cannot_tell_neither_kills_nor_revives(
        self, status: int, state: LinkState, gone: Elsewhere
    ) -> None:
        now = timezone.now()
        gone.pages["/x"] = says(status)
        for day in (0, 7, 14):
            round_at(gone, now + day * DAY)
            assert only().state == state
        gone.pages["/x"] = says(410)
        round_at(gone, now + 21 * DAY)
        round_at(gone, now + 22 * DAY)
        assert only().state == LinkState.DEAD
        gone.pages["/x"] = says(status)
        round_at(gone, now + 29 * DAY)
        assert only().state == LinkState.DEAD
