"""bin/up: starts the site, says where it is, and leaves nothing behind."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import psutil
import pytest

from config.boot import ROOT
from config.up.options import parse
from tests.services import Run, Site, environment, processes_of, temporary_data

pytestmark = pytest.mark.fault


def _up(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A start that is expected to be refused."""
    return subprocess.run(
        [ROOT / "bin" / "up", "--data", data, *arguments],
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    limit = monotonic() + seconds
    while not condition():
        if monotonic() > limit:
            return False
        sleep(0.1)
    return True


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The demonstration, shared by the tests that only look at it."""
    with temporary_data() as data:
        site = Site(data).wait_until_ready()
        yield site
        assert site.end() == 0, site.output
        assert not processes_of(data)


class TestDemonstration:
    def test_it_says_where_it_is_and_how_to_sign_in(self, site: Site) -> None:
        assert f"Counterpoint is ready: {site.url('')}" in site.output
        assert "choose one of the invented people" in site.output

    def test_the_page_answers(self, site: Site) -> None:
        answer = httpx.get(site.url(), follow_redirects=True)
        assert answer.status_code == 200
        assert "Horizons" in answer.text

    def test_the_settings_are_those_of_production(self, site: Site) -> None:
        answer = httpx.get(site.url("/nothing-is-here/"))
        assert answer.status_code == 404
        assert "DEBUG" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]

    def test_static_files_have_hashed_names_and_are_kept_for_long(self, site: Site) -> None:
        page = httpx.get(site.url(), follow_redirects=True).text
        css = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        answer = httpx.get(site.url(css))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] in {"br", "gzip"}

    def test_a_second_one_on_the_folder_is_refused_in_one_line(self, site: Site) -> None:
        done = _up(site.data)
        assert done.returncode == 1
        assert done.stderr == f"Counterpoint runs already on {site.data} ({site.url('')}).\n"

    def test_a_port_in_use_is_refused_in_one_line(self, site: Site, data_folder: Path) -> None:
        done = _up(data_folder, "--port", str(site.port))
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            f"Port {site.port} of 127.0.0.1 is in use; choose one with --port."
        ]
        assert not processes_of(data_folder)

    def test_commands_share_its_services(self, site: Site, python: Run) -> None:
        code = "from teams.models import User; print(User.objects.count())"
        done = python("manage.py", "shell", "-v0", "-c", code, COUNTERPOINT_DATA=str(site.data))
        assert int(done.stdout) > 1, done.stderr
        assert httpx.get(site.url(), follow_redirects=True).status_code == 200


def test_an_empty_one_is_founded_stopped_found_again_and_never_half_dead(
    data_folder: Path,
) -> None:
    site = Site(data_folder, "--empty").wait_until_ready()
    link = next(line.strip() for line in site.lines if "/first-administrator/" in line)
    with httpx.Client(follow_redirects=True) as client:
        assert client.get(link).status_code == 200
        person = {
            "csrfmiddlewaretoken": client.cookies["csrf"],
            "name": "Ada First",
            "email": "ada@example.org",
            "password": "a long enough secret",
            "team_name": "Night shift",
        }
        assert client.post(link, data=person, headers={"Referer": link}).status_code == 200
    # Ctrl-C.
    assert site.end(signal.SIGINT) == 0, site.output
    assert not processes_of(data_folder)

    site = Site(data_folder, "--empty").wait_until_ready()
    assert "/first-administrator/" not in site.output
    assert "Sign in with your e-mail address." in site.output
    # One of the three dies: better no site than half a one.
    site.child("worker").kill()
    assert site.process.wait(40) != 0
    assert _wait(lambda: not processes_of(data_folder), 10), processes_of(data_folder)


def test_a_killed_supervisor_takes_its_children_along(data_folder: Path) -> None:
    site = Site(data_folder, "--empty").wait_until_ready()
    children = [site.child(name) for name in ("web", "worker", "beat")]
    site.process.kill()
    _gone, alive = psutil.wait_procs(children, timeout=25)
    assert not alive
    # The services stay for the next, who finds them and stops them.
    names = {process.name() for process in processes_of(data_folder)}
    assert names == {"postgres", "valkey-server"}
    again = Site(data_folder, "--empty").wait_until_ready()
    assert again.end() == 0, again.output
    assert not processes_of(data_folder)


def test_sigterm_while_it_still_prepares_leaves_nothing(data_folder: Path) -> None:
    site = Site(data_folder)
    assert _wait(lambda: "Preparing the database" in site.output, 60)
    assert site.end() == 0
    assert _wait(lambda: not processes_of(data_folder), 10), processes_of(data_folder)


class TestOptions:
    def test_the_address_of_a_host(self) -> None:
        assert parse(["--host", "10.1.2.3", "--port", "81"]).address == "http://10.1.2.3:81"
        assert parse(["--host", "::1"]).address == "http://[::1]:8000"

    def test_listening_everywhere_names_one_address(self) -> None:
        host = parse(["--host", "0.0.0.0"]).address
        assert "0.0.0.0" not in host

    @pytest.mark.parametrize("port", ["0", "65536", "http", "²"])
    def test_what_is_no_port(self, port: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            parse(["--port", port])
        assert "is no port" in capsys.readouterr().err

    def test_a_host_that_is_not_ours(self, data_folder: Path) -> None:
        done = _up(data_folder, "--host", "192.0.2.1")
        assert done.returncode == 1
        assert done.stderr.startswith("Cannot listen on 192.0.2.1, port 8000: ")
        assert len(done.stderr.splitlines()) == 1
