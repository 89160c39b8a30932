"""Taking times in turn, counting queries, and printing both as a table."""

import platform
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")
# They begin and end a transaction; they ask nothing.
_NO_QUERY = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def milliseconds(call: Callable[..., object], *arguments: object) -> float:
    """How long one call takes."""
    start = perf_counter()
    call(*arguments)
    return (perf_counter() - start) * 1000


def interleaved(
    candidates: dict[str, Callable[[int], object]], rounds: int
) -> dict[str, list[float]]:
    """Times of each candidate in milliseconds, taken in turn (A B C, B C A, …).

    A machine that is busy for a while is then busy for all of them, which leaves the ratios.

    Args:
        candidates: what to call under each name; given the number of the round.
    """
    names = list(candidates)
    times: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            times[name].append(milliseconds(candidates[name], turn))
    return times


def counted(call: Callable[..., T], *arguments: object) -> tuple[T, int]:
    """The result of a call and the number of queries it needed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        result = call(*arguments)
    asked = [q for q in captured.captured_queries if not q["sql"].startswith(_NO_QUERY)]
    return result, len(asked)


def median(times: Sequence[float]) -> float:
    """The middle one: a single disturbed run does not move it."""
    return statistics.median(times)


def percentile(times: Sequence[float], share: float) -> float:
    """The time within which a share (0 to 1) of all were done."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; numbers with a decimal point are shown with two places."""
    texts = [list(head), ["---", *["---:"] * (len(head) - 1)]]
    texts += [
        [f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in texts)


def machine() -> str:
    """One line about where this was measured; to stand above every table."""
    import os

    import django
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    return (
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python "
        f"{platform.python_version()}, Django {django.get_version()}, PostgreSQL {postgres}"
    )
