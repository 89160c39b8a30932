"""The data folder: everything one installation keeps when it is not told where else to keep it.

It holds the embedded services' files, the secrets and the marks that outlive a restart. Nothing
in here knows Django, so that the settings can be fed from it.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Made once and kept: another SECRET_KEY signs everybody out, another password locks us out.
_SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD")


class DataFolderError(Exception):
    """The data folder cannot be used. The text is one line for the administrator."""


class DataFolder:
    """One data folder, made private on first use.

    Raises:
        DataFolderError: when it cannot be made, read or written.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser().resolve()
        if not str(self.path).isprintable():
            raise DataFolderError(f"The data folder {str(self.path)!r} has unprintable characters.")
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DataFolderError(
                f"The data folder {self.path} cannot be made: {_reason(error)}."
            ) from error
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            raise DataFolderError(f"The data folder {self.path} cannot be read and written.")

    def secrets(self) -> dict[str, str]:
        """The installation's secrets, generated on first use into `secrets.env` (mode 0600)."""
        with (
            self._opened("secrets.env") as descriptor,
            os.fdopen(os.dup(descriptor), "r+", encoding="utf-8") as file,
        ):
            known = dict(line.strip().split("=", 1) for line in file if "=" in line)
            missing = {name: secrets.token_urlsafe(50) for name in _SECRETS if not known.get(name)}
            if missing:
                file.writelines(f"{name}={value}\n" for name, value in missing.items())
                file.flush()
                os.fsync(descriptor)
        return known | missing

    @property
    def is_demonstration(self) -> bool:
        """Whether the invented team lives here, and with it the door to be anybody of it."""
        return (self.path / "demonstration").exists()

    def mark_demonstration(self) -> None:
        """Remember that the demonstration was loaded here."""
        (self.path / "demonstration").touch(mode=0o600)

    def unmark_demonstration(self) -> None:
        """Forget it: the door must not exist for the people who come now."""
        (self.path / "demonstration").unlink(missing_ok=True)

    @property
    def origin(self) -> str:
        """The address of the last start of the site, "" when it never started."""
        path = self.path / "origin"
        return path.read_text(encoding="utf-8").strip() if path.exists() else ""

    def remember_origin(self, origin: str) -> None:
        """Keep the address, so that mails sent by a command link to the running site."""
        (self.path / "origin").write_text(f"{origin}\n", encoding="utf-8")

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Be the only process inside for the time of the block; others wait."""
        with self._opened(name):
            yield

    def lock(self, name: str, how: int) -> int | None:
        """Take a lock of `fcntl.flock` that lasts until its descriptor is closed.

        Returns:
            The descriptor, or None when somebody else holds it and `how` says not to wait.
        """
        descriptor = self._open(name)
        try:
            fcntl.flock(descriptor, how)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    @contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        descriptor = self._open(name)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)

    def _open(self, name: str) -> int:
        path = self.path / name
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise DataFolderError(f"{path} cannot be opened: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
