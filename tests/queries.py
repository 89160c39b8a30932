"""Counting queries: small against large, because a fixed number breaks for good reasons too."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(act: Callable[[], object]) -> list[str]:
    """The SQL an act sends; run once before, so that what is remembered is remembered."""
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured.captured_queries]
