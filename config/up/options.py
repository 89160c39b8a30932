"""What bin/up can be told."""

import argparse
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address


@dataclass(frozen=True)
class Options:
    """Where to listen, where the data is, and whether to start without the demonstration."""

    host: str
    port: int
    data: str | None
    empty: bool

    @property
    def listens_everywhere(self) -> bool:
        """Whether `host` stands for all addresses of the machine."""
        return self.host in {"0.0.0.0", "::", ""}  # noqa: S104 (recognised, not bound)

    @property
    def address(self) -> str:
        """The URL people on this machine (or, listening everywhere, on others) can use."""
        host = _outward_address() if self.listens_everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; on a mistake argparse prints one line and ends the process."""
    parser = argparse.ArgumentParser(
        prog="bin/up",
        description="Runs Counterpoint: database, broker, web, worker and beat. Ctrl-C stops it.",
        epilog="DATABASE_URL and REDIS_URL, when set, are used instead of the embedded services.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s)")
    parser.add_argument(
        "--data",
        metavar="DIR",
        default=os.environ.get("COUNTERPOINT_DATA"),
        help="data folder (var/, or COUNTERPOINT_DATA)",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="no demonstration; print a link that makes the first administrator",
    )
    return Options(**vars(parser.parse_args(arguments)))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; use a number from 1 to 65535")
    return int(text)


def _outward_address() -> str:
    """The address other machines see. Nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(ip_address(probe.getsockname()[0]))
        except OSError:
            return "127.0.0.1"
