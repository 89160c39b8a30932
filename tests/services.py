"""Data folders for the tests that start services, commands or the whole site themselves."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

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


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A folder for a data folder; whatever still runs on it afterwards is killed."""
    # Not pytest's tmp_path: its names are too long for a socket and its folders stay.
    parent = Path(tempfile.mkdtemp(prefix="cp-", dir="/tmp"))
    yield parent / "data"
    for process in processes_of(parent):
        process.kill()
        process.wait(10)
    shutil.rmtree(parent)


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
