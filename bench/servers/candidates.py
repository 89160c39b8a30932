"""How each server is started: same number of workers, no access log, nothing else tuned."""

import importlib.util
import sys
from dataclasses import dataclass

APPLICATION = "config.asgi:application"
# How long requests may take to end when the server is asked to stop.
GRACE_SECONDS = "5"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A server, what must be installed for it, and its command without address."""

    name: str
    needs: tuple[str, ...]
    command: tuple[str, ...]
    address: str = "--host 127.0.0.1 --port {port}"

    @property
    def is_installed(self) -> bool:
        """Whether everything it needs can be imported."""
        return all(importlib.util.find_spec(module) for module in self.needs)

    def start(self, port: int) -> list[str]:
        """The command that serves on a port of this machine."""
        return [sys.executable, "-m", *self.command, *self.address.format(port=port).split()]


def candidates(workers: int) -> list[Candidate]:
    """Everything that is compared; the first is the one the others are set against."""
    many = ("--workers", str(workers))
    uvicorn = (
        *("uvicorn", APPLICATION, "--no-access-log", "--lifespan", "off", *many),
        *("--timeout-graceful-shutdown", GRACE_SECONDS),
    )
    gunicorn = (
        *("gunicorn", APPLICATION, "--log-level", "warning", *many),
        *("--graceful-timeout", GRACE_SECONDS),
    )
    bind = "--bind 127.0.0.1:{port}"
    return [
        Candidate("uvicorn", ("uvicorn", "h11"), (*uvicorn, "--http", "h11", "--loop", "asyncio")),
        Candidate(
            "uvicorn, httptools and uvloop",
            ("uvicorn", "httptools", "uvloop"),
            (*uvicorn, "--http", "httptools", "--loop", "uvloop"),
        ),
        Candidate(
            "granian",
            ("granian",),
            (
                *("granian", APPLICATION, "--interface", "asgi", *many),
                *("--respawn-failed-workers", "--log-level", "warning"),
                *("--workers-kill-timeout", GRACE_SECONDS),
            ),
        ),
        Candidate(
            "gunicorn, uvicorn workers",
            ("gunicorn", "uvicorn_worker"),
            (*gunicorn, "--worker-class", "uvicorn_worker.UvicornWorker"),
            bind,
        ),
        Candidate(
            "gunicorn, its own ASGI worker",
            ("gunicorn",),
            (*gunicorn, "--worker-class", "asgi"),
            bind,
        ),
    ]
