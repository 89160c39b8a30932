"""F5, F6: the broker is gone, or frozen, while people argue. Nobody waits, nothing stays untold."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.test import Client

from debates.models import Activity, Claim, Kind, Vote
from digests.models import Notification, Telling
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team, make_user, root_of

from .conftest import Keep
from .harness import Broker, Child, wait_for, web, worker

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

POSTS = 12
# A request that waited for the broker would take 2 s at the least, and 6 s with its retries.
NEVER_WAITS = 1.9


@pytest.fixture
def claim() -> Claim:
    """A claim of somebody who will be answered."""
    team: Team = make_team("Horizons")
    author = make_member(team, make_user("Ada Author"))
    root = root_of(make_debate(team, author))
    return make_claim(root, author, "Tea calms")


@pytest.fixture
def answerer(claim: Claim) -> User:
    """Who answers."""
    return make_member(claim.debate.team, make_user("Ben Answerer"))


@pytest.fixture
def site(broker: Broker, keep: Keep, tmp_path: Path) -> str:
    """A running web server of ours."""
    child, origin = web(tmp_path, broker.url)
    keep(child)
    return origin


@pytest.fixture
def browser(site: str, answerer: User, claim: Claim) -> Iterator[httpx.Client]:
    """Signed in, with everything loaded once."""
    client = Client()
    client.force_login(answerer, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    with httpx.Client(
        base_url=site, cookies={name: client.cookies[name].value}, timeout=30
    ) as browser:
        assert browser.get(claim.get_absolute_url()).status_code == 200
        yield browser


def post(browser: httpx.Client, path: str, **fields: str) -> tuple[int, float]:
    """The status of a form sent without JavaScript, redirect followed, and its seconds."""
    page = browser.get(path if path.endswith("/add/") else path.replace("vote/", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None, page.status_code
    once = re.search(r'name="token" value="([^"]+)"', page.text)
    form = {"csrfmiddlewaretoken": token[1], **fields}
    if once and path.endswith("/add/"):
        form["token"] = once[1]
    start = time.monotonic()
    answer = browser.post(path, data=form, headers={"Referer": str(page.url)})
    seconds = time.monotonic() - start
    return answer.status_code, seconds


def argue(browser: httpx.Client, claim: Claim) -> list[tuple[int, float]]:
    """Post and vote as somebody without JavaScript does, several at a time."""
    path = f"/debates/{claim.debate_id}/claims/{claim.pk}"

    def one(n: int) -> tuple[int, float]:
        if n % 4 == 3:
            return post(browser, f"{path}/vote/", value=str(n % 5))
        return post(browser, f"{path}/add/", stance="con", text=f"Objection {n}")

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(one, range(POSTS)))


def check(answers: list[tuple[int, float]], claim: Claim, answerer: User) -> None:
    """Everything was taken, at once, and is there."""
    assert {status for status, _ in answers} <= {200, 302}
    assert max(seconds for _, seconds in answers) < NEVER_WAITS
    added = Claim.objects.filter(parent=claim)
    assert added.count() == POSTS * 3 // 4
    assert Vote.objects.filter(claim=claim, participant__user=answerer).exists()


def everything_is_told(claim: Claim) -> bool:
    untold = Activity.objects.exclude(pk__in=Telling.objects.values("pk"))
    return not untold.exists()


def check_told_once(claim: Claim) -> None:
    answers = Activity.objects.filter(kind=Kind.CLAIM_ADDED, claim__parent=claim)
    told = Notification.objects.values_list("activity", flat=True)
    assert sorted(told) == sorted(answers.values_list("pk", flat=True))


def test_a_stopped_broker_holds_nobody_up(
    browser: httpx.Client,
    broker: Broker,
    claim: Claim,
    answerer: User,
    keep: Keep,
    tmp_path: Path,
) -> None:
    broker.stop()
    answers = argue(browser, claim)
    check(answers, claim, answerer)
    assert not Telling.objects.exists()
    broker.start()
    # No beat runs here: the ring that failed is tried again by itself.
    keep(worker(tmp_path / "worker.log", broker.url))
    wait_for(lambda: everything_is_told(claim), 60, "what happened meanwhile is not told")
    check_told_once(claim)


def test_a_frozen_broker_holds_nobody_up(
    browser: httpx.Client,
    broker: Broker,
    claim: Claim,
    answerer: User,
    keep: Keep,
    tmp_path: Path,
) -> None:
    child: Child = keep(worker(tmp_path / "worker.log", broker.url))
    wait_for(lambda: "ready." in child.log.read_text(), 60, "the worker is not ready")
    broker.freeze()
    try:
        answers = argue(browser, claim)
    finally:
        broker.thaw()
    check(answers, claim, answerer)
    wait_for(lambda: everything_is_told(claim), 60, "what happened meanwhile is not told")
    check_told_once(claim)
