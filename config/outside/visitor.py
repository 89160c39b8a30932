"""One question to one server. Following a redirect is another question (and another check)."""

import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import httpcore

from .addresses import PORTS, Address, Target, is_public, resolve
from .errors import Faulty, Forbidden, NoAnswer, OutsideError
from .sockets import Allowance, CheckedSockets


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    location: str
    """Where it sends us on to, if anywhere."""
    body: bytes
    """As much of it as was asked for."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: never a server inside our own house, never longer than `seconds`.

    Args:
        agent: who we are, for the logs of others.
        allows: which addresses may be asked; tests have their servers on this machine.
        ports: which ports may be asked.
        resolve: all addresses of a name.
        seconds: for looking up, connecting, asking and listening together.
    """

    agent: str
    allows: Callable[[Address], bool] = is_public
    ports: Collection[int] = frozenset(PORTS.values())
    resolve: Callable[[str, int], Sequence[str]] = resolve
    seconds: float = 5.0

    def ask(self, method: str, url: str, *, most_body: int = 0) -> Answer:
        """Ask for one address. Redirects are not followed, no cookies are kept.

        Args:
            most_body: bytes of the body that are wanted; the rest is not listened to.

        Raises:
            OutsideError: one of its kinds, when nothing was heard.
        """
        target = Target.of(url)
        if target.port not in self.ports:
            raise Forbidden(f"port {target.port}")
        allowance = Allowance(self.seconds)
        sockets = CheckedSockets(self.allows, self.resolve, allowance)
        try:
            with httpcore.ConnectionPool(
                ssl_context=_tls(), network_backend=sockets, max_keepalive_connections=0
            ) as pool:
                return self._hear(pool, method, target, most_body)
        except OutsideError:
            raise
        except httpcore.ConnectError as error:
            if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
                raise Faulty("its encryption is not right") from error
            raise NoAnswer(str(error)) from error
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise NoAnswer(str(error)) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError) as error:
            raise Faulty(str(error)) from error

    def _hear(
        self, pool: httpcore.ConnectionPool, method: str, target: Target, most_body: int
    ) -> Answer:
        host = target.origin.partition("//")[2]
        headers: list[tuple[bytes | str, bytes | str]] = [
            ("Host", host),
            ("User-Agent", self.agent),
            ("Accept", "*/*"),
        ]
        url = httpcore.URL(
            scheme=target.scheme, host=target.host, port=target.port, target=target.path
        )
        with pool.stream(method, url, headers=headers) as response:
            body = b""
            if most_body:
                for piece in response.iter_stream():
                    body += piece
                    if len(body) >= most_body:
                        break
            said = {name.lower(): value for name, value in response.headers}
            location = said.get(b"location", b"").decode("latin-1")
            return Answer(response.status, location, body[:most_body])


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are checked as browsers check them; reading them all takes a while."""
    return httpcore.default_ssl_context()
