"""What the way in costs somebody with very many debates.

uv run python -m bench.home [--debates 20,200] [--claims 200] [--rounds 15]
"""

import argparse
import gzip
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bench.measure import counted, interleaved, machine, median, percentile, table
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from debates.models import Debate
    from teams.models import Team, User

# How far the three readers have come: never, halfway and all of it.
READERS = ("never came", "half read, half voted", "all read, all voted")


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.home")
    parser.add_argument("--debates", default="20,200", help="debates of the teams")
    parser.add_argument("--claims", type=int, default=200, help="claims of each debate")
    parser.add_argument("--rounds", type=int, default=15, help="times each page is asked for")
    arguments = parser.parse_args()
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        teams = []
        for many in map(int, arguments.debates.split(",")):
            team, people = seed_team(slug=f"team-{many}")
            debates = [
                seed_debate(arguments.claims, team, people[:-3], seed=n)[0] for n in range(many)
            ]
            for person, share in zip(people[-3:], (None, 0.5, 1.0), strict=True):
                if share is not None:
                    come_far(debates, person, share)
            teams.append((many, team, people[-3:]))
        analyze()
        print(f"{machine()}; {arguments.rounds} in turn\n")
        rows = [row for it in teams for row in measure(*it, arguments.rounds)]
    head = ["debates, reader", "queries", "page ms", "p95", "waiting ms", "first ms", "KB", "gzip"]
    print(table(head, rows))


def come_far(debates: "Sequence[Debate]", person: "User", share: float) -> None:
    """Let somebody have read and voted on so much of each debate, the oldest of it."""
    from debates.models import Claim, Vote

    for debate in debates:
        me = debate.join(person)
        acts = list(debate.activities.order_by("pk").values_list("pk", flat=True))
        me.read_to = acts[round(share * (len(acts) - 1))]
        me.save(update_fields=["read_to"])
        claims = Claim.objects.filter(debate=debate).order_by("pk")
        voted = claims[: round(share * debate.claims_count)]
        Vote.objects.bulk_create(Vote(claim=it, participant=me, value=2) for it in voted)


def measure(many: int, team: "Team", readers: "Sequence[User]", rounds: int) -> list[list[object]]:
    """One line a reader: the page, what waits alone, and the page when no picture is kept."""
    from debates.models import Debate

    rows = []
    for said, person in zip(READERS, readers, strict=True):
        client, url = signed_in(person), team.get_absolute_url()
        debates = list(Debate.objects.visible_to(person).filter(team=team))
        client.get(url)
        response, queries = counted(client.get, url)

        calls: dict[str, Callable[[int], object]] = {
            "page": partial(_open, client, url),
            "waiting": partial(_ask, debates, person),
            "first": partial(_open_first, client, url),
        }
        times = interleaved(calls, rounds)
        pages = [median(times["page"]), percentile(times["page"], 0.95)]
        others = [median(times["waiting"]), median(times["first"])]
        weight = [len(response.content) / 1024, len(gzip.compress(response.content, 6)) / 1024]
        rows.append([f"{many}, {said}", queries, *pages, *others, *weight])
    return rows


def _open(client: "Client", url: str, _turn: int) -> None:
    client.get(url)


def _open_first(client: "Client", url: str, _turn: int) -> None:
    from django.core.cache import cache

    cache.clear()
    client.get(url)


def _ask(debates: "Sequence[Debate]", person: "User", _turn: int) -> None:
    from debates.models import Waiting

    Waiting.in_all(debates, person)


if __name__ == "__main__":
    main()
