"""What it costs to copy a whole debate and to make a debate of a large branch.

uv run python -m bench.copying [--sizes 1000,10000] [--rounds 5]
"""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.measure import counted, interleaved, machine, median, table
from bench.site import analyze, scratch_site

if TYPE_CHECKING:
    from debates.models import Claim, Debate
    from teams.models import User


def main() -> None:
    """Read the arguments, seed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.copying")
    parser.add_argument("--sizes", default="1000,10000", help="claims of the debates")
    parser.add_argument("--rounds", type=int, default=5, help="times each is done")
    arguments = parser.parse_args()
    with scratch_site():
        rows = [measure(int(size), arguments.rounds) for size in arguments.sizes.split(",")]
        print(f"{machine()}; median of {arguments.rounds}, in turn\n")
        head = ["claims", "copy ms", "queries", "branch", "branch ms", "queries", "by file ms"]
        print(table(head, rows))


def measure(size: int, rounds: int) -> list[object]:
    """One line of the table: the copy, the branch, and the same claims out and in as a file."""
    from bench.seed import seed_debate, seed_team

    team, people = seed_team(slug=f"bench-{size}")
    debate, _ = seed_debate(size, team, people)
    analyze()
    acts = candidates(debate, people[0])
    times = interleaved(acts, rounds)
    queries = {name: counted(act, 0)[1] for name, act in acts.items()}
    return [
        f"{size:,}",
        median(times["copy"]),
        queries["copy"],
        f"{_branch_of(debate)[1]:,}",
        median(times["branch"]),
        queries["branch"],
        median(times["file"]),
    ]


def candidates(debate: "Debate", by: "User") -> dict[str, Callable[[int], object]]:
    """What is called under each name; each is taken back again."""
    from django.db import transaction

    from debates.models import Debate, Naming

    largest, _ = _branch_of(debate)

    def taken_back(act: Callable[[], object]) -> Callable[[int], object]:
        def once(_turn: int) -> object:
            with transaction.atomic():
                made = act()
                # Foreign keys are checked at the end of a transaction, and that is work, too.
                with transaction.get_connection().cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                transaction.set_rollback(True)
            return made

        return once

    def copy() -> object:
        return debate.copy(by=by, title="Copy", naming=Naming.NAMED, with_claims=True)

    def branch() -> object:
        return largest.branch_off(by=by, title="Branch", reason="Large")

    def by_file() -> object:
        return Debate.objects.import_document(debate.as_document(), team=debate.team, by=by)

    return {"copy": taken_back(copy), "branch": taken_back(branch), "file": taken_back(by_file)}


def _branch_of(debate: "Debate") -> "tuple[Claim, int]":
    """The largest branch right below the thesis, and how many claims it has."""
    from debates.models import Claim
    from debates.overview.load import load_tree

    tree = load_tree(debate)
    place = max(tree.children(0), key=tree.sizes.__getitem__)
    claim = Claim.objects.select_related("debate").get(pk=tree.rows[place].id)
    return claim, tree.sizes[place]


if __name__ == "__main__":
    main()
