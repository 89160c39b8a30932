"""The command: says what it would do, or does it through the same code as the worker."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from debates.models import Activity, Claim
from digests.models import Digest, SkipReason, State, Subscription
from teams.models import Team, User
from tests.factories import make_claim

from .helpers import MONDAY, long_ago, subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(thesis: Claim, team: Team, writer: User, viewer: User) -> User:
    """The viewer chose Monday at eight; the writer said something on Friday."""
    long_ago(viewer, writer, days=300)
    for user in (viewer, writer):
        subscribe(user, team)
    make_claim(thesis, writer, "Coffee keeps you awake")
    Activity.objects.update(at=MONDAY - timedelta(days=3))
    Activity.objects.filter(claim=thesis).update(at=MONDAY - timedelta(days=90))
    return viewer


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_digests", *arguments, stdout=out)
    return out.getvalue()


AT = f"--at={MONDAY.isoformat()}"


def test_a_dry_run_says_who_would_get_what_and_changes_nothing(due: User, writer: User) -> None:
    before = Subscription.objects.count()
    said = run(AT, "--dry-run")
    assert f"{due.email}\thorizons\tHorizons: 1 new argument in 1 debate\n" in said
    assert f"{writer.email}\thorizons\tskipped: nothing happened\n" in said
    assert "1 would be sent" in said
    assert not Digest.objects.exists()
    assert Subscription.objects.count() == before
    assert mail.outbox == []


def test_send_does_what_the_dry_run_said(due: User) -> None:
    assert "1 sent, 1 skipped" in run(AT, "--send").replace(
        "1 skipped, 1 sent", "1 sent, 1 skipped"
    )
    (message,) = mail.outbox
    assert message.to == [due.email]
    assert message.subject == "Horizons: 1 new argument in 1 debate"
    assert Digest.objects.get(user=due).state == State.SENT


def test_twice_is_once(due: User) -> None:
    run(AT, "--send")
    assert "Nobody is due" in run(AT, "--send")
    assert len(mail.outbox) == 1


def test_at_the_hour_nobody_waits_for_their_own_minute(due: User) -> None:
    run(AT, "--send")
    assert Digest.objects.get(user=due).due_at == MONDAY


def test_nobody_due_says_when_somebody_is(due: User) -> None:
    early = (MONDAY - timedelta(days=3)).isoformat()
    said = run(f"--at={early}", "--dry-run")
    assert "Nobody is due" in said
    assert f"The next digest is due at {MONDAY.isoformat()}" in said


def test_only_one_team(due: User, outsider: User) -> None:
    elsewhere = outsider.memberships.get().team
    assert "Nobody is due" in run(AT, "--dry-run", f"--team={elsewhere.slug}")
    assert "1 would be sent" in run(AT, "--dry-run", "--team=horizons")


def test_three_days_late_is_noted_and_not_sent(due: User) -> None:
    run(f"--at={(MONDAY + timedelta(days=3)).isoformat()}", "--send")
    assert Digest.objects.get(user=due).skip_reason == SkipReason.TOO_LATE
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--dry-run", "--team=nowhere"], "no team"),
        (["--dry-run", "--at=monday"], "no moment"),
        (["--dry-run", "--at=2026-11-23T08:00:00"], "says no zone"),
        ([AT], "required"),
        (["--dry-run", "--send"], "not allowed"),
    ],
)
def test_what_cannot_be_understood_is_refused(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run(*arguments)


def test_it_can_be_called_from_code_as_well(due: User) -> None:
    call_command("send_digests", at=MONDAY.isoformat(), send=True, stdout=StringIO())
    assert [message.to for message in mail.outbox] == [[due.email]]
