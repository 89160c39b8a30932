"""Asking the database from the event loop, without holding a connection while waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from asgiref.sync import SyncToAsync, sync_to_async
from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")

# A thousand streams that begin at once leave most connections of the pool to the pages.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")


async def ask(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call something that uses the ORM; its connection goes back to the pool at once."""

    def call() -> T:
        try:
            return question(*args, **kwargs)
        finally:
            connections.close_all()

    return await asyncio.get_running_loop().run_in_executor(_threads, call)


async def let_request_go() -> None:
    """Give back what Django keeps for a request until its answer ends: a connection, a thread.

    An answer that streams may end in hours. Whoever needs the thread again gets a new one.
    """
    await sync_to_async(connections.close_all)()
    context = SyncToAsync.thread_sensitive_context.get(None)
    if context is not None and (
        executor := SyncToAsync.context_to_thread_executor.pop(context, None)
    ):
        executor.shutdown(wait=False)
