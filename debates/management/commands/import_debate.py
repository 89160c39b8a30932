"""Brings debates in from files."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.formats import UnreadableFile, kialo
from debates.models import Debate
from teams.models import Team, User


class Command(BaseCommand):
    """`manage.py import_debate PATH… --team SLUG`: one line a file; each all or nothing."""

    help = (
        "Import debates from Kialo text exports, old or new. A file that cannot be read is refused "
        "whole, with its line and the reason; the others are imported all the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of .txt")
        parser.add_argument("--team", required=True, metavar="SLUG", help="who will argue")
        parser.add_argument("--opened-by", metavar="EMAIL", help="the member who frames it")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        team = Team.objects.filter(slug=options["team"]).first()
        if team is None:
            raise CommandError(f"There is no team “{options['team']}”.")
        by = _member(team, options["opened_by"]) if options["opened_by"] else None
        files = refused = 0
        for path in _files(options["paths"]):
            files += 1
            report = _import(path, team, by)
            refused += report["debate"] is None
            self.stdout.write(json.dumps(report) if options["json"] else _sentence(report))
        if refused:
            raise CommandError(f"{refused} of {files} files refused; nothing of them was kept.")


def _member(team: Team, email: str) -> User:
    user = User.objects.filter(email__iexact=email, memberships__team=team).first()
    if user is None:
        raise CommandError(f"Nobody in the team “{team.slug}” has the address {email}.")
    return user


def _files(paths: list[str]) -> Iterator[Path]:
    """The files themselves, and those of each folder by name."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        else:
            yield path


def _import(path: Path, team: Team, by: User | None) -> dict[str, Any]:
    """What became of one file; `debate` is None when it was refused."""
    name = os.fsencode(path).decode(errors="replace")
    try:
        document = kialo.read(path.read_bytes())
    except OSError as error:
        return {"file": name, "debate": None, "line": None, "reason": error.strerror}
    except UnreadableFile as error:
        return {"file": name, "debate": None, "line": error.line, "reason": error.reason}
    debate = Debate.objects.import_document(document, team=team, by=by)
    return {
        "file": name,
        "debate": debate.pk,
        "claims": len(document.claims),
        "links": document.links,
        "depth": document.depth,
        "theses": document.theses,
        "warnings": document.warnings,
    }


def _sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    if report["debate"] is None:
        where = f"line {report['line']}: " if report["line"] else ""
        return f"{report['file']}: refused, {where}{report['reason']}"
    facts = ", ".join(f"{name} {report[name]}" for name in ("claims", "links", "depth", "theses"))
    warnings = "".join(f"\n  {warning}" for warning in report["warnings"])
    return f"{report['file']}: debate {report['debate']}, {facts}{warnings}"
