"""One open page: first what it missed, then what happens, and a sign of life in between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import monotonic

from django.conf import settings

from .events import BATCH, may_listen, read_after
from .hub import hub
from .threads import ask, let_request_go

# How long a browser waits before it comes again.
AFTER_A_BREAK, NO_ROOM = "retry: 2000\n\n", "retry: 20000\n\n"


@dataclass(frozen=True, slots=True)
class Listener:
    """One page of one person. `after` is the last event it knows."""

    user: int
    debate: int
    after: int


def poll(listener: Listener) -> str:
    """What happened so far, where nothing can be streamed: the browser asks again."""
    events = read_after({listener.debate: listener.after})
    return NO_ROOM + "".join(event.message() for event in events)


async def stream(listener: Listener) -> AsyncIterator[str]:
    """What happened since `after` and then what happens, as server-sent events.

    Ends when the person may not read the debate any more and when the process stops. Somebody
    with many windows is told in the other ones by and by.
    """
    await let_request_go()
    if not hub.has_room(listener.user):
        yield await ask(poll, listener)
        return
    with hub.listening(listener.user, listener.debate) as (watch, mailbox):
        yield AFTER_A_BREAK
        await hub.ready(listener.debate)
        last, more = listener.after, True
        while more:
            missed = await ask(read_after, {listener.debate: last})
            for event in missed:
                yield event.message()
                last = event.pk
            more = len(missed) == BATCH
        checked = monotonic()
        while True:
            if monotonic() - checked >= settings.LIVE_RECHECK_SECONDS:
                if not await ask(may_listen, listener.user, listener.debate):
                    return
                checked = monotonic()
            try:
                event_or_end = await asyncio.wait_for(mailbox.get(), _patience())
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if event_or_end is None:
                return
            # What was missed may be handed over once more.
            if event_or_end.pk > last:
                last = event_or_end.pk
                yield event_or_end.message(watch.wait())


def _patience() -> float:
    return min(settings.LIVE_HEARTBEAT_SECONDS, settings.LIVE_RECHECK_SECONDS)
