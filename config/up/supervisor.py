"""Web, worker and beat under one roof: if one ends, all end, and nothing is left behind."""

import multiprocessing
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import honcho.manager
import honcho.process
from honcho.printer import Printer

from .lifeline import end_with_parent

# The worker's soft shutdown takes up to 20 s (CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT).
_PATIENCE_SECONDS = 22


class _Process(honcho.process.Process):
    """One child and the process that reads its output; both end with the supervisor."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._child_ctor = _start_child
        self._supervisor = os.getpid()

    def run(self, events: Any = None, ignore_signals: Any = False) -> None:
        """Start the child and pass on what it says; runs in a process of its own."""
        end_with_parent(self._supervisor, signal.SIGKILL)
        super().run(events, ignore_signals)


class _Signals:
    """Sends signals to the child itself, which knows how to end its own children."""

    def terminate(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


class Supervisor(honcho.manager.Manager):
    """honcho's manager with our way of ending.

    Args:
        when_started: called once in a thread after all processes have started.
    """

    def __init__(self, printer: Printer, when_started: Callable[[], None]) -> None:
        honcho.manager.KILL_WAIT = _PATIENCE_SECONDS
        # honcho starts its readers by fork; Python 3.14 would do it in another way.
        multiprocessing.set_start_method("fork", force=True)
        super().__init__(printer)
        self._process_ctor = _Process
        self._procmgr = _Signals()
        self._when_started = when_started

    def add(self, name: str, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        """One more process to start, by its arguments."""
        self.add_process(name, f"exec {shlex.join(command)}", env=dict(env), cwd=str(cwd))

    def run(self) -> int:
        """Start all and wait until all have ended.

        Returns:
            0 when somebody asked for the end, otherwise the status of the one that ended first
            (1 when that said 0: nothing here ends by itself).
        """
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.loop()
        if self.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM}:
            return 0
        return self.returncode if self.returncode and self.returncode > 0 else 1

    def _start(self) -> None:
        super()._start()
        # Only now: no thread may exist while honcho forks.
        threading.Thread(target=self._when_started, daemon=True).start()


def _start_child(command: str, **options: Any) -> subprocess.Popen[bytes]:
    prepare = partial(end_with_parent, os.getpid(), signal.SIGTERM)
    # honcho's Popen makes a session for the child, so its process group has its number.
    child: subprocess.Popen[bytes] = honcho.process.Popen(command, preexec_fn=prepare, **options)
    threading.Thread(target=_clear_up_after, args=(child,), daemon=True).start()
    return child


def _clear_up_after(child: subprocess.Popen[bytes]) -> None:
    """Kill what a dead child left behind; it would keep the output open, and us waiting."""
    child.wait()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
