"""What must be in the environment before the settings are read.

The settings read the environment and nothing else. Whoever was not given a database finds one
in the data folder; whoever was (DATABASE_URL, REDIS_URL) never starts anything.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from config import embedded
from config.datafolder import DataFolder, DataFolderError

ROOT = Path(__file__).resolve().parent.parent


def prepare(*, fast: bool = False) -> DataFolder:
    """Fill in what the environment lacks: secrets and services of the data folder.

    The services are left again when the process ends; see `config.embedded`.

    Args:
        fast: see `config.embedded.attach`.

    Raises:
        DataFolderError: one line that says what is wrong.
    """
    folder = prepare_secrets()
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(given) == 1:
        raise DataFolderError(
            f"Only {given[0]} is set: give DATABASE_URL and REDIS_URL, or none of them."
        )
    if not given:
        _end_properly_on_sigterm()
        services = embedded.attach(folder.path, fast=fast)
        os.environ["DATABASE_URL"] = services.database_url
        os.environ["REDIS_URL"] = services.redis_url
    return folder


def prepare_secrets() -> DataFolder:
    """Fill in what the data folder alone knows, without starting anything."""
    folder = DataFolder(os.environ.get("COUNTERPOINT_DATA") or ROOT / "var")
    known = {
        "COUNTERPOINT_DATA": str(folder.path),
        "SECRET_KEY": "" if os.environ.get("SECRET_KEY") else folder.secrets()["SECRET_KEY"],
        "COUNTERPOINT_DEMONSTRATION": "true" if folder.is_demonstration else "",
        "COUNTERPOINT_ORIGIN": folder.origin,
    }
    for name, value in known.items():
        if value and not os.environ.get(name):
            os.environ[name] = value
    os.environ["COUNTERPOINT_DATA"] = str(folder.path)
    return folder


def prepare_nothing() -> None:
    """Stand in for services with addresses nobody is asked at: for commands that use neither."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:9/0")
    os.environ.setdefault("SECRET_KEY", "only for commands that sign nothing")


def _end_properly_on_sigterm() -> None:
    """Let SIGTERM end the process like Ctrl-C does, so that the services are left properly."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)
