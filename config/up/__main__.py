"""python -m config.up: start everything, say where it is, and stop everything."""

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from types import FrameType

from honcho.printer import Printer

from config import boot, embedded
from config.datafolder import DataFolder, DataFolderError

from .announcement import announce
from .lifeline import end_with_parent
from .options import Options, parse
from .supervisor import Supervisor


class StartError(Exception):
    """Counterpoint cannot start. The text is one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until somebody asks for the end; the exit status."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_quietly)
    try:
        _prepare_environment(options)
        folder = _claim_folder()
        _check_port(options)
        _say("Starting the services")
        boot.prepare()
        folder.remember_origin(os.environ["COUNTERPOINT_ORIGIN"])
        notice = _furnish(options)
        if folder.is_demonstration:
            os.environ["COUNTERPOINT_DEMONSTRATION"] = "true"
        status = _supervise(options, folder, notice)
    except (StartError, DataFolderError) as error:
        print(error, file=sys.stderr)
        return 1
    with suppress(DataFolderError):
        embedded.detach()
    return status


def _prepare_environment(options: Options) -> None:
    """What the settings of all processes read, unless the administrator decided otherwise."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["PYTHONUNBUFFERED"] = "1"
    # A stopping worker gets the soft shutdown: it finishes, or gives back, what it holds.
    os.environ["REMAP_SIGTERM"] = "SIGQUIT"
    os.environ.setdefault("COUNTERPOINT_ORIGIN", options.address)
    if options.listens_everywhere:
        os.environ.setdefault("ALLOWED_HOSTS", f"localhost,127.0.0.1,{socket.gethostname()}")
    if options.data:
        os.environ["COUNTERPOINT_DATA"] = options.data


def _claim_folder() -> DataFolder:
    """The data folder, for this site alone until the process ends."""
    folder = DataFolder(os.environ.get("COUNTERPOINT_DATA") or boot.ROOT / "var")
    if folder.lock("up.lock", fcntl.LOCK_EX | fcntl.LOCK_NB) is None:
        raise StartError(f"Counterpoint runs already on {folder.path} ({folder.origin}).")
    return folder


def _check_port(options: Options) -> None:
    """Find out now, in one line, and not after a minute from the web process."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((options.host, options.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(
                    f"Port {options.port} of {options.host} is in use; choose one with --port."
                ) from error
            raise StartError(
                f"Cannot listen on {options.host}, port {options.port}: {error.strerror}."
            ) from error


def _furnish(options: Options) -> str:
    """Bring everything up to date; returns what to say at the end of the start."""
    done = subprocess.run(
        [sys.executable, "-m", "config.up.furnish", *(["--empty"] if options.empty else [])],
        cwd=boot.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM),
    )
    if done.returncode:
        raise StartError("The database could not be prepared; the reason stands above.")
    return done.stdout.strip()


def _supervise(options: Options, folder: DataFolder, notice: str) -> int:
    supervisor = Supervisor(Printer(sys.stdout), partial(announce, options, folder, notice))
    python = [sys.executable, "-m"]
    commands = {
        "web": [
            *(*python, "uvicorn", "config.asgi:application"),
            *("--host", options.host, "--port", str(options.port)),
            *("--no-access-log", "--no-server-header", "--lifespan", "off"),
            *("--timeout-graceful-shutdown", "5"),
        ],
        "worker": [
            *(*python, "celery", "-A", "config", "worker", "--concurrency", "2"),
            *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
        ],
        "beat": [
            *(*python, "celery", "-A", "config", "beat", "--pidfile", ""),
            *("--schedule", str(folder.path / "beat-schedule"), "--loglevel", "INFO"),
        ],
    }
    for name, command in commands.items():
        supervisor.add(name, command, os.environ, boot.ROOT)
    return supervisor.run()


def _stop_quietly(_number: int, _frame: FrameType | None) -> None:
    """Before the supervisor takes over there is nothing to stop but ourselves."""
    sys.exit(0)


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
