"""How long the overview takes and how much it weighs, beside d3 in Node on the same trees.

    uv run python -m bench.overview [--files FOLDER]

With --files also for every Kialo text of a folder, named by its number and by nothing in it.
The comparison needs Node and, once, `npm install` in bench/node_overview. CPU time of this
process and of Node's, one round here and one there in turn, median of five.
"""

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

import django

from bench.debate_shapes import natural
from bench.measure import median, table
from config import boot
from debates.overview.painting import Painting
from debates.overview.sunburst import PAGE, Frame, lay_out
from debates.overview.svg import Links, render
from debates.overview.tree import Row, Tree, build

T = TypeVar("T")
SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 5
WARM = 3  # rounds in one Node process, of which the middle one counts
EVERY_CLAIM = PAGE._replace(thinnest=0)
LINKS = Links(("/debates/3/claims/", "/"), ("/debates/3/overview/?centre=", ""), "#outline")
NODE = Path(__file__).parent / "node_overview"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.overview")
    parser.add_argument("--files", type=Path, help="a folder of Kialo texts to draw as well")
    folder = parser.parse_args().files
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    boot.prepare_nothing()
    django.setup()

    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, ", end="")
    print(f"Python {platform.python_version()}, Node {_node_version()}\n")
    rows = [_measure(f"{claims:,}", natural(claims)) for claims in SIZES]
    for path in sorted(folder.glob("*.txt")) if folder else ():
        read = _read(path)
        rows.append(_measure(f"{len(read):,} (no. {path.stem.rpartition('-')[2]})", read))
    head = (
        "claims", "tree ms", "picture ms", "gzip KB", "segments",
        "every claim ms", "gzip KB", "d3 ms", "gzip KB", "outline ms", "gzip KB",
    )  # fmt: skip
    print(table(head, rows))


def _read(path: Path) -> list[Row]:
    from debates.formats import kialo

    return [
        Row(
            number,
            None if claim.parent is None else claim.parent + 1,
            claim.stance,
            None if claim.link is None else claim.link + 1,
            claim.ordinal,
            claim.text or claim.external_title,
        )
        for number, claim in enumerate(kialo.read(path.read_bytes()).claims, 1)
    ]


def _measure(name: str, rows: list[Row]) -> list[object]:
    from debates.overview import outline
    from debates.overview.colours import by_stance as paint

    build_ms, picture_ms, every_ms, d3_ms, outline_ms = [], [], [], [], []
    d3_kilobytes: float | str = "–"
    for _ in range(ROUNDS):
        tree, ms = _timed(build, rows)
        build_ms.append(ms)
        picture, ms = _timed(_draw, tree, PAGE, paint)
        picture_ms.append(ms)
        every, ms = _timed(_draw, tree, EVERY_CLAIM, paint)
        every_ms.append(ms)
        words, ms = _timed(outline.render, tree, LINKS)
        outline_ms.append(ms)
        if answer := _d3(rows):
            d3_ms.append(answer[0])
            d3_kilobytes = answer[1] / 1024
    return [
        name,
        median(build_ms),
        median(picture_ms),
        _kilobytes(picture),
        picture.count("<a "),
        median(every_ms),
        _kilobytes(every),
        median(d3_ms) if d3_ms else "–",
        d3_kilobytes,
        median(outline_ms),
        _kilobytes(words),
    ]


def _draw(tree: Tree, frame: Frame, paint: Callable[[Tree], Painting]) -> str:
    return render(
        lay_out(tree, frame), paint(tree), ident="overview-picture", name="x", links=LINKS
    )


def _timed(call: Callable[..., T], *arguments: object) -> tuple[T, float]:
    before = process_time()
    result = call(*arguments)
    return result, (process_time() - before) * 1000


def _kilobytes(svg: str) -> float:
    return len(gzip.compress(svg.encode(), 6)) / 1024


def _d3(rows: list[Row]) -> tuple[float, int] | None:
    """Milliseconds and bytes; after two rounds that warm Node's compiler. None without Node."""
    if not shutil.which("node") or not (NODE / "node_modules").is_dir():
        return None
    tree = {
        "parents": [row.parent_id - 1 if row.parent_id else -1 for row in rows],
        "stances": [row.stance or "thesis" for row in rows],
    }
    done = subprocess.run(
        ["node", NODE / "draw.js", str(WARM)],
        input=json.dumps(tree),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return median(answer["times"]), answer["bytes"]


def _node_version() -> str:
    if not shutil.which("node"):
        return "not here"
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
