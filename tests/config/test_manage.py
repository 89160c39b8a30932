"""manage.py: with the services of the data folder, or with those it was given."""

import os
import textwrap
from pathlib import Path

import psycopg
import pytest

from config.datafolder import DataFolder
from tests.services import Run, processes_of


def _given() -> dict[str, str]:
    """The services this test run uses, as an administrator would name their own."""
    return {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}


def _shell(code: str) -> tuple[str, ...]:
    return ("manage.py", "shell", "-v0", "-c", textwrap.dedent(code))


class TestEmbedded:
    @pytest.mark.fault
    def test_a_command_starts_and_stops_them(self, data_folder: Path, python: Run) -> None:
        done = python(*_shell("from django.db import connection; print(connection.pg_version)"))
        assert done.stdout.strip().startswith("18"), done.stderr
        assert (data_folder / "postgres" / "PG_VERSION").read_text() == "18\n"
        assert not processes_of(data_folder)

    @pytest.mark.fault
    def test_what_one_command_writes_the_next_one_reads(self, python: Run) -> None:
        assert python("manage.py", "migrate", "-v0").returncode == 0
        make = "from teams.models import User; User.objects.create_user('a@example.org', name='A')"
        assert python(*_shell(make)).returncode == 0
        count = "from teams.models import User; print(User.objects.get().email)"
        assert python(*_shell(count)).stdout == "a@example.org\n"

    @pytest.mark.parametrize("arguments", [["help"], ["--version"], ["migrate", "--help"], []])
    def test_help_starts_nothing(
        self, data_folder: Path, python: Run, arguments: list[str]
    ) -> None:
        assert python("manage.py", *arguments).returncode == 0
        assert not data_folder.exists()

    def test_help_needs_no_data_folder(self, data_folder: Path, python: Run) -> None:
        done = python("manage.py", "help")
        assert "import_debate" in done.stdout
        assert "load_demonstration" in done.stdout


class TestGiven:
    def test_nothing_embedded_starts(self, data_folder: Path, python: Run) -> None:
        done = python(
            *_shell(
                "from django.db import connection; connection.ensure_connection(); print('ok')"
            ),
            **_given(),
        )
        assert done.stdout == "ok\n", done.stderr
        assert {path.name for path in data_folder.iterdir()} == {"secrets.env"}
        assert not processes_of(data_folder)

    def test_the_secret_is_made_once(self, python: Run) -> None:
        show = _shell("from django.conf import settings; print(settings.SECRET_KEY)")
        first = python(*show, **_given()).stdout
        assert len(first) > 50
        assert python(*show, **_given()).stdout == first
        assert python(*show, SECRET_KEY="my own", **_given()).stdout == "my own\n"

    def test_it_is_the_database_it_was_given(self, python: Run) -> None:
        with psycopg.connect(_given()["DATABASE_URL"]) as connection:
            (version,) = connection.execute("SHOW server_version_num").fetchone() or ("",)
        code = """
            from django.db import connection
            connection.ensure_connection()
            print(connection.pg_version)
        """
        assert python(*_shell(code), **_given()).stdout.strip() == version

    @pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
    def test_half_of_them_is_refused_in_one_line(self, python: Run, name: str) -> None:
        done = python("manage.py", "check", **{name: _given()[name]})
        assert done.returncode == 1
        assert done.stderr == (
            f"Only {name} is set: give DATABASE_URL and REDIS_URL, or none of them.\n"
        )

    def test_a_database_that_is_away_is_told_in_one_line(self, python: Run) -> None:
        done = python(
            "manage.py",
            "migrate",
            DATABASE_URL="postgresql://nobody@127.0.0.1:9/none",
            REDIS_URL="redis://127.0.0.1:9/0",
        )
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.splitlines()[-1].startswith("The database does not answer")


class TestDataFolder:
    def test_secrets_are_private_and_kept(self, data_folder: Path) -> None:
        first = DataFolder(data_folder).secrets()
        assert DataFolder(data_folder).secrets() == first
        assert (data_folder / "secrets.env").stat().st_mode & 0o777 == 0o600
        assert data_folder.stat().st_mode & 0o777 == 0o700

    def test_a_secret_added_later_leaves_the_others_alone(self, data_folder: Path) -> None:
        folder = DataFolder(data_folder)
        (data_folder / "secrets.env").write_text("# by hand\nSECRET_KEY=mine\n")
        assert folder.secrets()["SECRET_KEY"] == "mine"
        assert len(set(folder.secrets().values())) == 3

    def test_the_demonstration_is_remembered_and_forgotten(self, data_folder: Path) -> None:
        folder = DataFolder(data_folder)
        assert not folder.is_demonstration
        folder.mark_demonstration()
        assert DataFolder(data_folder).is_demonstration
        folder.unmark_demonstration()
        folder.unmark_demonstration()
        assert not folder.is_demonstration

    def test_the_address_is_remembered(self, data_folder: Path, python: Run) -> None:
        DataFolder(data_folder).remember_origin("https://argue.example.org")
        show = _shell("from django.conf import settings; print(settings.COUNTERPOINT_ORIGIN)")
        assert python(*show, **_given()).stdout == "https://argue.example.org\n"
