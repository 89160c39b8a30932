"""What it costs to find the next claim without one's vote, and to show it.

uv run python -m bench.voting [--sizes 1000,10000,100000] [--rounds 15]
"""

import argparse
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.measure import counted, interleaved, machine, median, percentile, table
from bench.shape import grow
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from debates.models import Ballot, Claim, Debate
    from teams.models import User

# How far down people have voted: on nothing, on the first levels, on all claims.
NOTHING, EVERYTHING = -1, 10_000
DEPTHS = (NOTHING, 1, 3, 6, EVERYTHING)


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.voting")
    parser.add_argument("--sizes", default="1000,10000,100000", help="claims of the debates")
    parser.add_argument("--rounds", type=int, default=15, help="times each is asked")
    arguments = parser.parse_args()
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        team, people = seed_team()
        debates = {
            size: (*seed_debate(size, team, people), grow(size).depths())
            for size in map(int, arguments.sizes.split(","))
        }
        voters = dict(zip(DEPTHS, people[1:], strict=False))
        for debate, claims, depths in debates.values():
            for deepest, person in voters.items():
                vote_down_to(deepest, debate, claims, depths, person)
        analyze()
        print(f"{machine()}; {arguments.rounds} in turn\n")
        for size, (debate, _claims, depths) in debates.items():
            print(f"## {size:,} claims\n\n{measure(debate, depths, voters, arguments.rounds)}\n")


def vote_down_to(
    deepest: int, debate: "Debate", claims: "list[Claim]", depths: list[int], person: "User"
) -> None:
    """Let somebody have voted on every claim of these levels and on nothing below."""
    from bench.seed import BATCH
    from debates.models import Vote

    voter = debate.join(person)
    Vote.objects.filter(participant=voter).delete()
    Vote.objects.bulk_create(
        (
            Vote(claim=claim, participant=voter, value=claim.pk % 5)
            for claim, depth in zip(claims, depths, strict=True)
            if depth <= deepest
        ),
        batch_size=BATCH,
    )


def measure(debate: "Debate", depths: list[int], voters: "dict[int, User]", rounds: int) -> str:
    """One line a voter: finding the claim alone, and the whole page with what it needs."""
    from debates.models import Ballot

    url = f"/debates/{debate.pk}/voting/"
    widths, rows = Counter(depths), []
    for deepest, person in voters.items():
        ballot, client = Ballot(debate, debate.join(person)), signed_in(person)
        client.get(url)
        response, queries = counted(client.get, url)
        assert response.status_code == 200, response.status_code
        calls: dict[str, Callable[[int], object]] = {
            "next": partial(_front, ballot),
            "page": partial(_open, client, url),
        }
        times = interleaved(calls, rounds)
        voted = sum(n for depth, n in widths.items() if depth <= deepest)
        next_ms, page_ms = median(times["next"]), median(times["page"])
        rows.append([said(deepest), voted, next_ms, percentile(times["next"], 0.95)])
        rows[-1] += [page_ms, queries, f"{len(response.content) / 1024:.1f}"]
    head = ["has voted on", "votes", "next claim ms", "p95", "page ms", "queries", "KB"]
    return table(head, rows)


def said(deepest: int) -> str:
    """What somebody has voted on, in words."""
    named = {NOTHING: "nothing", EVERYTHING: "everything"}
    return named.get(deepest, f"levels 0 to {deepest}")


def _front(ballot: "Ballot", _turn: int) -> object:
    return ballot.front()


def _open(client: "Client", url: str, _turn: int) -> None:
    client.get(url)


if __name__ == "__main__":
    main()
