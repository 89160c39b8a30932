"""One per process: hears the rings, looks once for all open pages, and hands on what is new."""

import asyncio
import logging
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

import redis.asyncio as redis
from django.conf import settings
from django.db import Error as DatabaseError
from psycopg_pool import PoolTimeout

from config.nudge import PAGES_CHANNEL

from .events import BATCH, Event, latest, read_after
from .threads import ask

logger = logging.getLogger(__name__)

# After a broker or a database was away.
RETRY_SECONDS = 2.0
# Up to so many pages fetch the picture at once; more spread it, each page this long.
AT_ONCE, SPREAD_SECONDS = 20, 0.03

# What one stream is handed; None ends it.
Mailbox = asyncio.Queue[Event | None]


@dataclass(slots=True)
class Watch:
    """A debate with open pages. Nothing is handed on before the cursor is known."""

    mailboxes: set[Mailbox] = field(default_factory=set)
    cursor: int | None = None

    def begin(self, cursor: int) -> None:
        """Say from where on; the first page to come decides, and a later one changes nothing."""
        if self.cursor is None:
            self.cursor = cursor

    def tell(self, event: Event) -> None:
        """Hand an event to every page, and go on after it."""
        self.cursor = event.pk
        for mailbox in self.mailboxes:
            mailbox.put_nowait(event)

    def wait(self) -> int:
        """Seconds one page of many waits before it fetches what is not urgent."""
        if len(self.mailboxes) <= AT_ONCE:
            return 0
        return random.randint(0, int(len(self.mailboxes) * SPREAD_SECONDS) + 1)  # noqa: S311 (no secret)


class Hub:
    """Works only while pages are open: then it holds one subscription, and no connection."""

    def __init__(self) -> None:
        self._watches: dict[int, Watch] = {}
        self._streams: Counter[int] = Counter()
        self._rung = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._heeds_signals = self._ended = False

    def has_room(self, user: int) -> bool:
        """Whether one more page of this person may be told as things happen."""
        return not self._ended and self._streams[user] < settings.LIVE_STREAMS_PER_PERSON

    @contextmanager
    def listening(self, user: int, debate: int) -> Iterator[tuple[Watch, Mailbox]]:
        """What happens from now on, as long as the block runs."""
        mailbox: Mailbox = asyncio.Queue()
        watch = self._watches.setdefault(debate, Watch())
        watch.mailboxes.add(mailbox)
        self._streams[user] += 1
        self._start()
        try:
            yield watch, mailbox
        finally:
            watch.mailboxes.discard(mailbox)
            if not watch.mailboxes and self._watches.get(debate) is watch:
                del self._watches[debate]
            self._streams[user] -= 1
            self._streams += Counter()  # Forgets those at nought.
            if not self._watches:
                self._stop()

    async def ready(self, debate: int) -> None:
        """Until everything after this moment is handed on.

        The cursor is read before a stream reads what its page missed, so that there is nothing
        between the two.
        """
        watch = self._watches[debate]
        if watch.cursor is None:
            watch.begin(await ask(latest, debate))

    def end(self) -> None:
        """The process stops: end all streams, so that it need not wait for them."""
        self._ended = True
        for watch in self._watches.values():
            for mailbox in watch.mailboxes:
                mailbox.put_nowait(None)

    def _start(self) -> None:
        if self._tasks:
            return
        self._heed_signals()
        self._rung.clear()
        self._tasks = [asyncio.create_task(work()) for work in (self._hear, self._look_again)]

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    async def _hear(self) -> None:
        """Keep one subscription. Subscribing again rings too: something may have been missed."""
        while True:
            try:
                async with (
                    redis.from_url(
                        settings.REDIS_URL,
                        socket_connect_timeout=settings.REDIS_TIMEOUT_SECONDS,
                        socket_keepalive=True,
                    ) as broker,
                    broker.pubsub() as subscription,
                ):
                    await subscription.subscribe(PAGES_CHANNEL)
                    async for _said in subscription.listen():
                        self._rung.set()
            except (redis.RedisError, OSError) as error:
                logger.warning("Pages hear no rings: %s", error)
            await asyncio.sleep(RETRY_SECONDS)

    async def _look_again(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), settings.LIVE_POLL_SECONDS)
            self._rung.clear()
            try:
                await self._look()
            except (DatabaseError, PoolTimeout) as error:
                logger.warning("Pages cannot be told: %s", error)
                await asyncio.sleep(RETRY_SECONDS)
                self._rung.set()

    async def _look(self) -> None:
        while cursors := {
            debate: watch.cursor
            for debate, watch in self._watches.items()
            if watch.cursor is not None
        }:
            events = await ask(read_after, cursors)
            for event in events:
                if watch := self._watches.get(event.debate):
                    watch.tell(event)
            if len(events) < BATCH:
                return

    def _heed_signals(self) -> None:
        """Hear of the end before the server waits for the streams; it is told as well."""
        if self._heeds_signals or threading.current_thread() is not threading.main_thread():
            return
        self._heeds_signals = True
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)

            def heed(number: int, frame: FrameType | None, before: object = before) -> None:
                loop.call_soon_threadsafe(self.end)
                if callable(before):
                    before(number, frame)

            signal.signal(number, heed)


hub = Hub()
