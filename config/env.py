"""Typed, strict reading of the environment.

Every fault is collected, so that an administrator sees all of them in one
message instead of meeting them one restart at a time.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class Environment:
    """Reads settings from environment variables and remembers what was wrong."""

    def __init__(self, source: dict[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source
        self.faults: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        """The variable as it is; without a default it is required."""
        return self._read(name, default, str)

    def flag(self, name: str, *, default: bool) -> bool:
        """One of 1, true, yes, 0, false, no in any case."""
        return self._read(name, default, _flag)

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        return self._read(name, default, int)

    def words(self, name: str, default: str = "") -> list[str]:
        """A list separated by commas; empty parts are left out."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def check(self) -> None:
        """Refuse to start when anything read so far was missing or unreadable.

        Raises:
            ImproperlyConfigured: naming every fault at once.
        """
        if self.faults:
            raise ImproperlyConfigured("The environment is not right: " + "; ".join(self.faults))

    def _read(self, name: str, default: T | None, convert: Callable[[str], T]) -> T:
        raw = self._source.get(name, "")
        if raw:
            try:
                return convert(raw)
            except ValueError as error:
                self.faults.append(f"{name} is {raw!r}: {error}")
        elif default is None:
            self.faults.append(f"{name} is not set")
        return convert("0") if default is None else default


def _flag(raw: str) -> bool:
    try:
        return _WORDS[raw.lower()]
    except KeyError:
        raise ValueError("use true or false") from None


env = Environment()
