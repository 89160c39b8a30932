"""A debate goes into the archive and comes out as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from debates.models import Activity, Debate, DebateReadOnly, DraftNotArchived, Kind, Naming, Phase
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of


class TestArchive:
    def test_it_is_out_of_the_list_and_read_only(self, debate: Debate, facilitator: User) -> None:
        activity = debate.archive(by=facilitator, reason="Decided long ago")
        assert activity is not None
        assert activity.data == {"framing": True, "reason": "Decided long ago", "phase": "open"}
        assert activity.participant == debate.join(facilitator)
        assert list(Debate.objects.visible_to(facilitator).archived()) == [debate]
        assert not Debate.objects.visible_to(facilitator).current().exists()
        with pytest.raises(DebateReadOnly, match="is archived"):
            make_claim(root_of(debate), facilitator)

    @pytest.mark.parametrize("phase", [Phase.OPEN, Phase.MEETING, Phase.DECIDED])
    def test_it_comes_out_in_the_phase_it_was_in(
        self, phase: Phase, team: Team, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, phase=phase)
        debate.archive(by=facilitator)
        debate.take_out(by=facilitator)
        debate.archive(by=facilitator)
        debate.take_out(by=facilitator)
        assert Debate.objects.get().phase == phase

    def test_twice_is_once(self, debate: Debate, facilitator: User) -> None:
        assert debate.take_out(by=facilitator) is None
        debate.archive(by=facilitator)
        assert Debate.objects.get().archive(by=facilitator) is None
        assert Activity.objects.filter(kind=Kind.DEBATE_ARCHIVED).count() == 1

    def test_drafts_stay_with_those_who_frame_them(self, team: Team, facilitator: User) -> None:
        draft = make_debate(team, facilitator, phase=Phase.DRAFT)
        with pytest.raises(DraftNotArchived):
            draft.archive(by=facilitator)

    def test_a_closing_date_that_passed_meanwhile_counts(
        self, team: Team, facilitator: User
    ) -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        debate = make_debate(team, facilitator, closes_at=tomorrow)
        debate.archive(by=facilitator)
        later = tomorrow + timedelta(days=1)
        assert not Debate.objects.due(later).exists()
        debate.take_out(by=facilitator, at=later)
        assert not debate.is_open(later)
        assert Debate.objects.due(later).get() == debate

    def test_without_names_nobody_is_recorded(self, team: Team, facilitator: User) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        activity = debate.archive(by=facilitator)
        assert activity is not None
        assert activity.participant is None
        assert debate.archiving is not None
        assert debate.archiving.who == "a facilitator"
