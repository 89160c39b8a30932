"""From draft to decided: by hand, by the clock, with a late worker, and by two at once."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.celery import app
from debates.forms.moments import MomentField
from debates.models import (
    Activity,
    ClosingHasPassed,
    Debate,
    DebateReadOnly,
    Kind,
    NamesStayHidden,
    Naming,
    Phase,
    PhaseMoved,
)
from debates.models.team_time import in_team_time
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_team, root_of

from .test_claims import at_once

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def draft(team: Team, facilitator: User) -> Debate:
    """A draft nobody has given a date."""
    return make_debate(team, facilitator, "Not ready", phase=Phase.DRAFT)


def told(debate: Debate) -> list[str]:
    """The kinds of what happened, oldest first."""
    return list(
        Activity.objects.filter(debate=debate).order_by("pk").values_list("kind", flat=True)
    )


def ring() -> None:
    """What a worker runs when beat rings, found by the name that the schedule gives it."""
    app.loader.import_default_modules()
    entry = settings.CELERY_BEAT_SCHEDULE["open-and-close-debates-that-are-due"]
    app.tasks[str(entry["task"])].apply(throw=True)


class TestOpening:
    def test_a_draft_takes_nothing_and_is_seen_by_those_who_frame(
        self, draft: Debate, facilitator: User, writer: User
    ) -> None:
        assert draft in Debate.objects.visible_to(facilitator)
        assert draft not in Debate.objects.visible_to(writer)
        with pytest.raises(DebateReadOnly, match="It takes arguments once it is opened"):
            make_claim(root_of(draft), facilitator)

    def test_it_is_opened_once(self, draft: Debate, writer: User) -> None:
        assert draft.open() is not None
        assert draft.open() is None
        assert draft in Debate.objects.visible_to(writer)
        assert told(draft) == [Kind.DEBATE_DRAFTED, Kind.DEBATE_OPENED]
        make_claim(root_of(draft), writer)

    def test_not_when_it_would_close_at_once(self, draft: Debate) -> None:
        Debate.objects.filter(pk=draft.pk).update(closes_at=timezone.now() - HOUR)
        with pytest.raises(ClosingHasPassed):
            draft.open()
        assert Debate.objects.get(pk=draft.pk).phase == Phase.DRAFT

    def test_two_at_once_open_it_once(self, transactional_db: None, draft: Debate) -> None:
        one, other = (Debate.objects.get(pk=draft.pk) for _ in range(2))
        at_once([one.open, other.open])
        assert told(draft).count(Kind.DEBATE_OPENED) == 1


class TestTheClock:
    @pytest.fixture
    def planned(self, draft: Debate) -> Debate:
        """Opens in an hour and closes in three."""
        now = timezone.now()
        draft.frame(opens_at=now + HOUR, closes_at=now + 3 * HOUR)
        return draft

    def test_its_dates_count_before_anybody_records_them(
        self, planned: Debate, writer: User
    ) -> None:
        at = planned.opens_at
        assert at is not None
        assert not planned.is_open(at - timedelta(seconds=1))
        assert planned.is_open(at)
        assert planned.phase_at(planned.closes_at) == Phase.MEETING
        Debate.objects.update(opens_at=timezone.now())
        assert planned in Debate.objects.visible_to(writer)
        make_claim(root_of(planned), writer)

    def test_the_worker_records_each_change_once(self, planned: Debate, writer: User) -> None:
        ring()
        assert told(planned) == [Kind.DEBATE_DRAFTED, Kind.DEBATE_FRAMED]
        Debate.objects.update(opens_at=timezone.now() - HOUR)
        for _ in range(2):
            ring()
        planned.refresh_from_db()
        assert planned.phase == Phase.OPEN
        assert told(planned)[2:] == [Kind.DEBATE_OPENED]
        make_claim(root_of(planned), writer)
        Debate.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
        for _ in range(2):
            ring()
        planned.refresh_from_db()
        assert planned.phase == Phase.MEETING
        assert told(planned)[3:] == [Kind.CLAIM_ADDED, Kind.DEBATE_CLOSED]

    def test_a_worker_late_by_days_records_both_in_order_and_now(self, planned: Debate) -> None:
        now = timezone.now()
        opened, closed = now - timedelta(days=3), now - timedelta(days=1)
        Debate.objects.update(opens_at=opened, closes_at=closed)
        ring()
        assert told(planned)[2:] == [Kind.DEBATE_OPENED, Kind.DEBATE_CLOSED]
        planned.refresh_from_db()
        # What the page says is the plan; what digests look at is when it became known.
        assert (planned.opens_at, planned.closes_at) == (opened, closed)
        assert planned.phase_since == closed
        assert all(row.at >= now for row in Activity.objects.filter(kind=Kind.DEBATE_CLOSED))

    def test_somebody_who_acts_before_the_worker_keeps_the_order(self, planned: Debate) -> None:
        Debate.objects.update(opens_at=timezone.now() - HOUR)
        assert planned.close(reason="Already?") is not None
        assert told(planned)[2:] == [Kind.DEBATE_OPENED, Kind.DEBATE_CLOSED]
        ring()
        assert len(told(planned)) == 4

    def test_two_workers_at_once_record_it_once(
        self, transactional_db: None, planned: Debate
    ) -> None:
        Debate.objects.update(opens_at=timezone.now() - HOUR)
        at_once([ring] * 4)
        assert told(planned).count(Kind.DEBATE_OPENED) == 1

    def test_a_date_taken_away_meanwhile_changes_nothing(self, planned: Debate) -> None:
        Debate.objects.update(opens_at=timezone.now() - HOUR)
        waiting = Debate.objects.due().get()
        Debate.objects.update(opens_at=None)
        assert waiting.catch_up() == []
        planned.refresh_from_db()
        assert planned.phase == Phase.DRAFT

    def test_it_costs_one_query_when_nothing_is_due(
        self, planned: Debate, django_assert_num_queries: object
    ) -> None:
        with django_assert_num_queries(1):
            ring()

    def test_no_draft_can_close_before_it_opens(self, planned: Debate) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Debate.objects.update(closes_at=planned.opens_at)


class TestChangesOfClocks:
    """What is entered for an hour that is not there, or is there twice."""

    @pytest.mark.parametrize(
        ("entered", "meant"),
        [
            # The clocks of London go on from 01:00 to 02:00, and back from 02:00 to 01:00.
            ("2027-03-28 00:30", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
            ("2027-03-28 01:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
            ("2027-03-28 02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
            ("2027-10-31 00:30", datetime(2027, 10, 30, 23, 30, tzinfo=UTC)),
            ("2027-10-31 01:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
            ("2027-10-31 02:30", datetime(2027, 10, 31, 2, 30, tzinfo=UTC)),
        ],
    )
    def test_an_hour_on_the_teams_clock(self, team: Team, entered: str, meant: datetime) -> None:
        field = MomentField(label="Opens")
        field.keep_time_of(team)
        with timezone.override(ZoneInfo("Asia/Kathmandu")):
            assert field.clean(entered.split()) == meant

    @pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
    def test_nine_is_nine_on_the_day_itself_and_a_week_over_it(
        self, draft: Debate, day: date
    ) -> None:
        opens = datetime.combine(day - timedelta(days=1), time(9), LONDON)
        closes = datetime.combine(day, time(9), LONDON)
        draft.frame(opens_at=opens, closes_at=closes)
        assert draft.catch_up(opens - timedelta(seconds=1)) == []
        assert [row.kind for row in draft.catch_up(opens)] == [Kind.DEBATE_OPENED]
        assert draft.catch_up(closes - timedelta(seconds=1)) == []
        assert [row.kind for row in draft.catch_up(closes)] == [Kind.DEBATE_CLOSED]
        elapsed = closes.astimezone(UTC) - opens.astimezone(UTC)
        assert elapsed == timedelta(hours=23 if day.month == 3 else 25)

    def test_readers_elsewhere_see_both_clocks(self) -> None:
        team = make_team(time_zone="Europe/London")
        year = timezone.now().year
        winter, summer = (datetime(year, month, 10, 17, tzinfo=UTC) for month in (1, 7))
        with timezone.override(LONDON):
            assert in_team_time(winter, team).endswith("10 Jan, 17:00")
        with timezone.override(ZoneInfo("Europe/Lisbon")):
            assert "(" not in in_team_time(winter, team)
        with timezone.override(ZoneInfo("Asia/Kathmandu")):
            assert "17:00 in London (22:45 for you)" in in_team_time(winter, team)
            assert "18:00 in London (22:45 for you)" in in_team_time(summer, team)
        with timezone.override(ZoneInfo("Pacific/Auckland")):
            assert "11 Jan, 06:00 for you)" in in_team_time(winter, team)


class TestClosingAndOpeningAgain:
    def test_decided_needs_a_meeting_first(self, debate: Debate) -> None:
        with pytest.raises(PhaseMoved, match="This debate is now: open"):
            debate.decide("Too soon")
        debate.close()
        assert debate.decide("Tea.") is not None
        assert debate.decide("Tea.") is None
        assert debate.why_read_only().startswith("Decided on")
        assert told(debate) == [Kind.DEBATE_OPENED, Kind.DEBATE_CLOSED, Kind.PHASE_CHANGED]

    def test_opening_again_is_recorded_with_its_reason(self, debate: Debate, writer: User) -> None:
        debate.close(reason="We meet.")
        later = timezone.now() + timedelta(days=2)
        activity = debate.reopen(reason="Nobody came.", closes_at=later)
        assert activity.kind == Kind.DEBATE_REOPENED
        assert activity.data == {"reason": "Nobody came.", "was": "meeting"}
        assert debate.reopen(reason="Again") is None
        make_claim(root_of(debate), writer)
        assert Debate.objects.get(pk=debate.pk).closes_at == later

    def test_a_draft_is_not_opened_again(self, draft: Debate) -> None:
        with pytest.raises(PhaseMoved):
            draft.reopen(reason="What?")
        with pytest.raises(ValueError, match="passed"):
            draft.reopen(reason="What?", closes_at=timezone.now() - HOUR)

    def test_closing_and_opening_again_at_once_leave_one_truth(
        self, transactional_db: None, debate: Debate
    ) -> None:
        debate.close()
        both = [Debate.objects.get(pk=debate.pk) for _ in range(6)]
        at_once([partial(one.reopen, reason="Now") for one in both])
        assert told(debate).count(Kind.DEBATE_REOPENED) == 1


class TestNames:
    def test_going_to_masks_gives_everybody_one(
        self, debate: Debate, writer: User, viewer: User
    ) -> None:
        for person in (writer, viewer):
            make_claim(root_of(debate), person)
        debate.frame(naming=Naming.MASKED)
        masks = set(debate.participants.values_list("mask", flat=True))
        assert len(masks) == 2
        assert "" not in masks

    @pytest.mark.parametrize(
        ("was", "wanted"),
        [("masked", "named"), ("unattributed", "named"), ("unattributed", "masked")],
    )
    def test_there_is_no_way_back(
        self, team: Team, facilitator: User, was: str, wanted: str
    ) -> None:
        debate = make_debate(team, facilitator, naming=was)
        with pytest.raises(NamesStayHidden):
            debate.frame(naming=wanted)
        assert debate.naming == was
        with pytest.raises(IntegrityError, match="never shows again"), transaction.atomic():
            Debate.objects.filter(pk=debate.pk).update(naming=wanted)

    def test_in_a_draft_one_may_still_choose(self, draft: Debate) -> None:
        for naming in (Naming.UNATTRIBUTED, Naming.NAMED, Naming.MASKED):
            draft.frame(naming=naming)
        assert Debate.objects.get(pk=draft.pk).naming == Naming.MASKED

    def test_what_is_fixed_after_opening_stays(self, debate: Debate) -> None:
        for wanted in ({"thesis": "Coffee"}, {"votes_shown": "always"}, {"opens_at": None}):
            with pytest.raises(PhaseMoved):
                debate.frame(**wanted)
        assert root_of(debate).text == "Tea is better than coffee"
