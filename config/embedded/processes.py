"""Starting a service as its own account, and seeing it go."""

import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from signal import Signals
from typing import Any

import psutil

from .account import Account
from .errors import EmbeddedError

_LOG_LIMIT = 4_000_000
# Popen complains about a service that outlives its object; the services are meant to.
_started: list[subprocess.Popen[bytes]] = []


def start(
    command: Sequence[str],
    *,
    account: Account,
    folder: Path,
    log: Path,
    stdin: bytes = b"",
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a service in its own session, writing to `log`.

    Ctrl-C in the terminal of the command that happened to start it does not reach it. It inherits
    the descriptors in `keep` and no other.
    """
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=plain_environment(),
            start_new_session=True,
            pass_fds=keep,
            **becoming(account),
        )
    _started.append(process)
    assert process.stdin is not None  # noqa: S101 (it was asked for above)
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(stdin)
    return process


def becoming(account: Account) -> dict[str, Any]:
    """The arguments of Popen that make the child run as the account."""
    if not account.change:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def plain_environment() -> dict[str, str]:
    """The little a service needs; PGDATA, LANG and the like must not change what it does."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def last_words(log: Path, since: int) -> str:
    """The line of the log, written after the byte `since`, that says best what went wrong."""
    with log.open("rb") as file:
        file.seek(since if since <= log.stat().st_size else 0)
        lines = file.read().decode(errors="replace").splitlines()
    lines = [line.strip() for line in lines if line.strip()]
    for sign in ("FATAL:", "PANIC:", "error while loading", "ERROR", "FATAL", "# "):
        if found := [line for line in lines if sign in line]:
            # PostgreSQL begins its lines with the time, which helps nobody here.
            return found[0].partition(sign)[2].strip() if sign.endswith(":") else found[0]
    return lines[-1] if lines else "it said nothing"


def is_running(pid: int, name: str) -> bool:
    """Whether `pid` is a living process called `name`; a zombie is not alive."""
    try:
        process = psutil.Process(pid)
        return process.name() == name and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def is_alive(pid: int) -> bool:
    """Whether there is any process of that number, zombies aside."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def working_in(folder: Path, name: str) -> list[int]:
    """The processes called `name` whose working directory is `folder`."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.name() == name and process.cwd() == str(folder):
                found.append(process.pid)
    return found


def signal_process(pid: int, signal: Signals) -> None:
    """Ask a process to end; that it ended meanwhile is fine.

    Raises:
        EmbeddedError: when it is another user's.
    """
    try:
        os.kill(pid, signal)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise EmbeddedError(f"Process {pid} belongs to another user.") from error


def wait_until_gone(pid: int, name: str, seconds: float) -> bool:
    """Wait for a process to end; False when it is still there after `seconds`."""
    limit = time.monotonic() + seconds
    while is_running(pid, name):
        if time.monotonic() > limit:
            return False
        for process in _started:
            process.poll()
        time.sleep(0.02)
    return True


def run(command: Sequence[str], *, account: Account, folder: Path, what: str) -> None:
    """Run a helper program to its end.

    Raises:
        EmbeddedError: with the first line of its complaint.
    """
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=plain_environment(),
        check=False,
        **becoming(account),
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if "error" in line.lower() or "FATAL" in line] or lines
        raise EmbeddedError(f"{what}: {errors[0] if errors else f'status {done.returncode}'}")
