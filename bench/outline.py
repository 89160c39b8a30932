"""What the outline costs, and the ways in which it could have come.

uv run python -m bench.outline [--sizes 1000,10000] [--rounds 5] [--slow 1]

First the page as it is, from the real site. Then the same page in Chromium as it is and in other
ways: laid out at once, streamed, and with branches that are fetched when they are unfolded.
"""

import argparse
import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, sync_playwright

from bench.measure import counted, interleaved, machine, median, milliseconds, table
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from debates.models import Debate

FIRST = 500  # claims on the page where branches would be fetched
PIECES = 20  # in which a streamed page comes
KILOBYTE = 1024
# Tasks of more than 50 ms are what somebody feels.
WATCH = """
window.tasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((task) => tasks.push(task.duration)))
  .observe({ type: "longtask", buffered: true });
"""
FIGURES = """() => [
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  Math.max(0, ...tasks),
]"""
UNFOLD = """() => new Promise((done) => {
  const start = performance.now();
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


@dataclass(frozen=True, slots=True)
class Way:
    """A page, how long the server takes for it, and whether it is sent meanwhile."""

    html: str
    ms: float
    streamed: bool = False
    at_once: bool = False
    """Without content-visibility: everything unfolded is laid out at once."""


@dataclass(slots=True)
class Seen:
    """What Chromium said of one way, in milliseconds, one figure a round."""

    paint: list[float] = field(default_factory=list)
    parsed: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    unfolded: list[float] = field(default_factory=list)


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.outline")
    parser.add_argument("--sizes", default="1000,10000", help="claims of the debates")
    parser.add_argument("--rounds", type=int, default=5, help="times each page is opened")
    parser.add_argument("--slow", type=float, default=1, help="times Chromium is slowed down")
    arguments = parser.parse_args()
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        team, people = seed_team()
        sizes = [int(size) for size in arguments.sizes.split(",")]
        debates = {size: seed_debate(size, team, people)[0] for size in sizes}
        analyze()
        client = signed_in(people[1])
        print(f"{machine()}; medians of {arguments.rounds} in turn\n")
        print(serve(client, debates, arguments.rounds), "\n")
        for size, debate in debates.items():
            print(f"## {size:,} claims in Chromium\n")
            print(look(ways(client, debate), arguments.rounds, arguments.slow), "\n")


def address(debate: "Debate", query: str = "") -> str:
    """The outline's."""
    from django.urls import reverse

    return reverse("debates:outline_show", args=[debate.pk]) + query


def serve(client: "Client", debates: "dict[int, Debate]", rounds: int) -> str:
    """Time, queries and bytes of the page on the server."""
    packed = {"Accept-Encoding": "gzip"}

    def ask(debate: "Debate", headers: dict[str, str], _turn: int) -> object:
        return client.get(address(debate), headers=headers)

    plain, zipped = (
        interleaved({str(n): partial(ask, d, headers) for n, d in debates.items()}, rounds)
        for headers in ({}, packed)
    )
    rows: list[list[Any]] = []
    for size, debate in debates.items():
        answer, queries = counted(client.get, address(debate))
        kilobytes = len(answer.content) / KILOBYTE
        small = len(client.get(address(debate), headers=packed).content) / KILOBYTE
        times = median(plain[str(size)]), median(zipped[str(size)])
        rows.append([f"{size:,}", *times, queries, round(kilobytes), round(small)])
    return table(["claims", "ms", "ms with gzip", "queries", "KB", "gzip KB"], rows)


def ways(client: "Client", debate: "Debate") -> dict[str, Way]:
    """The page as it is, and as it could have been."""
    html = client.get(address(debate)).content.decode()
    unfolded = client.get(address(debate, "?levels=all")).content.decode()
    ms = min(milliseconds(client.get, address(debate)) for _ in range(3))
    lists = html[html.index('<ol class="outline"') : html.rindex("</section>")]
    short, saved = _first_levels(debate)
    return {
        "whole": Way(html, ms),
        "whole, laid out at once": Way(html, ms, at_once=True),
        "whole, all unfolded": Way(unfolded, ms),
        "all unfolded, laid out at once": Way(unfolded, ms, at_once=True),
        "whole, streamed": Way(html, ms, streamed=True),
        f"first {FIRST}, branches fetched": Way(html.replace(lists, short), ms - saved),
    }


def _first_levels(debate: "Debate") -> tuple[str, float]:
    """The lists down to the level that fits, and how much less time that takes to write."""
    from debates.overview import outline
    from debates.overview.load import load_tree
    from debates.overview.printed import as_printed
    from debates.overview.svg import Links

    printed = as_printed(load_tree(debate))
    links = Links((f"/debates/{debate.pk}/claims/", "/"), ("?branch=", ""), "#outline")
    some, all_of_it = outline.Manner(FIRST), outline.Manner(len(printed.tree))
    saved = [
        milliseconds(outline.write, printed, links, 0, all_of_it)
        - milliseconds(outline.write, printed, links, 0, some)
        for _ in range(3)
    ]
    return outline.write(printed, links, 0, some), median(saved)


def look(candidates: dict[str, Way], rounds: int, slow: float) -> str:
    """Open each of them in a window of its own, in turn."""
    from tests.chromium import FLAGS, find

    seen = {name: Seen() for name in candidates}
    with serving(candidates) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for _ in range(rounds):
            for name, place in zip(candidates, range(len(candidates)), strict=True):
                _open(browser, f"{base}/{place}", seen[name], slow)
        browser.close()
    rows = [
        [
            name,
            round(len(gzip.compress(way.html.encode(), 6)) / KILOBYTE),
            *(round(median(figures)) for figures in _figures(seen[name])),
        ]
        for name, way in candidates.items()
    ]
    head = ["way", "gzip KB", "first paint ms", "parsed ms", "longest task ms", "unfold all ms"]
    return table(head, rows)


def _figures(seen: Seen) -> list[list[float]]:
    return [seen.paint, seen.parsed, seen.longest, seen.unfolded]


def _open(browser: Browser, url: str, seen: Seen, slow: float) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    if slow > 1:
        throttle = {"rate": slow}
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", throttle)
    page.goto(url)
    page.wait_for_timeout(500 * slow)
    paint, parsed, longest = page.evaluate(FIGURES)
    seen.paint.append(paint)
    seen.parsed.append(parsed)
    seen.longest.append(longest)
    seen.unfolded.append(page.evaluate(UNFOLD))
    context.close()


@contextmanager
def serving(candidates: dict[str, Way]) -> Iterator[str]:
    """A server that takes as long for each page as the real one, and sends it as it says."""
    from config.staticfiles import whole_sheet

    sheet = whole_sheet(Path("static/css"))
    pages = list(candidates.values())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            way = pages[int(self.path[1])] if self.path[1:2].isdigit() else None
            self.send_response(200 if way or ".css" in self.path else 404)
            self.send_header("Content-Type", "text/html" if way else "text/css")
            self.end_headers()
            if way:
                self._send(way)
            elif ".css" in self.path:
                self.wfile.write(sheet.encode())

        def _send(self, way: Way) -> None:
            html = way.html.encode()
            if way.at_once:
                off = b"<style>.outline__claim{content-visibility:visible!important}</style></head>"
                html = html.replace(b"</head>", off, 1)
            size = len(html) // PIECES + 1 if way.streamed else len(html)
            for begin in range(0, len(html), size):
                time.sleep(way.ms / 1000 * size / len(html))
                self.wfile.write(html[begin : begin + size])

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
