"""A client that asks for one page, bounded in number and time."""

import asyncio
from dataclasses import dataclass, field
from time import perf_counter

GIVE_UP_SECONDS = 10.0
# No burst asks for longer than this, however slow the machine is just now.
BURST_SECONDS = 4.0
OK = 200


@dataclass(slots=True)
class Load:
    """What came of one burst of requests: times in milliseconds of those answered with 200."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.times) / self.seconds


def burst(
    port: int, path: str, cookie: str, *, clients: int, requests: int, keep: bool = True
) -> Load:
    """Ask that many times in all, with so many clients at once; each asks, waits, asks again.

    Args:
        keep: whether a client stays on its connection, as browsers do.
    """
    head = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        f"Connection: {'keep-alive' if keep else 'close'}\r\n"
        "Accept: text/html\r\nAccept-Language: en-gb\r\n\r\n"
    )
    return asyncio.run(_burst(port, head.encode(), keep=keep, clients=clients, requests=requests))


async def _burst(port: int, head: bytes, *, keep: bool, clients: int, requests: int) -> Load:
    load, left = Load(), [requests]
    start = perf_counter()
    await asyncio.gather(*(_client(port, head, left, load, keep=keep) for _ in range(clients)))
    load.seconds = perf_counter() - start
    return load


async def _client(port: int, head: bytes, left: list[int], load: Load, *, keep: bool) -> None:
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    until = perf_counter() + BURST_SECONDS
    while left[0] > 0 and perf_counter() < until:
        left[0] -= 1
        start, good = perf_counter(), False
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS):
                connection = connection or await asyncio.open_connection("127.0.0.1", port)
                status = await _ask(*connection, head)
            good = status == OK
            load.times += [(perf_counter() - start) * 1000] if good else []
            load.errors += [] if good else [str(status)]
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            load.errors.append(type(error).__name__)
        if connection and not (good and keep):
            connection[1].close()
            connection = None
    if connection:
        connection[1].close()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> int:
    """Send one request and read the whole answer; gives its status."""
    writer.write(head)
    await writer.drain()
    answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = answer.partition("\ncontent-length:")[2].partition("\r")[0]
    await reader.readexactly(int(length))
    return int(answer.split(" ", 2)[1])
