"""The fixtures: invented text with every oddity that real files have.

Each file name ends, as Kialo's own do, with the number of the discussion.
"""

from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> bytes:
    """The bytes of one file."""
    return (FIXTURES / name).read_bytes()


def v1(*records: str, end: str = "\r\n") -> bytes:
    """An older Kialo text with these claims."""
    return end.join(["Discussion Title: A title", "", *records]).encode()


def v2(*lines: str, end: str = "\r\n") -> bytes:
    """A newer Kialo text with these lines after its head."""
    return end.join(["Discussion Name:", "A title", "", *lines]).encode()
