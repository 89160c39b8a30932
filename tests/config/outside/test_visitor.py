"""Asking servers: real ones of this machine, with one address of it taken for the internet."""

import ssl
import time
from collections.abc import Iterator, Sequence

import pytest

from config.outside import Faulty, Forbidden, NoAnswer, NoSuchHost, OutsideError, Visitor
from config.outside.visitor import _tls
from tests.elsewhere import (
    PRIVATE,
    PUBLIC,
    Elsewhere,
    drips,
    elsewhere,
    floods,
    goes_to,
    hangs_up,
    is_public_here,
    mumbles,
    says,
)
from tests.site import free_port


@pytest.fixture
def server() -> Iterator[Elsewhere]:
    with elsewhere() as server:
        yield server


class TestAsk:
    def test_one_answer_and_no_more_of_it_than_wanted(self, server: Elsewhere) -> None:
        server.pages["/a%20b?c=d"] = says(200, b"x" * 100)
        answer = server.visitor().ask("GET", server.url("/a%20b?c=d"), most_body=10)
        assert (answer.status, answer.body) == (200, b"x" * 10)
        assert server.visitor().ask("HEAD", server.url("/a%20b?c=d")).body == b""
        assert server.agents == {"Tester/1 (+http://testserver)"}

    def test_redirects_are_told_and_not_followed(self, server: Elsewhere) -> None:
        server.pages["/"] = goes_to("/further")
        assert server.visitor().ask("GET", server.url()).location == "/further"
        assert server.asked == [("GET", "/")]

    @pytest.mark.parametrize(
        ("page", "error"), [(hangs_up, (NoAnswer, Faulty)), (mumbles, (Faulty, NoAnswer))]
    )
    def test_what_is_no_answer_is_an_error_of_ours(
        self, page: object, error: tuple[type[OutsideError], ...], server: Elsewhere
    ) -> None:
        server.pages["/"] = page  # type: ignore[assignment]
        with pytest.raises(error):
            server.visitor().ask("GET", server.url())

    def test_nobody_there_is_no_answer(self, server: Elsewhere) -> None:
        port = free_port()
        with pytest.raises(NoAnswer):
            server.visitor(port).ask("GET", f"http://{PUBLIC}:{port}/")

    def test_a_name_nobody_has(self, server: Elsewhere) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise NoSuchHost(host)

        with pytest.raises(NoSuchHost):
            server.visitor(resolve=resolve).ask("GET", server.url(host="gone.example"))

    def test_a_head_byte_by_byte_ends_with_the_time(self, server: Elsewhere) -> None:
        server.pages["/"] = drips
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            server.visitor(seconds=0.6).ask("GET", server.url())
        assert time.monotonic() - began < 5

    def test_an_endless_body_is_not_listened_to(self, server: Elsewhere) -> None:
        server.pages["/"] = floods
        visitor = server.visitor()
        assert len(visitor.ask("GET", server.url(), most_body=1_000).body) == 1_000
        with pytest.raises(Faulty):
            visitor.ask("GET", server.url(), most_body=10_000_000)

    def test_encryption_that_is_none_is_faulty(self, server: Elsewhere) -> None:
        with pytest.raises(Faulty, match="encryption"):
            server.visitor().ask("GET", f"https://{PUBLIC}:{server.port}/")

    def test_certificates_are_checked(self) -> None:
        assert _tls().verify_mode == ssl.CERT_REQUIRED
        assert _tls().check_hostname


class TestNobodysHouse:
    """A private server is never connected to, however it is named."""

    @pytest.fixture
    def house(self) -> Iterator[Elsewhere]:
        with elsewhere(PRIVATE) as house:
            yield house
            assert house.asked == []

    def test_by_its_address(self, server: Elsewhere, house: Elsewhere) -> None:
        with pytest.raises(Forbidden):
            server.visitor(house.port).ask("GET", house.url())

    @pytest.mark.parametrize("host", ["127.2", "0x7f000002", "2130706434", "0177.0.0.2"])
    def test_by_its_address_in_another_dress(
        self, host: str, server: Elsewhere, house: Elsewhere
    ) -> None:
        with pytest.raises((Forbidden, NoSuchHost)):
            server.visitor(house.port).ask("GET", house.url(host=host))

    def test_by_a_name_that_leads_there_and_elsewhere(
        self, server: Elsewhere, house: Elsewhere
    ) -> None:
        for addresses in ([PUBLIC, PRIVATE], [PRIVATE, PUBLIC], [PRIVATE], []):
            visitor = server.visitor(house.port, resolve=lambda *_, found=addresses: found)
            with pytest.raises(Forbidden):
                visitor.ask("GET", house.url(host="mixed.example"))

    def test_by_a_name_that_leads_there_the_second_time(
        self, server: Elsewhere, house: Elsewhere
    ) -> None:
        """Rebinding: the answer that was checked is the one that is used."""
        asked: list[str] = []

        def resolve(host: str, port: int) -> Sequence[str]:
            asked.append(host)
            return [PUBLIC if len(asked) == 1 else PRIVATE]

        server.pages["/"] = says(200)
        visitor = server.visitor(resolve=resolve)
        assert visitor.ask("GET", server.url(host="rebinding.example")).status == 200
        assert asked == ["rebinding.example"]
        with pytest.raises(Forbidden):
            visitor.ask("GET", server.url(host="rebinding.example"))

    def test_on_a_port_nobody_serves_pages_on(self, server: Elsewhere) -> None:
        visitor = Visitor(agent="Tester/1", allows=is_public_here)
        with pytest.raises(Forbidden):
            visitor.ask("GET", server.url())
        assert server.asked == []

    def test_what_one_gets_without_saying_otherwise(self, server: Elsewhere) -> None:
        for url in (server.url(), "http://127.0.0.1/", "http://localhost/", "http://[::1]/"):
            with pytest.raises(OutsideError) as refused:
                Visitor(agent="Tester/1").ask("GET", url)
            assert isinstance(refused.value, Forbidden | NoSuchHost)
        assert server.asked == []
