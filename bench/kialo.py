"""Do genuine Kialo texts read, and come back byte for byte? How fast?

    uv run python -m bench.kialo FOLDER [--normalised] [--database] [--rounds N]

Reads every .txt of a folder and writes it again; with --normalised also its copies with only LF
and with only CRLF, which must read as the original does. With --database each goes through the
real import into a team of an empty database and out through the real export, and the whole is
compared with PostgreSQL's COPY of the very same rows. Prints numbers and the names of files that
failed, never what is in them: exports are private.
"""

import argparse
import io
import resource
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bench.database import scratch_database
from bench.measure import machine, median, table
from config import boot

if TYPE_CHECKING:
    from debates.models import Debate
    from teams.models import Team

TABLES = ("debates_debate", "debates_claim", "debates_source", "debates_activity")


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m bench.kialo")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", action="store_true", help="import and export for real")
    parser.add_argument(
        "--rounds", type=int, default=1, help="of import and COPY; the median counts"
    )
    parser.add_argument("--normalised", action="store_true", help="also copies with one line end")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
    if not files:
        parser.error(f"no .txt in {options.folder}")
    if not options.database:
        _set_up_without_services()
        print(read_and_write(files, normalised=options.normalised))
        return
    with scratch_database():
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        in_memory = read_and_write(files, normalised=options.normalised)
        in_database = through_the_database(files, options.rounds)
        print(machine(), in_memory, in_database, sep="\n\n")


def _set_up_without_services() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    boot.prepare_nothing()
    django.setup()


def read_and_write(files: list[Path], *, normalised: bool) -> str:
    """Read each file and write it again, in memory."""
    from debates.formats import UnreadableFile, kialo

    seen: Counter[str] = Counter()
    spent = {"reading": 0.0, "writing": 0.0}
    for path in files:
        data = path.read_bytes()
        start = perf_counter()
        try:
            document = kialo.read(data)
        except UnreadableFile as error:
            print(f"refused: {path.name}, line {error.line}")
            continue
        middle = perf_counter()
        written = kialo.write(document)
        spent["writing"] += perf_counter() - middle
        spent["reading"] += middle - start
        seen["read"] += 1
        seen["claims"] += len(document.claims)
        seen["links"] += document.links
        seen["warnings"] += len(document.warnings)
        seen["same bytes"] += _same(path, data, written)
        if normalised:
            lf = data.replace(b"\r\n", b"\n")
            seen["same with only LF"] += kialo.read(lf) == document
            seen["same with only CRLF"] += kialo.read(lf.replace(b"\n", b"\r\n")) == document
    rows = [["files", len(files)], *seen.items(), *((f"s {k}", v) for k, v in spent.items())]
    return table(["read and written", ""], rows)


def through_the_database(files: list[Path], rounds: int) -> str:
    """Import and export everything, and compare the import with COPY."""
    from teams.models import Team

    times: dict[str, list[float]] = {"import": [], "COPY": []}
    seen: Counter[str] = Counter()
    peak = 0.0
    for number in range(rounds):
        _empty()
        team, _ = Team.objects.get_or_create(name="Bench", slug="bench")
        start = perf_counter()
        debates = _import(files, team)
        times["import"].append(perf_counter() - start)
        if number == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            start = perf_counter()
            seen["same bytes"] = _export(debates)
            times["export"] = [perf_counter() - start]
        copied, rows = _copy()
        times["COPY"].append(copied)
        seen["rows"] = rows
    ratio = median(times["import"]) / median(times["COPY"])
    return table(
        ["through the database", ""],
        [
            ["debates", len(debates)],
            *seen.items(),
            *((f"s {name}", median(spent)) for name, spent in times.items()),
            ["import / COPY", ratio],
            ["MB at most, importing", peak],
        ],
    )


def _import(files: list[Path], team: "Team") -> dict[Path, "Debate"]:
    from debates.formats import UnreadableFile, kialo
    from debates.models import Debate

    debates = {}
    for path in files:
        try:
            document = kialo.read(path.read_bytes())
        except UnreadableFile:
            continue
        debates[path] = Debate.objects.import_document(document, team=team, by=None)
    return debates


def _export(debates: dict[Path, "Debate"]) -> int:
    from debates.formats import kialo

    return sum(
        _same(path, path.read_bytes(), kialo.write(debate.as_document()))
        for path, debate in debates.items()
    )


def _same(path: Path, data: bytes, written: bytes) -> bool:
    if data == written:
        return True
    print(f"not the same bytes: {path.name}")
    return False


def _copy() -> tuple[float, int]:
    """Take every row out and put it back with COPY: the seconds of the way in, and the rows."""
    from django.db import connection, transaction

    dumps = {}
    rows = 0
    with connection.cursor() as cursor:
        for name in TABLES:
            dumps[name] = io.BytesIO()
            with cursor.copy(f"COPY {name} TO STDOUT (FORMAT binary)") as out:
                for block in out:
                    dumps[name].write(block)
            rows += cursor.rowcount
    _empty()
    start = perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for name in TABLES:
            with cursor.copy(f"COPY {name} FROM STDIN (FORMAT binary)") as into:
                into.write(dumps[name].getbuffer())
    return perf_counter() - start, rows


def _empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


if __name__ == "__main__":
    main()
