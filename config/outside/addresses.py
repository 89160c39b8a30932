"""Which addresses may be asked, and what an address in a link means."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from .errors import Faulty, Forbidden, NoAnswer, NoSuchHost

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}

# What Python calls global and is not, or hides an address of the other kind: carrier-grade NAT,
# the old 6to4 relay; mapped, translated (NAT64), 6to4, Teredo and site-local addresses.
_NOT_FOR_US = [
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",
        "192.88.99.0/24",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "fec0::/10",
    )
]
# Their meaning differs from one reader of addresses to the next, or nothing prints them.
_NEVER = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")

_HOST = re.compile(r"[a-z0-9._:%-]+", re.IGNORECASE)


def is_public(address: Address) -> bool:
    """Whether an address belongs to a server on the internet rather than to somebody's house."""
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(
            address in network for network in _NOT_FOR_US if network.version == address.version
        )
    )


@dataclass(frozen=True, slots=True)
class Target:
    """A link, taken apart as it will be asked."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query, without the fragment; plain ASCII."""

    @classmethod
    def of(cls, url: str) -> "Target":
        """What a link leads to.

        Raises:
            Forbidden: another scheme, or a name or password in it.
            Faulty: it is no address of a page.
        """
        if _NEVER.search(url):
            raise Faulty("no address")
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname or ""
            host = host.encode("idna").decode() if not host.isascii() else host
        except ValueError as error:  # also what IDNA raises
            raise Faulty(f"no address: {error}") from error
        if parts.scheme not in PORTS or parts.username is not None:
            raise Forbidden("only http and https, without a name or password")
        # Also what IDNA makes of some characters.
        if not _HOST.fullmatch(host):
            raise Faulty("no address")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        return cls(parts.scheme, host, port or PORTS[parts.scheme], f"{path}{query}")

    @property
    def origin(self) -> str:
        """Scheme, host and port: whose `robots.txt` counts."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}"


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, as the system knows them.

    Raises:
        NoSuchHost: there is no such name.
        NoAnswer: whoever knows names did not answer.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}:
            raise NoSuchHost(host) from error
        raise NoAnswer(f"the name {host} could not be looked up") from error
    except (OSError, UnicodeError) as error:
        raise NoSuchHost(host) from error
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
