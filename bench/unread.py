"""What it costs to know what one person has not read, in debates of very different size.

uv run python -m bench.unread [--sizes 10000,100000] [--unread 0,10,1000] [--rounds 15]
"""

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.measure import counted, interleaved, machine, median, table
from bench.shape import grow
from bench.site import analyze, scratch_site, signed_in

if TYPE_CHECKING:
    from debates.models import Claim, Debate
    from teams.models import Team, User

# The branch that is marked as read: the first claim below the root with a fair part of them all.
SHARE = 0.02


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.unread")
    parser.add_argument("--sizes", default="10000,100000", help="claims of the debates")
    parser.add_argument("--unread", default="0,10,1000", help="unread claims of the reader")
    parser.add_argument("--rounds", type=int, default=15, help="times each thing is done")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    numbers = [int(number) for number in arguments.unread.split(",")]
    with scratch_site():
        from bench.seed import seed_debate, seed_team

        team, people = seed_team()
        debates = {size: seed_debate(size, team, people) for size in sizes}
        analyze()
        print(f"{machine()}; medians of {arguments.rounds} in turn\n")
        rows = [
            measure(debate, claims, number, team, arguments.rounds)
            for debate, claims in debates.values()
            for number in numbers
        ]
    head = ["claims, unread", "queries", "asking ms", "page ms", "next ms", "branch ms", "all ms"]
    print(table(head, rows))


def measure(
    debate: "Debate", claims: "list[Claim]", number: int, team: "Team", rounds: int
) -> list[object]:
    """One line: the query alone, a page with it, the way to the next, and marking as read."""
    from debates.models import Unread

    user = somebody(team, f"{debate.pk}.{number}")
    reader, floor = debate.join(user), floor_for(debate, number)
    client, branch = signed_in(user), branch_of(claims)
    latest = debate.activities.latest("pk").pk
    client.get(branch.get_absolute_url())

    def go_back() -> None:
        """Only what is unread, however often it was read before."""
        reader.readings.all().delete()
        reader.read_to = floor
        reader.save(update_fields=["read_to"])

    def marking(mark: Callable[[], object], _turn: int) -> object:
        go_back()
        return mark()

    go_back()
    found, queries = counted(partial(Unread.of, debate, reader))
    assert found.total <= max(number, 1), found.total
    address = f"/debates/{debate.pk}/claims/{branch.pk}/"
    calls: dict[str, Callable[[int], object]] = {
        "asking": lambda _turn: Unread.of(debate, reader).below(branch.pk),
        "page": lambda _turn: client.get(address),
        "next": lambda _turn: client.get(f"{address}next-unread/"),
    }
    times = interleaved(calls, rounds)
    marks: dict[str, Callable[[int], object]] = {
        "branch": partial(marking, lambda: reader.read_branch(branch, up_to=latest)),
        "all": partial(marking, lambda: reader.read_all(up_to=latest)),
    }
    times |= interleaved(marks, rounds)
    return [
        f"{len(claims):,}, {number:,} unread",
        queries,
        *(median(times[name]) for name in ("asking", "page", "next", "branch", "all")),
    ]


def somebody(team: "Team", name: str) -> "User":
    """A person of the team who has said nothing."""
    from teams.models import Membership, User

    user = User.objects.create(email=f"reader.{name}@example.org", name=name, password="!")  # noqa: S106 (unusable)
    Membership.objects.create(team=team, user=user)
    return user


def floor_for(debate: "Debate", number: int) -> int:
    """The act after which so many claims came."""
    latest = debate.activities.order_by("-pk").values_list("pk", flat=True)
    return int(latest[number])


def branch_of(claims: "list[Claim]") -> "Claim":
    """A branch of some size, of which the latest claims are a part."""
    shape = grow(len(claims))
    sizes = shape.branch_sizes()
    return claims[next(n for n in range(1, len(claims)) if sizes[n] <= SHARE * len(claims))]


if __name__ == "__main__":
    main()
