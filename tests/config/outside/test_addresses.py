"""Which addresses are somebody's house, and what an address in a link means."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.outside import Faulty, Forbidden, OutsideError
from config.outside.addresses import Target, is_public

FORBIDDEN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "193.0.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:801::200e",
    "2001:4860:4860::8888",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_private_reserved_and_disguised_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_another_dress_is_never_public(address: object) -> None:
    for dress in ("::ffff:{}", "64:ff9b::{}", "::{}"):
        assert not is_public(ip_address(dress.format(address)))


class TestTarget:
    @pytest.mark.parametrize(
        ("url", "host", "port", "path", "origin"),
        [
            ("http://example.org", "example.org", 80, "/", "http://example.org"),
            ("HTTPS://Example.org:443/a?b=c#d", "example.org", 443, "/a?b=c", "https://example.org"),
            ("http://example.org:8080/ä ö".replace(" ", ""), "example.org", 8080,
             "/%C3%A4%C3%B6", "http://example.org:8080"),
            ("https://bücher.example/", "xn--bcher-kva.example", 443, "/",
             "https://xn--bcher-kva.example"),
            ("http://[2606:4700::1]/x", "2606:4700::1", 80, "/x", "http://[2606:4700::1]"),
            ("http://e.org/a%20b(c)?q=[x]&r=%41", "e.org", 80, "/a%20b(c)?q=[x]&r=%41",
             "http://e.org"),
        ],
    )  # fmt: skip
    def test_it_is_what_will_be_asked(
        self, url: str, host: str, port: int, path: str, origin: str
    ) -> None:
        target = Target.of(url)
        assert (target.host, target.port, target.path, target.origin) == (host, port, path, origin)

    @pytest.mark.parametrize(
        "url",
        ["ftp://example.org/", "file:///etc/passwd", "gopher://x/", "javascript:alert(1)",
         "//example.org/", "example.org", "http://me@example.org/", "http://me:secret@example.org"],
    )  # fmt: skip
    def test_other_schemes_and_secrets_are_forbidden(self, url: str) -> None:
        with pytest.raises(Forbidden):
            Target.of(url)

    @pytest.mark.parametrize(
        "url",
        ["http://", "http:///x", "http://[::1", "http://example.org:port/", "http://e.org/a b",
         "http://e.org/\r\nHost: x", "http://e.org\\@127.0.0.1/", f"http://{'ü' * 70}.org/",
         "http://e.org:99999/"],
    )  # fmt: skip
    def test_what_readers_of_addresses_differ_on_is_faulty(self, url: str) -> None:
        with pytest.raises(Faulty):
            Target.of(url)

    @given(st.text(max_size=60))
    def test_nothing_else_is_thrown_and_what_is_sent_is_one_line(self, tail: str) -> None:
        try:
            target = Target.of(f"http://{tail}")
        except OutsideError:
            return
        assert target.path.isascii()
        assert target.path.isprintable()
        assert " " not in target.path + target.host
