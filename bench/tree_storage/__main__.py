"""Measure the storages and print a table for every size of debate."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

from bench.database import scratch_database
from bench.measure import counted, interleaved, machine, median, table


def main() -> None:
    """Read the arguments, make a database, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.tree_storage")
    parser.add_argument("--sizes", default="10000,100000", help="claims of the measured debate")
    parser.add_argument("--rounds", type=int, default=14, help="times each operation is measured")
    arguments = parser.parse_args()
    with scratch_database(fast=True):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS ltree")
        print(f"{machine()}; medians of {arguments.rounds} in turn\n")
        for size in map(int, arguments.sizes.split(",")):
            measure(size, arguments.rounds)


def measure(size: int, rounds: int) -> None:
    """Fill all storages with the same debates, check that they agree, time them in turn."""
    from .adjacency import Adjacency
    from .ltree_path import LtreePath
    from .operations import answers, operations, places
    from .rows import debates_of
    from .rows import rows as rows_of
    from .with_tree_queries import TreeQueries
    from .with_treebeard import Treebeard

    storages: list[Any] = [Adjacency(), LtreePath(), Treebeard(), TreeQueries()]
    debates = debates_of(size)
    where = places(debates[0])
    for storage in storages:
        storage.fill(rows_of(debates))
    _agree({storage.name: answers(storage, where) for storage in storages})
    print(f"## {size:,} claims, beside as many in other debates\n")
    lines: list[list[object]] = []
    for operation, run in operations(where).items():
        calls: dict[str, Callable[[int], object]] = {
            storage.name: partial(run, storage) for storage in storages
        }
        queries = {name: counted(call, 1)[1] for name, call in calls.items()}
        times = interleaved(calls, rounds)
        lines.append([operation, *_cells(times, queries)])
    _agree({s.name: {"around": s.branch_sizes(where.targets[1])} for s in storages})
    print(table(["ms / queries / against (a)", *(s.name for s in storages)], lines))
    print(f"\nOn disk: {', '.join(f'{s.name} {_megabytes(s.table)} MB' for s in storages)}\n")
    for storage in storages:
        storage.empty()


def _cells(times: dict[str, list[float]], queries: dict[str, int]) -> list[object]:
    base = median(next(iter(times.values())))
    return [
        f"{median(taken):.2f} / {queries[name]} / {median(taken) / base:.2f}"
        for name, taken in times.items()
    ]


def _agree(said: dict[str, dict[str, object]]) -> None:
    """Stop when two storages answer differently: the faster of two answers must be right."""
    first, *others = said.items()
    for name, answer in others:
        for question, value in answer.items():
            if value != first[1][question]:
                raise SystemExit(f"{name} and {first[0]} do not agree on {question}")


def _megabytes(name: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s) / 1000000", [name])
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
