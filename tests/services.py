"""Data folders for the tests that start services, commands or the whole site themselves."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import psutil
import pytest

from config.boot import ROOT

_OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a person who only chose a data folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OURS and not name.startswith(("COUNTERPOINT_", "PYTEST_"))
    }
    return kept | {"COUNTERPOINT_DATA": str(data)} | more


def processes_of(data: Path) -> list[psutil.Process]:
    """Every living process that has the data folder in its command line, folder or environment."""
    found = []
    for process in psutil.process_iter():
        try:
            places = [*process.cmdline(), process.cwd(), process.environ().get("COUNTERPOINT_DATA")]
            if process.status() != psutil.STATUS_ZOMBIE and any(
                place and str(data) in place for place in places
            ):
                found.append(process)
        except psutil.Error:
            continue
    return found


@contextmanager
def temporary_data() -> Iterator[Path]:
    """A place for a data folder; whatever still runs on it afterwards is killed."""
    # Not pytest's tmp_path: its names are too long for a socket and its folders stay.
    parent = Path(tempfile.mkdtemp(prefix="cp-", dir="/tmp"))
    try:
        yield parent / "data"
    finally:
        for process in processes_of(parent):
            process.kill()
        psutil.wait_procs(processes_of(parent), timeout=10)
        shutil.rmtree(parent)


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A data folder for one test."""
    with temporary_data() as data:
        yield data


@pytest.fixture
def python(data_folder: Path) -> Run:
    """Runs Python with arguments as a command of its own on the data folder, and waits for it."""

    def run(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(data_folder, **more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


class Site:
    """bin/up on a data folder of its own, as a person starts it in a terminal."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self.port = free_port()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [ROOT / "bin" / "up", "--data", data, "--port", str(self.port), *arguments],
            env=environment(data),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def output(self) -> str:
        """What it has said so far."""
        return "".join(self.lines)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait_until_ready(self) -> "Site":
        """Until it says where it is; a start that ended or takes too long fails the test."""
        limit = monotonic() + 120
        while "Mail is written to" not in self.output:
            assert self.process.poll() is None, self.output
            assert monotonic() < limit, self.output
            sleep(0.05)
        return self

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask for the end and wait for it; the exit status."""
        self.process.send_signal(how)
        status = self.process.wait(30)
        self._reader.join(30)
        return status

    def child(self, name: str) -> psutil.Process:
        """The process that runs `web`, `worker` or `beat`."""
        found = re.search(rf"{name} started \(pid=(\d+)\)", self.output)
        assert found, self.output
        return psutil.Process(int(found[1]))

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(self.process.stdout)


def free_port() -> int:
    """A port of this machine that nobody listens on right now."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
