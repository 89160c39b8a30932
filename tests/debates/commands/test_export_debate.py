"""`manage.py export_debate`."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from debates.formats.kialo import read
from debates.models import Debate
from teams.models import Team
from tests.debates.formats.files import fixture

NAME = "night-desk-101.txt"


@pytest.fixture
def imported(team: Team) -> Debate:
    """The debate of the file with most oddities."""
    return Debate.objects.import_document(read(fixture(NAME)), team=team, by=None)


class TestExport:
    def test_the_bytes_go_to_standard_output_as_they_are(
        self, imported: Debate, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        call_command("export_debate", str(imported.pk), "--format", "kialo")
        assert capsysbinary.readouterr().out == fixture(NAME)

    def test_a_file_gets_the_same_bytes(self, imported: Debate, tmp_path: Path) -> None:
        target = tmp_path / "out.txt"
        call_command("export_debate", str(imported.pk), format="kialo", output=str(target))
        assert target.read_bytes() == fixture(NAME)

    def test_a_file_that_cannot_be_written_is_said(self, imported: Debate, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="Is a directory"):
            call_command("export_debate", str(imported.pk), format="kialo", output=str(tmp_path))

    @pytest.mark.django_db
    def test_an_unknown_debate_is_said(self) -> None:
        with pytest.raises(CommandError, match="no debate 4711"):
            call_command("export_debate", "4711", format="kialo")
