"""Connections that go exactly where it was checked that they may, and end in time."""

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import httpcore

from .addresses import Address
from .errors import Faulty, Forbidden

# A server that sends its head byte by byte would otherwise hold a worker for ever.
MOST_BYTES = 600_000


@dataclass(slots=True)
class Allowance:
    """How long a question may take in all, and how much may come back."""

    seconds: float
    most_bytes: int = MOST_BYTES
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds.

        Raises:
            httpcore.ReadTimeout: none are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left

    def take(self, data: bytes) -> bytes:
        """Count what came.

        Raises:
            Faulty: it is more than anybody needs.
        """
        self.most_bytes -= len(data)
        if self.most_bytes < 0:
            raise Faulty("the answer is too large")
        return data


class _Stream(httpcore.NetworkStream):
    """A connection within an allowance."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._allowance.take(self._stream.read(max_bytes, self._allowance.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._allowance.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._allowance.left())
        return _Stream(stream, self._allowance)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class CheckedSockets(httpcore.NetworkBackend):
    """Looks a name up once, and connects to one of the addresses it has just looked at.

    Nothing looks the name up a second time, so it cannot mean another server by then.
    """

    def __init__(
        self,
        allows: Callable[[Address], bool],
        resolve: Callable[[str, int], Sequence[str]],
        allowance: Allowance,
    ) -> None:
        self._allows, self._resolve, self._allowance = allows, resolve, allowance
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            Forbidden: one of its addresses is none that we may ask. One is enough: whoever mixes
                them wants something.
        """
        addresses = [ipaddress.ip_address(found) for found in self._resolve(host, port)]
        if not addresses or not all(map(self._allows, addresses)):
            raise Forbidden(f"{host} is not a public server")
        refused: Exception | None = None
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(str(address), port, self._allowance.left())
            except httpcore.ConnectError as error:
                refused = error
            else:
                return _Stream(stream, self._allowance)
        raise refused or httpcore.ConnectError("nobody answered")
