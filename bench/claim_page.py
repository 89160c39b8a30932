"""What it costs to open a claim and to add one, in debates of very different size.

uv run python -m bench.claim_page [--sizes 50,1000,10000,100000] [--rounds 25]
"""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bench.measure import counted, interleaved, machine, median, table
from bench.shape import grow
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from debates.models import Claim, Debate
    from teams.models import Team, User

# Pages of the same work in debates of any size: three children, three levels down.
CHILDREN, DEPTH = 3, 3
# The debate in which a claim is added.
ADD_IN = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """One debate and the claims whose pages are opened in it."""

    debate: "Debate"
    usual: "Claim"
    widest: "Claim"
    root: "Claim"


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.claim_page")
    parser.add_argument("--sizes", default="50,1000,10000,100000", help="claims of the debates")
    parser.add_argument("--rounds", type=int, default=25, help="times each page is opened")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    with scratch_site():
        from bench.seed import seed_team

        team, people = seed_team()
        places = {size: seed(size, team, people) for size in sorted({*sizes, ADD_IN})}
        analyze()
        print(f"{machine()}; medians of {arguments.rounds} in turn\n")
        reader, returning = signed_in(people[1]), signed_in(people[2])
        was_away(people[2], places.values())
        for title, what, client in [
            ("a claim with three children", "usual", reader),
            ("the same, after a month away: everything is new", "usual", returning),
            ("the thesis", "root", reader),
            ("the widest claim", "widest", reader),
        ]:
            print(f"## Opening {title}\n")
            read(client, {size: places[size] for size in sizes}, what, arguments.rounds)
        add(reader, people[1], places[ADD_IN], arguments.rounds)


def seed(size: int, team: "Team", people: "list[User]") -> Place:
    """A debate, and the claims in it that are opened."""
    from bench.seed import seed_debate

    shape = grow(size)
    debate, claims = seed_debate(size, team, people)
    depths, widths = shape.depths(), [len(children) for children in shape.children()]
    usual = min(
        range(1, size), key=lambda c: (abs(widths[c] - CHILDREN), abs(depths[c] - DEPTH), c)
    )
    widest = max(range(1, size), key=lambda c: widths[c])
    return Place(debate, claims[usual], claims[widest], claims[0])


def was_away(user: "User", places: Iterable[Place]) -> None:
    """Let somebody come back to debates of which they have read nothing."""
    from debates.models import Participant

    for place in places:
        place.debate.join(user)
    Participant.objects.filter(user=user).update(read_to=0)


def read(client: "Client", places: dict[int, Place], what: str, rounds: int) -> None:
    """Queries, bytes and times of one page of each debate; P1 and P2."""
    urls = {size: getattr(place, what).get_absolute_url() for size, place in places.items()}
    for url in urls.values():
        # The first visit writes down that somebody came; every later one is measured.
        client.get(url)
    results = {size: counted(client.get, url) for size, url in urls.items()}
    for response, _queries in results.values():
        assert response.status_code == 200, response.status_code
    weights = {size: len(response.content) for size, (response, _q) in results.items()}
    calls: dict[str, Callable[[int], object]] = {
        f"{size:,} claims": partial(_open, client, url) for size, url in urls.items()
    }
    heaviest = max(weights.values())
    floor = f"/floor/{places[max(places)].usual.pk}/{heaviest}/"
    calls["bare view"] = partial(_open, type(client)(SERVER_NAME="127.0.0.1"), floor)
    queries = [q for _r, q in results.values()]
    queries.append(counted(calls["bare view"], 0)[1])
    times = interleaved(calls, rounds)
    print(_page_table(times, queries, [*weights.values(), heaviest]), "\n")


def add(reader: "Client", writer: "User", place: Place, rounds: int) -> None:
    """Adding a claim against the bare transaction; P4."""
    author = place.debate.join(writer)
    below, numbers = place.usual, count(1)
    target = f"/debates/{place.debate.pk}/claims/{below.pk}/add/"
    floor = f"/floor/{place.debate.pk}/{below.pk}/{author.pk}/add/"

    def post(url: str, _turn: int = 0) -> Any:
        form = {"text": f"Reason number {next(numbers)}", "stance": "pro", "token": str(uuid4())}
        response = reader.post(url, form)
        assert response.status_code in {204, 302}, response.status_code
        return response

    calls: dict[str, Callable[[int], object]] = {
        "add a claim": partial(post, target),
        "bare transaction": partial(post, floor),
    }
    queries = [counted(call, 0)[1] for call in calls.values()]
    times = interleaved(calls, rounds)
    base = median(times["bare transaction"])
    rows = [
        [name, asked, median(taken), median(taken) / base]
        for (name, taken), asked in zip(times.items(), queries, strict=True)
    ]
    print(f"## Adding a claim in a debate of {ADD_IN:,}, signed in\n")
    print(table(["", "queries", "median ms", "against bare"], rows))


def _open(client: "Client", url: str, _turn: int) -> None:
    client.get(url)


def _page_table(times: dict[str, list[float]], queries: list[int], weights: list[int]) -> str:
    medians = {name: median(taken) for name, taken in times.items()}
    first, floor = next(iter(medians.values())), medians["bare view"]
    rows = [
        [name, asked, weight, taken, taken / first, taken / floor]
        for (name, taken), asked, weight in zip(medians.items(), queries, weights, strict=True)
    ]
    head = ["debate", "queries", "bytes", "median ms", "against the smallest", "against bare"]
    return table(head, rows)


if __name__ == "__main__":
    main()
