"""What time a digest covers."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from debates.models import Activity, Kind
from digests.models import Digest, SkipReason, State
from digests.window import FIRST, settled, window_of
from teams.models import Membership, Team, User
from tests.factories import make_debate

from .helpers import long_ago


def ended(user: User, team: Team, days_ago: int, state: str, reason: str = "") -> Digest:
    """A digest that came to an end some days ago."""
    until = timezone.now() - timedelta(days=days_ago)
    covers = state == State.SENT or reason == SkipReason.QUIET
    return Digest.objects.create(
        user=user,
        team=team,
        period_key=f"-{days_ago}",
        due_at=until,
        next_try_at=until,
        state=state,
        skip_reason=reason,
        since=until - timedelta(days=7) if covers else None,
        until=until if covers else None,
        sent_at=until if state == State.SENT else None,
    )


@pytest.fixture
def membership(team: Team, writer: User) -> Membership:
    long_ago(writer)
    return Membership.objects.select_related("user", "team").get(user=writer)


@pytest.mark.django_db
class TestWindow:
    def test_the_first_looks_back_two_weeks_at_most(self, membership: Membership) -> None:
        now = timezone.now()
        assert window_of(membership, now).since == now - FIRST

    def test_the_first_of_somebody_new_begins_when_they_joined(
        self, membership: Membership
    ) -> None:
        joined = timezone.now() - timedelta(days=3)
        membership.joined_at = joined
        assert window_of(membership, timezone.now()).since == joined

    @pytest.mark.parametrize(
        ("state", "reason"), [(State.SENT, ""), (State.SKIPPED, SkipReason.QUIET)]
    )
    def test_it_begins_where_the_last_one_ended(
        self, membership: Membership, state: str, reason: str
    ) -> None:
        ended(membership.user, membership.team, 30, State.SENT)
        last = ended(membership.user, membership.team, 20, state, reason)
        assert window_of(membership, timezone.now()).since == last.until

    @pytest.mark.parametrize(
        ("state", "reason"),
        [
            (State.FAILED, ""),
            (State.SKIPPED, SkipReason.TOO_LATE),
            (State.SKIPPED, SkipReason.UNSUBSCRIBED),
        ],
    )
    def test_what_told_nothing_is_covered_by_the_next(
        self, membership: Membership, state: str, reason: str
    ) -> None:
        last = ended(membership.user, membership.team, 20, State.SENT)
        ended(membership.user, membership.team, 6, state, reason)
        assert window_of(membership, timezone.now()).since == last.until

    def test_other_people_and_teams_do_not_count(
        self, membership: Membership, viewer: User, outsider: User
    ) -> None:
        ended(viewer, membership.team, 2, State.SENT)
        other = Membership.objects.get(user=outsider).team
        ended(membership.user, other, 2, State.SENT)
        now = timezone.now()
        assert window_of(membership, now).since == now - FIRST

    def test_it_never_ends_before_it_begins(self, membership: Membership) -> None:
        last = ended(membership.user, membership.team, 1, State.SENT)
        window = window_of(membership, timezone.now() - timedelta(days=5))
        assert window.since == window.until == last.until

    def test_it_never_ends_after_now(self, membership: Membership) -> None:
        # A digest tried out for next Monday must not swallow what is written until then.
        assert window_of(membership, timezone.now() + timedelta(days=3)).until <= timezone.now()


@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_meanwhile_is_left_to_the_next_digest(
    team: Team, facilitator: User
) -> None:
    """The row says when it was written; it is seen only when its transaction commits."""
    debate = make_debate(team, facilitator)
    written, looked = threading.Event(), threading.Event()
    made: list[Activity] = []

    def write() -> None:
        with transaction.atomic():
            made.append(debate.record(Kind.PHASE_CHANGED))
            written.set()
            looked.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(10)
    until = settled(timezone.now())
    seen = Activity.objects.filter(pk=made[0].pk).exists()
    looked.set()
    writer.join()
    assert not seen
    assert until < made[0].at
    assert settled(timezone.now()) > made[0].at
