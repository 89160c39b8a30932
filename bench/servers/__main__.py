"""Start the servers, take turns at them, then hurt and stop each; print what came of it."""

import argparse
import os
import tempfile
from pathlib import Path

from bench.measure import machine, median, percentile, table
from bench.site import analyze, scratch_site, signed_in

from .behaviour import HEAD, behaviour
from .candidates import candidates
from .load import Load, burst
from .running import Running, running

CLAIMS = 1_000
# One person, and a team that all came at once; with the most requests in a burst.
CLIENTS = {1: 30, 16: 160}


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.servers")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--rounds", type=int, default=5, help="bursts at each server and page")
    arguments = parser.parse_args()
    everything = candidates(arguments.workers)
    for candidate in everything:
        if not candidate.is_installed:
            print(f"{candidate.name}: not installed, left out")
    with scratch_site(), tempfile.TemporaryDirectory() as logs:
        pages, cookie = seed()
        print(f"{machine()}; {arguments.workers} workers each, {arguments.rounds} bursts in turn\n")
        with running([c for c in everything if c.is_installed], Path(logs)) as servers:
            for title, path in pages.items():
                print(f"## {title}\n")
                compare(servers, path, cookie, arguments.rounds)
            print("## Memory, a killed worker, a stop\n")
            claim_page = next(iter(pages.values()))
            print(table(HEAD, [behaviour(server, claim_page, cookie) for server in servers]))


def seed() -> tuple[dict[str, str], str]:
    """A debate; the pages that are asked for, by title, and the cookie of somebody signed in."""
    from bench.claim_page import seed as seed_place
    from bench.seed import seed_team

    team, people = seed_team()
    place = seed_place(CLAIMS, team, people)
    analyze()
    reader = signed_in(people[1])
    url = place.usual.get_absolute_url()
    size = len(reader.get(url).content)
    pages = {
        f"Opening a claim in a debate of {CLAIMS:,}": url,
        "A bare view: one query, as many bytes": f"/floor/{place.usual.pk}/{size}/",
    }
    return pages, f"session={reader.cookies['session'].value}"


def compare(servers: list[Running], path: str, cookie: str, rounds: int) -> None:
    """Bursts at every server in turn, with one client and with many."""
    rows: list[list[object]] = []
    for clients, requests in CLIENTS.items():
        loads: dict[str, list[Load]] = {server.candidate.name: [] for server in servers}
        for turn in range(-1, rounds):
            first = turn % len(servers)
            for server in servers[first:] + servers[:first]:
                load = burst(server.port, path, cookie, clients=clients, requests=requests)
                if turn >= 0:  # the first burst only warms up
                    loads[server.candidate.name].append(load)
        rows += _rows(clients, loads)
    head = ["server", "clients", "requests/s", "against the first", "p50 ms", "p95 ms", "errors"]
    print(table(head, rows), "\n")


def _rows(clients: int, loads: dict[str, list[Load]]) -> list[list[object]]:
    base = median([load.rate for load in next(iter(loads.values()))])
    rows: list[list[object]] = []
    for name, bursts in loads.items():
        rate = median([load.rate for load in bursts])
        times = [time for load in bursts for time in load.times]
        errors = sum(len(load.errors) for load in bursts)
        rows.append(
            [name, clients, rate, rate / base, median(times), percentile(times, 0.95), errors]
        )
    return rows


if __name__ == "__main__":
    main()
