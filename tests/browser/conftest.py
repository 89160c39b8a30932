"""A real browser on the real site."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import global_settings, settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django import Settings

from config.boot import ROOT
from debates.models import Claim
from teams.models import User
from tests.chromium import FLAGS, find
from tests.factories import make_claim
from tests.site import Mailbox, free_port, running, site_environment, smtp_sink, wait_for

# Playwright's own loop runs in this thread; the ORM would refuse to be used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@dataclass(frozen=True)
class Site:
    """A running site: where it is, what its processes are given, and the mails it sent."""

    address: str
    env: dict[str, str]
    mailbox: Mailbox
    folder: Path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium, and the rows of a test must be committed."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def _passwords_of_production(settings: Settings) -> None:
    """The site knows only its own way of keeping passwords; the quick one of tests is not it."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[Site]:
    """The web process, once for all browser tests."""
    # Kept from run to run: collecting and compressing the static files is the slow part.
    folder, port = settings.COUNTERPOINT_DATA / "site", free_port()
    folder.mkdir(exist_ok=True)
    with smtp_sink() as (mailbox, mail_port):
        env = site_environment(folder, port, mail_port)
        subprocess.run(
            [sys.executable, "manage.py", "refresh_static"], cwd=ROOT, env=env, check=True
        )
        command = ("-m", "uvicorn", "config.asgi:application", "--port", str(port))
        log = folder / "web.log"
        with running(*command, "--log-level", "warning", env=env, log=log) as web:
            address = f"http://localhost:{port}"
            wait_for(address, web)
            yield Site(address=address, env=env, mailbox=mailbox, folder=folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; every test gets a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_of(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A window in which somebody has signed in (nobody with None).

    Violations of the content security policy and errors of scripts fail the test.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note_violation(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            faults.append(said.text)

    def open_window(user: User | None, **options: object) -> Page:
        context = chromium.new_context(base_url=site.address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.address}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", note_violation)
        return page

    yield open_window
    for context in contexts:
        context.close()
    let_site_finish()
    assert faults == []


def let_site_finish() -> None:
    """Wait until the site answers nobody any more.

    A window that is closed has often asked for something just before; the tables that its answer
    reads are emptied next, and the two would wait for each other.
    """
    busy = """SELECT count(*) FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
              AND backend_type = 'client backend'"""
    calm, end = 0, time.monotonic() + 10
    while calm < 3 and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(busy)
            calm = calm + 1 if cursor.fetchone() == (0,) else 0
        time.sleep(0.03)


@pytest.fixture
def argued(thesis: Claim, viewer: User) -> dict[str, Claim]:
    """A pro with an attack that is answered, and a con."""
    pro = make_claim(thesis, viewer, "It warms")
    attack = make_claim(pro, viewer, "Not in July", stance="con")
    return {
        "thesis": thesis,
        "pro": pro,
        "attack": attack,
        "answer": make_claim(attack, viewer, "Iced tea does", stance="con"),
        "con": make_claim(thesis, viewer, "It stains", stance="con"),
    }
