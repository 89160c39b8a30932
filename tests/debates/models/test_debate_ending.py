"""Deleting a debate: hidden at once, brought back within thirty days, gone after them."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from debates.live.events import may_listen
from debates.models import Claim, Debate, DebateReadOnly, Kind, Source
from debates.models import debate_ending as ending
from debates.models.debate_ending import GRACE, SLACK
from debates.tasks import purge_deleted
from digests.compose import compose
from digests.models import Notification
from digests.telling import tell_waiting
from digests.window import Window
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_vote, root_of
from tests.queries import queries_of

from .test_claims import at_once


def rows() -> dict[str, int]:
    """How many rows every table of the debates and of what is told has."""
    models = [*apps.get_app_config("debates").get_models()]
    models += [*apps.get_app_config("digests").get_models()]
    return {model.__name__: model._default_manager.count() for model in models}


def long_ago() -> datetime:
    return timezone.now() - GRACE - SLACK


def furnish(debate: Debate, writer: User, viewer: User) -> None:
    """A debate with everything one can say in it."""
    root = root_of(debate)
    claim = make_claim(root, writer)
    below = make_claim(claim, viewer, stance="con")
    Claim.objects.create(debate=debate, parent=root, stance="con", links_to=below, position=9)
    Source.objects.create(claim=claim, number=1, url="https://example.org")
    make_comment(claim, viewer, "Why?")
    make_vote(claim, viewer, 3)
    claim.reword("Other words", by=debate.join(writer), version=1)
    claim.thank(by=debate.join(viewer))
    claim.bookmark(by=debate.join(viewer))
    # What was put below something newer goes with that.
    claim.move(to=make_claim(root, writer), stance="pro", by=debate.join(writer))


class TestPutInBin:
    def test_everybody_is_told_that_there_is_nothing(
        self, debate: Debate, facilitator: User, owner: User, writer: User, viewer: User
    ) -> None:
        make_claim(make_claim(root_of(debate), writer), viewer)
        tell_waiting()
        assert Notification.objects.of(writer).count() == 1
        activity = debate.put_in_bin(by=facilitator)
        assert activity is not None
        assert (activity.kind, activity.participant) == (
            Kind.DEBATE_DELETED, debate.join(facilitator),
        )  # fmt: skip
        for person in (facilitator, owner, writer):
            assert not Debate.objects.visible_to(person).exists()
            assert not may_listen(person.pk, debate.pk)
        assert Notification.objects.of(writer).count() == 0
        now = timezone.now()
        window = Window(since=now - timedelta(days=7), until=now)
        assert compose(debate.team, viewer, window).is_quiet

    def test_who_still_has_a_page_open_is_refused(
        self, debate: Debate, facilitator: User, writer: User
    ) -> None:
        thesis = root_of(debate)
        by = debate.join(writer)
        Debate.objects.get().put_in_bin(by=facilitator)
        with pytest.raises(DebateReadOnly, match="was deleted meanwhile"):
            thesis.reply("Too late", "pro", by=by)

    def test_it_is_not_closed_while_it_is_deleted(self, team: Team, facilitator: User) -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        make_debate(team, facilitator, closes_at=tomorrow).put_in_bin(by=facilitator)
        assert not Debate.objects.due(tomorrow).exists()

    def test_twice_is_once(self, debate: Debate, facilitator: User, owner: User) -> None:
        assert debate.put_in_bin(by=facilitator)
        assert debate.put_in_bin(by=owner) is None
        assert Debate.objects.get().deleted_by == facilitator


class TestBringBack:
    def test_it_is_as_it_was(self, debate: Debate, facilitator: User, writer: User) -> None:
        furnish(debate, writer, facilitator)
        before = rows()
        debate.put_in_bin(by=facilitator)
        assert debate.bring_back(by=facilitator)
        assert rows() == before | {"Activity": before["Activity"] + 2}
        assert Debate.objects.visible_to(writer).get().is_open()
        assert debate.bring_back(by=facilitator) is None

    def test_after_thirty_days_it_is_too_late(self, debate: Debate, facilitator: User) -> None:
        debate.put_in_bin(by=facilitator)
        assert debate.deleted_at is not None
        last = debate.deleted_at + GRACE
        assert not Debate.objects.in_bin(last).exists()
        assert debate.bring_back(by=facilitator, at=last) is None
        assert debate.bring_back(by=facilitator, at=last - timedelta(seconds=1))

    def test_the_bin_holds_ones_own_and_for_admins_all(
        self, team: Team, facilitator: User, owner: User
    ) -> None:
        his, hers = make_debate(team, facilitator), make_debate(team, owner)
        his.put_in_bin(by=facilitator)
        hers.put_in_bin(by=owner)
        mine = Debate.objects.in_bin_of(facilitator, team=team.pk, all_of_team=False)
        assert list(mine) == [his]
        everything = Debate.objects.in_bin_of(owner, team=team.pk, all_of_team=True)
        assert list(everything) == [hers, his]


class TestPurge:
    def test_nothing_of_it_stays_and_nothing_else_goes(
        self, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        furnish(make_debate(team, facilitator, "Stays"), writer, viewer)
        tell_waiting()
        before = rows()
        gone = make_debate(team, facilitator, "Goes")
        furnish(gone, writer, viewer)
        tell_waiting()
        gone.put_in_bin(by=facilitator, at=long_ago())
        assert Debate.objects.purge() == 1
        assert rows() == before
        assert Debate.objects.purge() == 0

    def test_what_can_still_be_brought_back_stays(self, debate: Debate, facilitator: User) -> None:
        debate.put_in_bin(by=facilitator, at=long_ago() + timedelta(minutes=1))
        purge_deleted()
        assert Debate.objects.filter(pk=debate.pk).exists()
        Debate.objects.update(deleted_at=long_ago())
        purge_deleted()
        assert not Debate.objects.filter(pk=debate.pk).exists()

    def test_a_run_that_was_killed_is_continued(
        self, debate: Debate, facilitator: User, writer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ending, "ACTIVITIES_AT_ONCE", 4)
        monkeypatch.setattr(ending, "CLAIMS_AT_ONCE", 3)
        for _ in range(20):
            make_claim(root_of(debate), writer)
        debate.put_in_bin(by=facilitator, at=long_ago())
        monkeypatch.setattr(ending, "_purge_piece", _killed_at_call(9, ending._purge_piece))
        with pytest.raises(KeyboardInterrupt):
            Debate.objects.purge()
        left = Claim.objects.count()
        assert 0 < left < 21
        assert Debate.objects.due_to_purge().get() == debate
        assert Debate.objects.purge() == 1
        assert not Claim.objects.exists()

    def test_a_run_ends_when_its_time_is_over(self, debate: Debate, facilitator: User) -> None:
        debate.put_in_bin(by=facilitator, at=long_ago())
        assert Debate.objects.purge(seconds=0) == 0
        assert Debate.objects.filter(pk=debate.pk).exists()

    def test_a_piece_costs_the_same_in_a_large_debate(
        self, team: Team, facilitator: User, writer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ending, "ACTIVITIES_AT_ONCE", 5)
        costs = []
        for claims in (10, 40):
            debate = make_debate(team, facilitator)
            for _ in range(claims):
                make_claim(root_of(debate), writer)
            costs.append(len(queries_of(partial(ending._purge_piece, debate))))
        assert costs[0] == costs[1]


def _killed_at_call(n: int, act: Callable[..., object]) -> Callable[..., object]:
    """The same act, but the process is interrupted at the nth time."""
    calls = itertools.count(1)

    def killed(*args: object) -> object:
        if next(calls) == n:
            raise KeyboardInterrupt
        return act(*args)

    return killed


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_two_purges_at_once_share_the_work(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        for _ in range(4):
            debate = make_debate(team, facilitator)
            make_claim(root_of(debate), writer)
            debate.put_in_bin(by=facilitator, at=long_ago())
        results = at_once([Debate.objects.all().purge] * 3)
        assert sum(results) == 4  # type: ignore[arg-type]
        assert not Debate.objects.exists()
        connection.close()

    def test_a_claim_said_while_it_is_deleted_is_there_or_refused(
        self, debate: Debate, facilitator: User, writer: User
    ) -> None:
        thesis, by = root_of(debate), debate.join(writer)
        replies = [partial(thesis.reply, f"Reply {n}", "pro", by=by) for n in range(5)]
        results = at_once([*replies, partial(debate.put_in_bin, by=facilitator)])
        refused = sum(isinstance(result, DebateReadOnly) for result in results)
        assert Claim.objects.filter(parent=thesis).count() == 5 - refused
        assert Debate.objects.get().claims_count == 6 - refused
        connection.close()
