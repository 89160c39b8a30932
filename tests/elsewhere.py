"""Servers of other people, as they behave: real ones, on this machine."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from config.outside import Visitor
from config.outside.addresses import Address

# What the visitors of tests may ask. 127.0.0.2 is this machine as well, and private to them.
PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"
Page = Callable[["Handler"], None]


@dataclass
class Elsewhere:
    """A server that remembers who asked it what."""

    address: str
    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str = "/", host: str = "") -> str:
        """An address on it."""
        return f"http://{host or self.address}:{self.port}{path}"

    def visitor(self, *more: int, **changes: object) -> Visitor:
        """Somebody who may ask it (and servers on these ports) and no private server."""
        options: dict[str, object] = {"allows": is_public_here, "ports": {self.port, *more}}
        return Visitor(agent="Tester/1 (+http://testserver)", **options | changes)  # type: ignore[arg-type]

    def visits(self, path: str) -> list[str]:
        """With which methods a page was asked for."""
        return [method for method, asked in self.asked if asked == path]


class Handler(BaseHTTPRequestHandler):
    """Answers by the page that is there, 404 where none is."""

    server: "_Server"

    def do_GET(self) -> None:
        elsewhere = self.server.elsewhere
        elsewhere.asked.append((self.command, self.path))
        elsewhere.agents.add(self.headers["User-Agent"])
        elsewhere.pages.get(self.path, says(404))(self)

    do_HEAD = do_GET  # noqa: N815 (its name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
        """Nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    elsewhere: Elsewhere


def is_public_here(address: Address) -> bool:
    """The rule of these tests."""
    return str(address) == PUBLIC


def says(status: int, body: bytes = b"", **headers: str) -> Page:
    """A page with this answer to every method."""

    def page(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return page


def by_method(**statuses: int) -> Page:
    """A page that answers HEAD and GET differently."""
    return lambda handler: says(statuses[handler.command])(handler)


def goes_to(url: str) -> Page:
    """A redirect."""
    return says(302, Location=url)


def drips(handler: Handler) -> None:
    """Sends its head a byte at a time, for a minute."""
    try:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 600:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.1)
    except OSError:
        return  # who asked has gone


def floods(handler: Handler) -> None:
    """Sends as much as anybody takes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b"x" * 100_000)
    except OSError:
        return


def hangs_up(handler: Handler) -> None:
    """Closes the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def mumbles(handler: Handler) -> None:
    """Says something that is not HTTP."""
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


@contextmanager
def elsewhere(address: str = PUBLIC) -> Iterator[Elsewhere]:
    """A server on a free port, until the end of the block."""
    server = _Server((address, 0), Handler)
    server.elsewhere = Elsewhere(address, server.server_port)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.elsewhere
    finally:
        server.shutdown()
        server.server_close()
