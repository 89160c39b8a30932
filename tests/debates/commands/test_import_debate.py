"""`manage.py import_debate`."""

import json
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from debates.models import Activity, Debate
from teams.models import Team, User
from tests.debates.formats.files import FIXTURES, v1

pytestmark = pytest.mark.django_db


def run(*arguments: object, error: str = "") -> list[dict[str, Any]]:
    """What the command says with --json, one object a line; it ends with `error` if given."""
    out = StringIO()
    ending = pytest.raises(CommandError, match=error) if error else nullcontext()
    with ending:
        call_command("import_debate", *map(str, arguments), "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


class TestImported:
    def test_one_file_is_one_line(self, team: Team) -> None:
        path = FIXTURES / "night-desk-101.txt"
        (report,) = run(path, "--team", team.slug)
        debate = Debate.objects.get()
        assert report == {
            "file": str(path),
            "debate": debate.pk,
            "claims": 19,
            "links": 3,
            "depth": 4,
            "theses": 1,
            "warnings": [],
        }
        assert (debate.team, debate.opened_by) == (team, None)

    def test_a_folder_is_all_its_texts_by_name(self, team: Team) -> None:
        reports = run(FIXTURES, "--team", team.slug)
        assert [Path(report["file"]).name for report in reports] == sorted(
            path.name for path in FIXTURES.iterdir()
        )
        assert Debate.objects.count() == len(reports)
        assert Activity.objects.count() == len(reports)

    def test_warnings_are_reported(self, team: Team, tmp_path: Path) -> None:
        (tmp_path / "long.txt").write_bytes(v1("1. T", f"1.1. Pro: {'x' * 501}"))
        (report,) = run(tmp_path, "--team", team.slug)
        assert len(report["warnings"]) == 1

    def test_a_member_can_be_its_facilitator(self, team: Team, writer: User) -> None:
        run(FIXTURES / "when-to-rest-103.txt", "--team", team.slug, "--opened-by", writer.email)
        assert Debate.objects.get().opened_by == writer

    def test_without_json_a_person_can_read_it(self, team: Team) -> None:
        out = StringIO()
        path = str(FIXTURES / "when-to-rest-103.txt")
        call_command("import_debate", path, team=team.slug, stdout=out)
        number = Debate.objects.get().pk
        assert out.getvalue() == (
            f"{path}: debate {number}, claims 35, links 0, depth 3, theses 30\n"
        )


class TestRefused:
    def test_the_line_and_reason_are_said_and_the_others_go_on(
        self, team: Team, tmp_path: Path
    ) -> None:
        (tmp_path / "a.txt").write_bytes(v1("1. T", "1.1. Pro: a", "1.3. Pro: b"))
        (tmp_path / "b.txt").write_bytes(v1("1. T"))
        refused, imported = run(tmp_path, "--team", team.slug, error="1 of 2 files")
        assert (refused["debate"], refused["line"]) == (None, 5)
        assert "1.3." in refused["reason"]
        assert imported["debate"] == Debate.objects.get().pk

    def test_a_file_that_is_not_there_is_refused(self, team: Team, tmp_path: Path) -> None:
        (refused,) = run(tmp_path / "none.txt", "--team", team.slug, error="1 of 1 files")
        assert refused["reason"] == "No such file or directory"

    def test_without_json_the_reason_stands_behind_the_name(
        self, team: Team, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"\xff")
        out = StringIO()
        with pytest.raises(CommandError):
            call_command("import_debate", str(path), team=team.slug, stdout=out)
        assert out.getvalue().startswith(f"{path}: refused, line 1: ")

    def test_an_unknown_team_or_a_stranger_is_said(self, team: Team, outsider: User) -> None:
        path = FIXTURES / "when-to-rest-103.txt"
        run(path, "--team", "nowhere", error="no team")
        stranger = ("--opened-by", outsider.email)
        run(path, "--team", team.slug, *stranger, error="Nobody in the team")
        assert not Debate.objects.exists()
