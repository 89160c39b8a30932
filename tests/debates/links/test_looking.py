"""One look at one address, at real servers of this machine."""

from collections.abc import Iterator, Sequence

import pytest
from django.core.cache import cache

from config.outside import NoSuchHost
from debates.links import looking
from debates.links.looking import Look
from debates.models.link_check import Found
from tests.elsewhere import (
    PRIVATE,
    PUBLIC,
    Elsewhere,
    Page,
    by_method,
    drips,
    elsewhere,
    goes_to,
    hangs_up,
    mumbles,
    says,
)


@pytest.fixture
def server(db: None) -> Iterator[Elsewhere]:
    cache.clear()
    with elsewhere() as server:
        yield server


def look(server: Elsewhere, path: str, *ports: int, seconds: float = 5.0) -> Found:
    return Look(server.visitor(*ports, seconds=seconds)).at(server.url(path))


class TestAt:
    @pytest.mark.parametrize(
        ("page", "found", "methods"),
        [
            (says(200), Found.FINE, ["HEAD"]),
            (says(204), Found.FINE, ["HEAD"]),
            (by_method(HEAD=405, GET=200), Found.FINE, ["HEAD", "GET"]),
            (by_method(HEAD=404, GET=200), Found.FINE, ["HEAD", "GET"]),
            (by_method(HEAD=500, GET=200), Found.FINE, ["HEAD", "GET"]),
            (says(404), Found.GONE, ["HEAD", "GET"]),
            (says(410), Found.GONE, ["HEAD", "GET"]),
            (says(401), Found.UNKNOWN, ["HEAD", "GET"]),
            (says(403), Found.UNKNOWN, ["HEAD", "GET"]),
            (says(405), Found.UNKNOWN, ["HEAD", "GET"]),
            (says(429), Found.UNKNOWN, ["HEAD"]),
            (says(304), Found.UNKNOWN, ["HEAD", "GET"]),
            (says(500), Found.UNREACHABLE, ["HEAD", "GET"]),
            (says(503), Found.UNREACHABLE, ["HEAD", "GET"]),
            (drips, Found.UNREACHABLE, ["HEAD"]),
        ],
    )
    def test_what_an_answer_means(
        self, page: Page, found: Found, methods: list[str], server: Elsewhere
    ) -> None:
        server.pages["/x"] = page
        assert look(server, "/x", seconds=1.0) == found
        assert server.visits("/x") == methods

    @pytest.mark.parametrize("page", [hangs_up, mumbles])
    def test_what_is_no_answer_makes_nothing_dead(self, page: Page, server: Elsewhere) -> None:
        server.pages["/x"] = page
        assert look(server, "/x") in {Found.UNKNOWN, Found.UNREACHABLE}

    def test_a_name_nobody_has_is_gone(self, server: Elsewhere) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise NoSuchHost(host)

        assert (
            Look(server.visitor(resolve=resolve)).at(server.url(host="gone.example")) == Found.GONE
        )

    @pytest.mark.parametrize("url", ["http://[", "ftp://example.org/", "http://me@example.org/"])
    def test_what_cannot_be_asked_is_not_dead(self, url: str, server: Elsewhere) -> None:
        assert Look(server.visitor()).at(url) == Found.UNKNOWN

    def test_an_end_of_patience_is_no_answer(
        self, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "SECONDS", -1.0)
        assert look(server, "/x") == Found.UNREACHABLE
        assert server.asked == []


class TestRedirects:
    def test_five_are_followed_and_six_are_not(self, server: Elsewhere) -> None:
        server.pages["/0"] = says(200)
        for n in range(1, 7):
            server.pages[f"/{n}"] = goes_to(f"/{n - 1}")
        assert look(server, "/5") == Found.FINE
        assert look(server, "/6") == Found.UNKNOWN

    def test_a_circle_ends(self, server: Elsewhere) -> None:
        server.pages["/x"] = goes_to("/x")
        assert look(server, "/x") == Found.UNKNOWN

    def test_what_it_leads_to_counts(self, server: Elsewhere) -> None:
        with elsewhere() as other:
            server.pages["/x"] = goes_to(other.url("/gone"))
            assert look(server, "/x", other.port) == Found.GONE
            assert other.visits("/gone") == ["HEAD", "GET"]

    def test_a_private_server_is_never_reached(self, server: Elsewhere) -> None:
        with elsewhere(PRIVATE) as house:
            server.pages["/x"] = goes_to(house.url("/secret"))
            server.pages["/y"] = goes_to("/x")
            assert look(server, "/x", house.port) == Found.UNKNOWN
            assert look(server, "/y", house.port) == Found.UNKNOWN
            assert house.asked == []

    @pytest.mark.parametrize("to", ["file:///etc/passwd", "http://[", "gopher://x/", "javascript:"])
    def test_other_schemes_are_not_followed(self, to: str, server: Elsewhere) -> None:
        server.pages["/x"] = goes_to(to)
        assert look(server, "/x") == Found.UNKNOWN


class TestRobots:
    def test_what_is_not_for_us_is_not_asked(self, server: Elsewhere) -> None:
        rules = b"User-agent: Tester\nDisallow: /private\n\nUser-agent: *\nAllow: /"
        server.pages |= {"/robots.txt": says(200, rules), "/private": says(404), "/x": says(200)}
        assert look(server, "/private") == Found.UNKNOWN
        assert look(server, "/x") == Found.FINE
        assert server.visits("/private") == []
        assert server.visits("/robots.txt") == ["GET"]

    def test_where_a_redirect_leads_is_asked_as_well(self, server: Elsewhere) -> None:
        with elsewhere() as other:
            other.pages["/robots.txt"] = says(200, b"User-agent: *\nDisallow: /")
            server.pages["/x"] = goes_to(other.url("/x"))
            assert look(server, "/x", other.port) == Found.UNKNOWN
            assert other.visits("/x") == []

    @pytest.mark.parametrize(
        ("page", "found"),
        [
            (says(404), Found.FINE),
            (says(403), Found.FINE),
            (says(429), Found.UNREACHABLE),
            (says(500), Found.UNREACHABLE),
            (says(200, b"\xff\xfe not rules \x00"), Found.FINE),
            (goes_to("/elsewhere.txt"), Found.UNKNOWN),
        ],
    )
    def test_what_a_site_says_of_robots(self, page: Page, found: Found, server: Elsewhere) -> None:
        server.pages |= {
            "/robots.txt": page,
            "/x": says(200),
            "/elsewhere.txt": says(200, b"User-agent: *\nDisallow: /x"),
        }
        assert look(server, "/x") == found

    def test_the_rules_of_a_private_server_are_not_fetched(self, server: Elsewhere) -> None:
        with elsewhere(PRIVATE) as house:
            server.pages["/robots.txt"] = goes_to(house.url("/robots.txt"))
            assert look(server, "/x", house.port) == Found.UNKNOWN
            assert house.asked == []
            assert server.address == PUBLIC
