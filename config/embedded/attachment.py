"""Who uses the services of a data folder, and who was the last.

Every user holds a shared lock on `services.lock` for as long as they live; the system takes it
away from the dead. Coming and going happen one at a time under `services.turn`, so the one who
can have `services.lock` for themselves is the last, and nobody can come in while they stop the
services. When the last is killed, the services simply stay for the next.
"""

import atexit
import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.datafolder import DataFolder

from .errors import EmbeddedError
from .postgres import Postgres
from .valkey import Valkey


@dataclass(frozen=True)
class Services:
    """Where the running services are, and their processes."""

    database_url: str
    redis_url: str
    postgres_pid: int
    valkey_pid: int


@dataclass
class _Attachment:
    folder: DataFolder
    services: Services
    lock: int
    pid: int  # a fork inherits the lock but must not give it back


_attachments: dict[Path, _Attachment] = {}


def attach(data: Path, *, fast: bool = False) -> Services:
    """Find the services of a data folder or start them, and keep them until `detach`.

    Args:
        data: the folder; made when missing.
        fast: for tests: nothing is flushed to disk, a power cut may lose everything. Only the
            process that starts the services decides.

    Raises:
        EmbeddedError, DataFolderError: one line that says what is wrong.
    """
    folder = DataFolder(data)
    if (known := _attachments.get(folder.path)) and known.pid == os.getpid():
        return known.services
    try:
        with folder.locked("services.turn"):
            lock = folder.lock("services.lock", fcntl.LOCK_SH)
            assert lock is not None  # noqa: S101 (a lock that waits is always had)
            try:
                services = _find_or_start(folder, fast=fast)
            except BaseException:
                _leave(folder, lock)
                raise
    except OSError as error:
        raise EmbeddedError(f"The services of {folder.path} cannot be started: {error}") from error
    _attachments[folder.path] = _Attachment(folder, services, lock, os.getpid())
    return services


def detach(data: Path | None = None) -> None:
    """Leave the services of a folder (of all folders without one); the last to leave stops them."""
    wanted = DataFolder(data).path if data else None
    for path, attachment in list(_attachments.items()):
        if wanted not in (None, path) or attachment.pid != os.getpid():
            continue
        del _attachments[path]
        # The folder may be gone by now: then there is nothing left to stop properly.
        with suppress(OSError), attachment.folder.locked("services.turn"):
            _leave(attachment.folder, attachment.lock)


def _find_or_start(folder: DataFolder, *, fast: bool) -> Services:
    postgres, valkey = Postgres(folder, fast=fast), Valkey(folder, fast=fast)
    database_url = postgres.find_or_start()
    redis_url = valkey.find_or_start()
    return Services(database_url, redis_url, postgres.pid, valkey.pid)


def _leave(folder: DataFolder, lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        Valkey(folder, fast=False).stop()
        Postgres(folder, fast=False).stop()
    finally:
        os.close(lock)


atexit.register(detach)
