"""What the pages cost on which one sees how a debate stands, in debates of very different size.

uv run python -m bench.balcony [--sizes 1000,10000,100000] [--rounds 5]
"""

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.measure import counted, interleaved, machine, median, table
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from debates.models import Debate

PAGES = {
    "where we differ": "differences/",
    "what is left out": "health/",
    "one voice only": "health/single-voice/",
    "perspectives": "perspectives/?left=all&right=own",
}


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.balcony")
    parser.add_argument("--sizes", default="1000,10000,100000", help="claims of the debates")
    parser.add_argument("--rounds", type=int, default=5, help="times each page is asked for")
    arguments = parser.parse_args()
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        team, people = seed_team()
        debates = [
            seed_debate(size, team, people, votes_shown="always")[0]
            for size in map(int, arguments.sizes.split(","))
        ]
        analyze()
        print(f"{machine()}; medians of {arguments.rounds} in turn\n")
        client = signed_in(people[1])
        head = ["claims", "page", "ms", "queries", "KB"]
        rows = [row for debate in debates for row in measure(client, debate, arguments.rounds)]
        print(table(head, rows))


def measure(client: "Client", debate: "Debate", rounds: int) -> list[list[object]]:
    """One line a page."""
    calls: dict[str, Callable[[int], object]] = {}
    seen: dict[str, tuple[int, float]] = {}
    for name, page in PAGES.items():
        url = f"/debates/{debate.pk}/{page}"
        client.get(url)
        response, queries = counted(client.get, url)
        assert response.status_code == 200, response.status_code
        seen[name] = queries, len(response.content) / 1024
        calls[name] = partial(_open, client, url)
    times = interleaved(calls, rounds)
    return [
        [f"{debate.claims_count:,}", name, median(times[name]), queries, kilobytes]
        for name, (queries, kilobytes) in seen.items()
    ]


def _open(client: "Client", url: str, _turn: int) -> None:
    client.get(url)


if __name__ == "__main__":
    main()
