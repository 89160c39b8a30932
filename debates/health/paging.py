"""Lists page by page, with the same queries whether there is something on them or not."""

from typing import Any

from django.core.paginator import Page, Paginator


def steady_page(rows: Any, per_page: int, number: str) -> "Page[Any]":
    """One page; the first or last one for a number that makes no sense.

    Django asks for no rows where it counted none. Here they are asked for all the same, so that
    what a page costs depends on nothing.
    """
    pages = Paginator(rows, per_page)
    nearest = pages.get_page(number).number
    first = (nearest - 1) * per_page
    return Page(rows[first : first + per_page], nearest, pages)
