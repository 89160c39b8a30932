"""One digest at a time, and what happens when the mail server or we ourselves fail."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import (
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Phase
from digests import delivery
from digests.delivery import send_waiting
from digests.due import CATCH_UP
from digests.models import Cadence, Digest, SkipReason, State
from digests.models.digest import BACK_OFF, MOST_ATTEMPTS
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_member

from .helpers import long_ago, planned, subscribe

pytestmark = pytest.mark.django_db


# Begin: row, count. Then: row, member, choice, covered until, settled, five of news, sent.
# Six more are savepoints, which a worker has as BEGIN and COMMIT.
PER_MAIL = 13 + 6
# Is anybody waiting, and the look that finds nobody (with its savepoint).
PER_RUN = 1 + 3


@pytest.fixture
def digest(thesis: Claim, team: Team, writer: User, viewer: User) -> Digest:
    """The viewer is due, and the writer has said something."""
    long_ago(viewer)
    make_claim(thesis, writer, "Coffee keeps you awake", "con")
    return planned(viewer, team)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    """A mail server that answers with an exception, until told otherwise."""
    answer: list[Exception | None] = [None]
    from django.core.mail.backends.locmem import EmailBackend

    real = EmailBackend.send_messages

    def send(self: EmailBackend, messages: Any) -> int:
        if answer[0]:
            raise answer[0]
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)

    def set_answer(error: Exception | None) -> None:
        answer[0] = error

    return set_answer


def later(digest: Digest, **by: float) -> Digest:
    """As it is in the database, after its next try has come."""
    digest.refresh_from_db()
    Digest.objects.filter(pk=digest.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))
    return digest


def test_it_is_sent_and_noted(digest: Digest, viewer: User) -> None:
    before = timezone.now()
    assert send_waiting() == {"sent": 1}
    (message,) = mail.outbox
    assert message.to == [viewer.email]
    assert "Coffee keeps you awake" in message.body
    digest.refresh_from_db()
    assert digest.state == State.SENT
    assert digest.sent_at is not None
    assert digest.sent_at >= before
    assert digest.message_id == digest.stable_message_id == message.extra_headers["Message-ID"]
    assert digest.since is not None
    assert digest.until is not None


def test_sending_again_sends_nothing(digest: Digest) -> None:
    send_waiting()
    assert send_waiting() == {}
    assert len(mail.outbox) == 1


def test_the_next_one_begins_where_this_one_ended(
    digest: Digest, thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    send_waiting()
    digest.refresh_from_db()
    make_claim(thesis, writer, "Tea cools down")
    planned(viewer, team, "2026-W48")
    send_waiting()
    assert "Tea cools down" in mail.outbox[1].body
    assert "Coffee keeps you awake" not in mail.outbox[1].body
    assert Digest.objects.get(period_key="2026-W48").since == digest.until


def test_nobody_is_early(digest: Digest) -> None:
    Digest.objects.update(next_try_at=timezone.now() + timedelta(minutes=1))
    assert send_waiting() == {}


def test_a_digest_another_worker_finished_is_passed_by(
    digest: Digest,
) -> None:
    digest.mark_sent(timezone.now(), since=timezone.now(), until=timezone.now())
    assert delivery._finish(digest.pk, None, mail.get_connection()) == "passed"
    assert mail.outbox == []


class TestSkipped:
    """Asked again at the moment of sending."""

    def outcome(self, digest: Digest) -> tuple[str, str]:
        send_waiting()
        assert mail.outbox == []
        digest.refresh_from_db()
        return digest.state, digest.skip_reason

    def test_who_left_the_team(self, digest: Digest, viewer: User) -> None:
        Membership.objects.filter(user=viewer).delete()
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.LEFT)

    def test_who_unsubscribed(self, digest: Digest, team: Team, viewer: User) -> None:
        subscribe(viewer, team, cadence=Cadence.OFF)
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.UNSUBSCRIBED)

    def test_whose_account_is_closed(self, digest: Digest, viewer: User) -> None:
        User.objects.filter(pk=viewer.pk).update(is_active=False)
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.INACTIVE)

    def test_who_may_no_longer_see_the_debate(self, digest: Digest, debate: Debate) -> None:
        Debate.objects.filter(pk=debate.pk).update(phase=Phase.DRAFT, opens_at=None)
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.QUIET)

    def test_what_is_too_late(self, digest: Digest) -> None:
        Digest.objects.update(due_at=timezone.now() - CATCH_UP - timedelta(minutes=1))
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.TOO_LATE)

    def test_a_quiet_time_is_covered(self, digest: Digest, thesis: Claim) -> None:
        Claim.objects.exclude(pk=thesis.pk).update(archived_at=timezone.now())
        Activity.objects.update(at=timezone.now() - timedelta(days=60))
        assert self.outcome(digest) == (State.SKIPPED, SkipReason.QUIET)
        digest.refresh_from_db()
        assert digest.until is not None


class TestMailServer:
    def test_later_is_tried_again_at_growing_distances(
        self, digest: Digest, server: Callable[[Exception | None], None]
    ) -> None:
        server(SMTPDataError(451, b"try later"))
        for attempt, distance in enumerate(BACK_OFF, 1):
            now = timezone.now()
            assert send_waiting() == {"planned": 1}
            digest.refresh_from_db()
            assert digest.attempts == attempt
            assert abs(digest.next_try_at - now - distance) < timedelta(seconds=30)
            later(digest)
        assert send_waiting() == {"failed": 1}
        digest.refresh_from_db()
        assert (digest.state, digest.attempts) == (State.FAILED, MOST_ATTEMPTS)
        assert "451" in digest.error
        assert send_waiting() == {}

    @pytest.mark.parametrize(
        "error",
        [
            SMTPServerDisconnected("gone"),
            SMTPDataError(421, b"closing"),
            SMTPRecipientsRefused({"a@b": (450, b"greylisted")}),
            # The administrator's mistake, not the member's.
            SMTPSenderRefused(550, b"not you", "a@b"),
            TimeoutError("never said 250"),
        ],
    )
    def test_it_is_sent_once_the_server_takes_it(
        self, digest: Digest, server: Callable[[Exception | None], None], error: Exception
    ) -> None:
        server(error)
        assert send_waiting() == {"planned": 1}
        server(None)
        assert send_waiting() == {}
        later(digest)
        assert send_waiting() == {"sent": 1}
        digest.refresh_from_db()
        assert digest.error == ""

    @pytest.mark.parametrize(
        "error",
        [
            SMTPRecipientsRefused({"a@b": (550, b"no such person")}),
            SMTPDataError(554, b"we do not want this"),
        ],
    )
    def test_never_means_never_and_others_get_theirs(
        self,
        digest: Digest,
        team: Team,
        owner: User,
        server: Callable[[Exception | None], None],
        error: Exception,
    ) -> None:
        server(error)
        assert send_waiting() == {"failed": 1}
        digest.refresh_from_db()
        assert digest.error != ""
        server(None)
        long_ago(owner)
        planned(owner, team)
        assert send_waiting() == {"sent": 1}

    def test_a_server_that_is_away_is_nobodys_attempt(
        self, digest: Digest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from django.core.mail.backends.locmem import EmailBackend

        def refuse(self: EmailBackend) -> None:
            raise SMTPConnectError(421, b"not now")

        with monkeypatch.context() as patch:
            patch.setattr(EmailBackend, "open", refuse)
            for _ in range(MOST_ATTEMPTS + 3):
                assert send_waiting() == {}
        digest.refresh_from_db()
        assert (digest.state, digest.attempts) == (State.PLANNED, 0)
        assert send_waiting() == {"sent": 1}


class TestPoison:
    def test_a_fault_of_ours_in_one_letter_keeps_nobody_else_waiting(
        self, digest: Digest, team: Team, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = delivery.compose

        def compose(team: Team, user: User, window: Any) -> Any:
            if user.pk == digest.user_id:
                Team.objects.raw("SELECT nonsense")[0]
            return real(team, user, window)

        long_ago(owner)
        planned(owner, team)
        monkeypatch.setattr(delivery, "compose", compose)
        assert send_waiting() == {"planned": 1, "sent": 1}
        digest.refresh_from_db()
        assert "nonsense" in digest.error
        assert digest.attempts == 1

    @pytest.mark.django_db(transaction=True)
    def test_what_kills_the_worker_every_time_is_begun_five_times(
        self, digest: Digest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Killed(BaseException):
            """Nothing is handled any more."""

        begun = 0

        def kill(*args: Any) -> None:
            nonlocal begun
            begun += 1
            raise Killed

        monkeypatch.setattr(delivery, "_work", kill)
        for _ in range(MOST_ATTEMPTS + 3):
            later(digest)
            try:
                send_waiting()
            except Killed:
                continue
        assert begun == MOST_ATTEMPTS
        digest.refresh_from_db()
        assert digest.state == State.FAILED
        assert digest.error != ""

    @pytest.mark.django_db(transaction=True)
    def test_after_a_silent_end_the_others_have_their_turn_first(
        self, digest: Digest, team: Team, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        long_ago(owner)
        later_one = planned(owner, team, due_at=timezone.now() - timedelta(seconds=5))
        assert delivery._begin(Digest.objects.waiting(timezone.now()), timezone.now()) == digest.pk
        assert send_waiting() == {"sent": 1}
        later_one.refresh_from_db()
        assert later_one.state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_a_locked_digest_is_passed_by(digest: Digest) -> None:
    import threading

    from django.db import connection

    outcomes: list[Any] = []

    def other_worker() -> None:
        try:
            outcomes.append(send_waiting())
        finally:
            connection.close()

    with transaction.atomic():
        Digest.objects.select_for_update().get(pk=digest.pk)
        thread = threading.Thread(target=other_worker)
        thread.start()
        thread.join(20)
    assert outcomes == [{}]
    assert mail.outbox == []


def test_queries_per_mail_do_not_grow_with_debates_or_members(
    team: Team, thesis: Claim, writer: User, django_assert_num_queries: Any
) -> None:
    make_claim(thesis, writer)
    everybody = [make_member(team) for _ in range(4)]
    long_ago(*everybody)
    for user in everybody[:1]:
        planned(user, team)
    with django_assert_num_queries(PER_MAIL + PER_RUN):
        assert send_waiting() == {"sent": 1}
    for user in everybody[1:]:
        planned(user, team)
    with django_assert_num_queries(3 * PER_MAIL + PER_RUN):
        assert send_waiting() == {"sent": 3}
