"""A server and its workers as processes: started, weighed, hurt, stopped."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from .candidates import Candidate

START_SECONDS = 30.0
STOP_SECONDS = 15.0


class Running:
    """One candidate on its own port; everything it writes goes to a file."""

    def __init__(self, candidate: Candidate, log: Path) -> None:
        self.candidate, self.port = candidate, _free_port()
        with log.open("wb") as out:
            self.process = psutil.Popen(
                candidate.start(self.port), stdout=out, stderr=subprocess.STDOUT
            )
        limit = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > limit:
                self.kill()
                raise SystemExit(f"{candidate.name} does not start: {log.read_text()[-2000:]}")
            time.sleep(0.1)

    def megabytes(self) -> float:
        """Memory of the whole tree; what its processes share is counted once."""
        return sum(p.memory_full_info().pss for p in self._everybody()) / 1e6

    def seconds_to_replace_a_worker(self) -> float | None:
        """How long after killing a worker there are as many again; None when nobody cares."""
        workers = self._workers()
        workers[0].kill()
        start = time.monotonic()
        while time.monotonic() - start < STOP_SECONDS:
            time.sleep(0.05)
            if self.process.poll() is not None:
                return None
            now = self._workers()
            if len(now) >= len(workers) and workers[0] not in now:
                return time.monotonic() - start
        return None

    def ask_to_stop(self) -> None:
        """Send SIGTERM, as a supervisor does."""
        self.process.send_signal(signal.SIGTERM)

    def seconds_to_stop(self) -> float | None:
        """How long until the process is gone; None when it stays."""
        start = time.monotonic()
        try:
            self.process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            return None
        return time.monotonic() - start

    def kill(self) -> None:
        """Leave nothing behind, whatever state it is in."""
        for process in self._everybody():
            process.kill()
        self.process.wait(STOP_SECONDS)

    def _everybody(self) -> list[psutil.Process]:
        if not self.process.is_running() or self.process.status() == psutil.STATUS_ZOMBIE:
            return []
        return [self.process, *self.process.children(recursive=True)]

    def _workers(self) -> list[psutil.Process]:
        """The children that hold the application, without Python's own helper."""
        alive = [c for c in self.process.children() if c.status() != psutil.STATUS_ZOMBIE]
        return [c for c in alive if "resource_tracker" not in " ".join(c.cmdline())]

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 0.2).close()
        except OSError:
            return False
        return True


@contextmanager
def running(chosen: list[Candidate], logs: Path) -> Iterator[list[Running]]:
    """All candidates at once, each on a port; idle ones cost the others nothing."""
    servers: list[Running] = []
    try:
        for number, candidate in enumerate(chosen):
            servers.append(Running(candidate, logs / f"{number}.log"))
        yield servers
    finally:
        for server in servers:
            server.kill()


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port: int = attempt.getsockname()[1]
        return port
