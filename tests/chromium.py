"""Where the browser is. Without one the browser tests are left out; in CI that is a failure."""

import os
import shutil
import sys
from pathlib import Path

import pytest

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_MACINTOSH = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Works as root, without a graphics card and without looking anything up.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The program to start: CHROMIUM of the environment, or the first one on the machine."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or (str(_MACINTOSH) if _MACINTOSH.exists() else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a browser when there is none.

    Raises:
        pytest.UsageError: in CI, where nobody would notice that they did not run.
    """
    affected = [item for item in items if item.get_closest_marker("browser")]
    if not affected or find():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError("There is no Chromium or Chrome for the browser tests.")
    for item in affected:
        item.add_marker(pytest.mark.skip(reason="there is no Chromium or Chrome"))


if __name__ == "__main__":
    if program := find():
        print(program)
    else:
        sys.exit(1)
