"""How soon every open page hears of a claim, and what an open page costs its server.

uv run python -m bench.live [--pages 1000] [--rounds 5]
"""

import argparse
import asyncio
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket
from typing import TYPE_CHECKING

import psutil

from bench.measure import machine, median, percentile, table
from bench.site import scratch_site, signed_in

if TYPE_CHECKING:
    from debates.models import Debate
    from teams.models import User

CLAIMS = 200
GIVE_UP_SECONDS = 60.0
# A thousand browsers do not begin in the same millisecond.
AT_ONCE = 20


class Page:
    """A connection that listens; knows when it heard last."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.heard: dict[int, float] = {}

    async def listen(self, port: int, head: bytes, gate: asyncio.Semaphore) -> None:
        """Ask and read until cancelled."""
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head)
            assert b" 200 " in await reader.readline()
            while b"retry" not in await reader.readline():
                pass
        self.opened.set()
        try:
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    self.heard[int(line[4:])] = time.perf_counter()
        finally:
            writer.close()


def main() -> None:
    """Read the arguments, seed, open the pages, post, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.live")
    parser.add_argument("--pages", type=int, default=1000, help="open pages, each of one person")
    parser.add_argument("--rounds", type=int, default=5, help="claims posted one after the other")
    arguments = parser.parse_args()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        team, people = seed_team(arguments.pages)
        debate, _claims = seed_debate(CLAIMS, team, people[:20])
        heads = [_head(person, debate) for person in people]
        with _web() as (port, process):
            rows = asyncio.run(_measure(port, process, heads, debate, arguments.rounds))
        print(f"{machine()}; {arguments.pages} pages on one process, {arguments.rounds} claims\n")
        print(table(["", ""], rows))


async def _measure(
    port: int, process: psutil.Process, heads: list[bytes], debate: "Debate", rounds: int
) -> list[tuple[str, float | int]]:
    warm, gate = Page(), asyncio.Semaphore(AT_ONCE)
    tasks = [asyncio.create_task(warm.listen(port, heads[0], gate))]
    await asyncio.wait_for(warm.opened.wait(), GIVE_UP_SECONDS)
    before = process.memory_full_info().uss
    start = time.perf_counter()
    pages = [Page() for _ in heads[1:]]
    for page, head in zip(pages, heads[1:], strict=True):
        tasks.append(asyncio.create_task(page.listen(port, head, gate)))
    await asyncio.wait_for(
        asyncio.gather(*(page.opened.wait() for page in pages)), GIVE_UP_SECONDS * 4
    )
    opening = time.perf_counter() - start
    await asyncio.sleep(3)
    memory = (process.memory_full_info().uss - before) / max(1, len(pages)) / 1024
    firsts, lasts, middles = [], [], []
    for number in range(rounds):
        pk, committed = await asyncio.to_thread(_post, debate, number)
        end = time.perf_counter() + GIVE_UP_SECONDS
        while any(pk not in page.heard for page in pages):
            assert time.perf_counter() < end, "a page was not told"
            await asyncio.sleep(0.01)
        times = [page.heard[pk] - committed for page in pages]
        firsts.append(min(times))
        middles.append(percentile(times, 0.5))
        lasts.append(max(times))
    threads = process.num_threads()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return [
        ("opening them all, s", opening),
        ("memory a page, KB", memory),
        ("threads of the process", threads),
        ("commit to the first page, s (median)", median(firsts)),
        ("commit to half of the pages, s (median)", median(middles)),
        ("commit to the last page, s (median)", median(lasts)),
        ("commit to the last page, s (worst)", max(lasts)),
    ]


def _post(debate: "Debate", number: int) -> tuple[int, float]:
    """Add a claim as a view does; the id of what is told and the moment it was committed."""
    from config.nudge import nudge
    from debates.models import Claim, Participant

    root = Claim.objects.select_related("debate").get(debate=debate, parent=None)
    by = Participant.objects.filter(debate=debate).order_by("pk")[0]
    _claim, activity = root.reply(f"Posted while all listen {number}", "pro", by=by)
    committed = time.perf_counter()
    nudge()
    assert activity is not None
    return activity.pk, committed


def _head(person: "User", debate: "Debate") -> bytes:
    from django.conf import settings

    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={signed_in(person).cookies[name].value}"
    return (
        f"GET /debates/{debate.pk}/live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


@contextmanager
def _web() -> Iterator[tuple[int, psutil.Process]]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["uvicorn", "config.asgi:application", "--port", str(port), "--lifespan", "off"]
    quiet = ["--no-access-log", "--log-level", "warning"]
    process = psutil.Popen([sys.executable, "-m", *command, *quiet], env=os.environ)
    try:
        _wait(port)
        yield port, process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except psutil.TimeoutExpired:
            process.kill()


def _wait(port: int) -> None:
    end = time.monotonic() + GIVE_UP_SECONDS
    while True:
        with socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, "the server does not start"
        time.sleep(0.1)


if __name__ == "__main__":
    main()
