"""The colour and the tags of a debate: what the database holds, and what framing records."""

import pytest
from django.db import IntegrityError, transaction

from debates.models import Activity, Debate, Kind
from debates.models.debate_choices import Cover
from debates.models.debate_cover import MAX_TAG, MOST_TAGS, each_once
from debates.tag_shelf import TagShelf
from teams.models import Team, User
from tests.factories import make_debate

pytestmark = pytest.mark.django_db


class TestWhatHolds:
    def test_a_debate_begins_without_either(self, debate: Debate) -> None:
        debate.refresh_from_db()
        assert (debate.cover, debate.tags) == ("", [])

    @pytest.mark.parametrize("cover", Cover.values)
    def test_every_colour_is_kept(self, debate: Debate, cover: str) -> None:
        debate.frame(cover=cover)
        assert Debate.objects.get(pk=debate.pk).cover == cover

    @pytest.mark.parametrize(
        "wrong", [{"cover": "teal"}, {"tags": [f"t{n}" for n in range(MOST_TAGS + 1)]}]
    )
    def test_the_database_refuses_what_is_none(self, debate: Debate, wrong: dict[str, str]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Debate.objects.filter(pk=debate.pk).update(**wrong)

    def test_the_database_never_holds_a_longer_tag(self, debate: Debate) -> None:
        Debate.objects.filter(pk=debate.pk).update(tags=["x" * (MAX_TAG + 1)])
        debate.refresh_from_db()
        assert debate.tags == ["x" * MAX_TAG]

    def test_each_once_keeps_the_first_spelling_and_the_order(self) -> None:
        assert each_once(["Tea", "hours", "TEA", "Straße", "STRASSE"]) == ["Tea", "hours", "Straße"]


class TestFraming:
    def test_what_changed_is_recorded_without_the_words(self, debate: Debate) -> None:
        told = debate.frame(cover="plum", tags=["hours", "trial"])
        assert told is not None
        assert (told.kind, told.data) == (Kind.DEBATE_FRAMED, {"changed": ["cover", "tags"]})
        assert told.participant is None

    def test_the_same_again_is_no_change(self, debate: Debate) -> None:
        debate.frame(cover="plum", tags=["hours"])
        assert debate.frame(cover="plum", tags=["hours"]) is None
        assert Activity.objects.filter(kind=Kind.DEBATE_FRAMED).count() == 1

    def test_it_is_compared_with_what_somebody_else_saved_meanwhile(self, debate: Debate) -> None:
        opened_before = Debate.objects.get(pk=debate.pk)
        debate.frame(cover="plum", tags=["hours"])
        told = opened_before.frame(cover="", tags=[])
        assert told is not None
        debate.refresh_from_db()
        assert (debate.cover, debate.tags) == ("", [])

    def test_it_can_be_changed_when_the_debate_is_closed(self, debate: Debate) -> None:
        debate.close()
        assert debate.frame(cover="moss", tags=["over"]) is not None


class TestShelf:
    @pytest.fixture
    def debates(self, team: Team, facilitator: User) -> list[Debate]:
        words: list[list[str]] = [["hours", "Tea"], ["tea", "trial"], []]
        return [make_debate(team, facilitator, tags=tags) for tags in words]

    def test_a_tag_stands_once_and_brings_every_spelling(self, debates: list[Debate]) -> None:
        shelf = TagShelf.of(Debate.objects.all(), " TEA ")
        assert shelf.tags == ["hours", "Tea", "trial"]
        assert shelf.chosen in shelf.tags
        assert set(shelf.debates) == set(debates[:2])

    def test_a_tag_nobody_uses_any_more_is_gone(self, debates: list[Debate]) -> None:
        debates[1].frame(tags=[])
        assert TagShelf.of(Debate.objects.all()).tags == ["hours", "Tea"]
        shelf = TagShelf.of(Debate.objects.all(), "trial")
        assert (shelf.asked, shelf.chosen, list(shelf.debates)) == (True, None, [])

    @pytest.mark.parametrize("wanted", ["", "  "])
    def test_no_tag_is_all(self, debates: list[Debate], wanted: str) -> None:
        shelf = TagShelf.of(Debate.objects.all(), wanted)
        assert not shelf.asked
        assert set(shelf.debates) == set(debates)
