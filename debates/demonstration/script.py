"""Reads a debate's file: a head, a background in Markdown, and one line a claim.

    title: Tea is better than coffee
    naming: named
    phase: open
    opened: 21 zoe
    closes: 12
    cover: amber
    tags: kitchen, habits

    Why we argue about this.

    ===

    + nadia 20 strong #warm | It keeps warm for longer.
      before: 18 said it better | It stays warm.
      source: experience | https://horizons.example.org/cups | Our cups | Forty minutes.
      comment: dev 19 | Which cups?
      answer: nadia 18 | The blue ones.
      flag: bea 17 unclear | Warm for whom?
      answered: nadia 16 | For whoever drinks it.
      suggest: idris 9 | It stays warm for longer. | One keeps a promise, not a temperature.
      more: nadia 15 | How we measured. ¶ With a thermometer.
      thanks: zoe, dev
      - dev 19 | Only with a cosy.
    - bea 4h -> #warm

A line says stance, who, how long ago (days, or hours with an `h`) and what; two spaces lead one
level in. `strong`, `weak` and `split` say how the team votes on it. `#name` marks a claim that is
shown in a second place by `-> #name`. Under a question, lines without a stance are its theses.
An answer is to the comment above it, `answered` to the flag above it; ¶ begins a new paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(
    r"(?P<indent> *)(?:(?P<sign>[+-]) )?(?P<by>[a-z]+) (?P<ago>-?\d+h?)"
    r"(?: (?P<weight>strong|weak|split))?(?: #(?P<label>\w+))?"
    r"(?: \| (?P<text>.+)| -> #(?P<shows>\w+))$"
)
BEFORE = re.compile(r" +before: (?P<ago>\d+h?) (?P<reason>[^|]+) \| (?P<text>.+)$")
SOURCE = re.compile(
    r" +source: (?P<kind>\w+) \| (?P<url>\S+) \| (?P<title>[^|]+) \| (?P<quotation>.+)$"
)
ASIDE = re.compile(
    r" +(?P<what>comment|answer|flag|answered|suggest|more): (?P<by>[a-z]+) (?P<ago>\d+h?)"
    r"(?: (?P<kind>[a-z]+))? \| (?P<text>[^|]+?)(?: \| (?P<reason>.+))?$"
)
THANKS = re.compile(r" +thanks: (?P<names>[a-z]+(?:, [a-z]+)*)$")
INDENT = 2
STANCES = {"+": "pro", "-": "con", None: None}


class ScriptError(ValueError):
    """A line that cannot be read; says which."""


@dataclass
class Line:
    """One claim, or a link to one."""

    by: str
    ago: str
    stance: str | None
    text: str = ""
    weight: str = ""
    label: str = ""
    shows: str = ""
    before: re.Match[str] | None = None
    sources: list[re.Match[str]] = field(default_factory=list)
    asides: list[re.Match[str]] = field(default_factory=list)
    thanks: list[str] = field(default_factory=list)
    below: list["Line"] = field(default_factory=list)

    def walk(self, level: int = 2) -> Iterator[tuple["Line", int]]:
        """This claim and all below it with their levels (the thesis is level 1)."""
        yield self, level
        for line in self.below:
            yield from line.walk(level + 1)


@dataclass
class Script:
    """A debate as its file says it."""

    head: dict[str, str]
    background: str
    lines: list[Line]

    def walk(self) -> Iterator[tuple[Line, int]]:
        """Every claim but the root, parents first, with its level."""
        for line in self.lines:
            yield from line.walk()


def read_script(path: Path) -> Script:
    """Read one debate's file.

    Raises:
        ScriptError: when a line does not follow the form above.
    """
    top, _, tree = path.read_text(encoding="utf-8").partition("\n===\n")
    head, _, background = top.partition("\n\n")
    offset = top.count("\n") + 2
    return Script(
        head=dict(row.split(": ", 1) for row in head.splitlines()),
        background=background.strip(),
        lines=_read_tree(tree.splitlines(), f"{path.name}:", offset),
    )


def _read_tree(rows: list[str], where: str, offset: int) -> list[Line]:
    top: list[Line] = []
    way: list[Line] = []  # from the top to the claim read last
    for number, row in enumerate(rows, offset + 1):
        if not row.strip():
            continue
        if way and (found := SOURCE.match(row)):
            way[-1].sources.append(found)
        elif way and (found := BEFORE.match(row)):
            way[-1].before = found
        elif way and (found := ASIDE.match(row)):
            way[-1].asides.append(found)
        elif way and (found := THANKS.match(row)):
            way[-1].thanks = found["names"].split(", ")
        elif found := LINE.match(row):
            depth, rest = divmod(len(found["indent"]), INDENT)
            if rest or depth > len(way):
                raise ScriptError(f"{where}{number}: indented too far")
            line = _line(found)
            (way[depth - 1].below if depth else top).append(line)
            way[depth:] = [line]
        else:
            raise ScriptError(f"{where}{number}: cannot be read: {row.strip()[:60]}")
    return top


def _line(found: re.Match[str]) -> Line:
    return Line(
        by=found["by"],
        ago=found["ago"],
        stance=STANCES[found["sign"]],
        text=found["text"] or "",
        weight=found["weight"] or "",
        label=found["label"] or "",
        shows=found["shows"] or "",
    )
