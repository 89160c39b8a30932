"""The rules of suggesting and of deciding on what is suggested."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from debates.models import (
    Activity,
    Claim,
    ClaimChanged,
    ClaimGone,
    Debate,
    DebateReadOnly,
    Kind,
    Naming,
    NoSuchPlace,
    Participant,
    ParticipantRole,
    Suggestion,
    SuggestionSettled,
)
from debates.permissions import may_amend, may_decide, may_suggest
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_debate, make_suggestion, root_of


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It calms")


def as_of(suggestion: Suggestion) -> Suggestion:
    """The row as a page loads it."""
    debate = Debate.objects.get(pk=suggestion.debate_id)
    rows = Suggestion.objects.filter(pk=suggestion.pk).with_people(debate)
    return rows.in_debate(debate)[0]


def accept(suggestion: Suggestion, by: User, **more: Any) -> Activity | None:
    loaded = as_of(suggestion)
    more.setdefault("seen", loaded.seen)
    return loaded.accept(by=loaded.debate.join(by), **more)


def kinds() -> list[str]:
    """What is on record of suggestions and because of them."""
    told = Activity.objects.filter(suggestion__isnull=False).order_by("pk")
    return list(told.values_list("kind", flat=True))


class TestSuggest:
    def test_a_suggestion_is_recorded_and_changes_nothing(self, claim: Claim, viewer: User) -> None:
        made = make_suggestion(claim, viewer, text="It calms people")
        told = Activity.objects.get(kind=Kind.SUGGESTION_MADE)
        assert (told.claim, told.suggestion) == (claim, made)
        assert told.participant == claim.debate.join(viewer)
        assert (made.version, made.is_open) == (1, True)
        claim.refresh_from_db()
        assert claim.text == "It calms"

    def test_the_same_form_twice_is_one(self, claim: Claim, viewer: User) -> None:
        token = uuid.uuid4()
        first = make_suggestion(claim, viewer, token=token, text="Once")
        assert make_suggestion(claim, viewer, token=token, text="Once") == first
        assert kinds() == [Kind.SUGGESTION_MADE]

    def test_another_of_the_same_kind_replaces_what_is_open(
        self, claim: Claim, viewer: User, owner: User
    ) -> None:
        first = make_suggestion(claim, viewer)
        others = make_suggestion(claim, owner)
        pro = make_suggestion(claim, viewer, "claim")
        con = make_suggestion(claim, viewer, "claim", stance="con")
        second = make_suggestion(claim, viewer)
        assert as_of(first).state == "withdrawn"
        assert set(Suggestion.objects.waiting()) == {others, pro, con, second}
        with pytest.raises(SuggestionSettled, match="withdrawn"):
            accept(first, viewer)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"version": None},
            {"text": ""},
            {"stance": "so"},
            {"kind": "move"},
            {"reason": ""},
            {"state": "accepted"},
            {"state": "declined", "decided_at": timezone.now()},
        ],
    )
    def test_the_database_wants_exactly_what_a_kind_needs(
        self, wrong: dict[str, Any], claim: Claim, viewer: User
    ) -> None:
        made = make_suggestion(claim, viewer)
        with pytest.raises(IntegrityError, match="suggestion_"), transaction.atomic():
            Suggestion.objects.filter(pk=made.pk).update(**wrong)

    def test_the_database_keeps_it_in_its_debate(
        self, claim: Claim, team: Team, viewer: User
    ) -> None:
        made = make_suggestion(claim, viewer)
        other = make_debate(team, viewer)
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(IntegrityError, match="same_debate"), transaction.atomic():
                Suggestion.objects.filter(pk=made.pk).update(debate=other)

    def test_one_open_of_a_kind_also_in_the_database(self, claim: Claim, viewer: User) -> None:
        make_suggestion(claim, viewer)
        second = make_suggestion(claim, viewer)
        earlier = Suggestion.objects.exclude(pk=second.pk)
        with pytest.raises(IntegrityError, match="suggestion_one_open"), transaction.atomic():
            earlier.update(state="open", decided_at=None)

    def test_neither_at_an_archived_claim_nor_in_a_closed_debate(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        claim.archive(by=claim.debate.join(writer))
        with pytest.raises(ClaimGone):
            make_suggestion(claim, viewer)
        claim.debate.close()
        with pytest.raises(DebateReadOnly):
            make_suggestion(claim, viewer)


class TestAccept:
    def test_a_wording_becomes_a_version_that_names_its_suggester(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms people", reason="Whom?")
        assert accept(made, writer)
        claim.refresh_from_db()
        assert (claim.text, claim.version) == ("It calms people", 2)
        version = claim.versions.get()
        assert (version.suggestion, version.replaced_by) == (made, claim.debate.join(writer))
        assert version.reason == "Whom?"
        assert kinds() == [Kind.SUGGESTION_MADE, Kind.CLAIM_EDITED, Kind.SUGGESTION_ACCEPTED]
        settled = as_of(made)
        assert (settled.state, settled.framed, settled.amended) == ("accepted", False, False)

    def test_a_claim_becomes_the_suggesters(self, claim: Claim, writer: User, viewer: User) -> None:
        made = make_suggestion(claim, viewer, "claim", text="Not me", stance="con")
        accept(made, writer)
        added = as_of(made).claim_made
        assert (added.text, added.stance, added.parent) == ("Not me", "con", claim)
        assert added.author == claim.debate.join(viewer)

    def test_a_claim_with_changes_becomes_that_of_who_changed_it(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        made = make_suggestion(claim, viewer, "claim", text="Not me", stance="con")
        accept(made, writer, text="Not everybody", stance="con")
        added = as_of(made).claim_made
        assert (added.text, added.author) == ("Not everybody", claim.debate.join(writer))
        assert as_of(made).amended

    def test_a_move_goes_there(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User
    ) -> None:
        to = make_claim(thesis, viewer)
        made = make_suggestion(claim, viewer, "move", to=to, stance="con")
        accept(made, writer)
        claim.refresh_from_db()
        assert (claim.parent, claim.stance) == (to, "con")
        moved = Activity.objects.get(kind=Kind.CLAIM_MOVED)
        assert moved.suggestion == made
        assert not moved.data["framing"]

    def test_twice_by_the_same_person_is_once(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        made = make_suggestion(claim, viewer)
        seen = made.seen
        assert accept(made, writer, seen=seen)
        assert accept(made, writer, seen=seen) is None
        assert claim.versions.count() == 1

    def test_what_was_reworded_or_moved_after_one_looked_is_looked_at_again(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User
    ) -> None:
        author, to = thesis.debate.join(writer), make_claim(thesis, viewer)
        wording = make_suggestion(claim, viewer, text="Better")
        move = make_suggestion(claim, viewer, "move", to=to)
        seen = {made: as_of(made).seen for made in (wording, move)}
        claim.reword("Changed", by=author, version=1)
        claim.move(to=to, stance="con", by=author)
        for made in (wording, move):
            with pytest.raises(ClaimChanged):
                accept(made, writer, seen=seen[made])
            assert as_of(made).is_stale
            assert accept(made, writer)
        claim.refresh_from_db()
        assert (claim.text, claim.stance) == ("Better", "pro")

    def test_a_place_that_is_gone_is_refused_and_another_one_taken(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User
    ) -> None:
        gone, other = make_claim(thesis, viewer), make_claim(thesis, viewer)
        made = make_suggestion(claim, viewer, "move", to=gone)
        gone.archive(by=thesis.debate.join(viewer))
        with pytest.raises(NoSuchPlace):
            accept(made, writer)
        assert as_of(made).is_open
        assert accept(made, writer, to=other, stance="con")
        assert as_of(made).amended

    def test_closed_meanwhile(self, claim: Claim, writer: User, viewer: User) -> None:
        made = make_suggestion(claim, viewer)
        claim.debate.close()
        with pytest.raises(DebateReadOnly):
            accept(made, writer)
        assert as_of(made).is_open

    def test_below_what_was_archived_nothing_is_accepted(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        above = make_claim(thesis, writer)
        made = make_suggestion(make_claim(above, writer), viewer)
        above.archive(by=thesis.debate.join(writer))
        assert not Suggestion.objects.waiting().exists()
        with pytest.raises(ClaimGone):
            accept(made, writer)
        above.restore(by=thesis.debate.join(writer))
        assert accept(made, writer)


class TestDeclineAndWithdraw:
    def test_declining_says_why(self, claim: Claim, writer: User, viewer: User) -> None:
        made, by = make_suggestion(claim, viewer), claim.debate.join(writer)
        assert as_of(made).decline(by=by, answer="It says more than I mean")
        assert as_of(made).decline(by=by, answer="Again") is None
        assert as_of(made).answer == "It says more than I mean"
        assert kinds() == [Kind.SUGGESTION_MADE, Kind.SUGGESTION_DECLINED]

    def test_withdrawing_is_for_who_made_it(self, claim: Claim, writer: User, viewer: User) -> None:
        made = make_suggestion(claim, viewer)
        with pytest.raises(ValueError, match="somebody else's"):
            as_of(made).withdraw(by=claim.debate.join(writer))
        assert as_of(made).withdraw(by=claim.debate.join(viewer))
        assert as_of(made).withdraw(by=claim.debate.join(viewer)) is None
        with pytest.raises(SuggestionSettled, match="withdrawn"):
            accept(made, writer)

    def test_archiving_overtakes_and_restoring_opens_again(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        made, author = make_suggestion(claim, viewer), claim.debate.join(writer)
        claim.archive(by=author)
        assert as_of(made).state == "overtaken"
        with pytest.raises(SuggestionSettled, match="archived"):
            as_of(made).decline(by=author, answer="No")
        claim.restore(by=author)
        assert as_of(made).is_open


class TestFraming:
    def test_without_names_nobody_is_recorded(
        self, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer)
        accept(make_suggestion(claim, viewer), facilitator)
        made = Suggestion.objects.get()
        assert (made.framed, made.decided_by) == (True, None)
        assert claim.versions.get().replaced_by is None
        told = Activity.objects.filter(kind__in=[Kind.CLAIM_EDITED, Kind.SUGGESTION_ACCEPTED])
        assert [activity.participant for activity in told] == [None, None]
        assert as_of(made).decided_by_whom == "a facilitator"

    def test_without_names_no_claim_gets_the_mask_of_who_frames(
        self, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        made = make_suggestion(make_claim(root_of(debate), writer), viewer, "claim")
        with pytest.raises(ValueError, match="cannot be amended"):
            accept(made, facilitator, text="Other words")
        assert accept(made, facilitator)
        assert as_of(made).claim_made.author == debate.join(viewer)


class TestWhoMay:
    """The permissions that need no page."""

    def test_nobody_suggests_to_themselves_while_they_may_change_it(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User
    ) -> None:
        author, other = thesis.debate.join(writer), thesis.debate.join(viewer)
        for kind in ("wording", "claim", "move"):
            assert not may_suggest(kind, claim, author)
            assert may_suggest(kind, claim, other)
        assert not may_suggest("move", thesis, other)
        other.role = author.role = ParticipantRole.VIEWER
        assert may_suggest("claim", claim, other)
        assert may_suggest("wording", claim, author)

    def test_whoever_frames_decides_after_seven_silent_days(
        self, claim: Claim, writer: User, viewer: User, facilitator: User
    ) -> None:
        now, framer = timezone.now(), claim.debate.join(facilitator)
        made = as_of(make_suggestion(claim, viewer, at=now))
        assert may_decide(made, claim.debate.join(writer), frames=False)
        assert not may_decide(made, framer, frames=True)
        assert not made.has_aged(now + timedelta(days=7, seconds=-1))
        assert made.has_aged(now + timedelta(days=7))
        made = as_of(make_suggestion(claim, viewer, at=now - timedelta(days=7)))
        assert may_decide(made, framer, frames=True)
        assert not may_decide(made, claim.debate.join(viewer), frames=False)

    def test_whoever_frames_does_not_decide_on_their_own_while_the_author_is_there(
        self, thesis: Claim, claim: Claim, facilitator: User
    ) -> None:
        framer, long_ago = thesis.debate.join(facilitator), timezone.now() - timedelta(days=9)
        own = as_of(make_suggestion(claim, facilitator, at=long_ago))
        assert not may_decide(own, framer, frames=True)
        assert may_decide(as_of(make_suggestion(thesis, facilitator)), framer, frames=True)

    @pytest.mark.parametrize("lost", ["role", "team", "account", "never had one"])
    def test_who_frames_decides_at_once_where_no_author_is_there(
        self, lost: str, claim: Claim, writer: User, viewer: User, facilitator: User
    ) -> None:
        made, framer = make_suggestion(claim, viewer), claim.debate.join(facilitator)
        if lost == "role":
            Participant.objects.filter(user=writer).update(role=ParticipantRole.VIEWER)
            author = Participant.objects.get(user=writer)
            assert not may_decide(as_of(made), author, frames=False)
        elif lost == "team":
            Membership.objects.get(user=writer).end()
        elif lost == "account":
            Participant.objects.filter(user=writer).update(user=None)
        else:
            Claim.objects.filter(pk=claim.pk).update(author=None)
        assert may_decide(as_of(made), framer, frames=True)

    @pytest.mark.parametrize("lost", ["role", "team"])
    def test_without_names_who_left_cannot_be_told_from_who_is_silent(
        self, lost: str, team: Team, writer: User, viewer: User, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        made = make_suggestion(make_claim(root_of(debate), writer), viewer)
        if lost == "role":
            Participant.objects.filter(user=writer).update(role=ParticipantRole.VIEWER)
        else:
            Membership.objects.get(user=writer).end()
        framer = debate.join(facilitator)
        assert not as_of(made).is_abandoned
        assert not may_decide(as_of(made), framer, frames=True)
        of_root = as_of(make_suggestion(root_of(debate), viewer))
        assert may_decide(of_root, framer, frames=True)

    def test_without_names_who_frames_amends_no_claim(
        self, team: Team, writer: User, viewer: User, facilitator: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        root, framer = root_of(debate), debate.join(facilitator)
        assert may_amend(as_of(make_suggestion(root, viewer)), framer, frames=True)
        new = as_of(make_suggestion(root, viewer, "claim"))
        assert may_decide(new, framer, frames=True)
        assert not may_amend(new, framer, frames=True)
        claim = make_claim(root, writer)
        to_author = as_of(make_suggestion(claim, viewer, "claim"))
        assert may_amend(to_author, debate.join(writer), frames=False)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    thesis: Claim, writer: User, viewer: User, facilitator: User
) -> None:
    claim = make_claim(thesis, writer)
    made = make_suggestion(claim, viewer, text="Better", at=timezone.now() - timedelta(days=8))
    people = [thesis.debate.join(person) for person in (writer, facilitator)]
    start = threading.Barrier(2)

    def decide(n: int) -> str:
        try:
            mine = as_of(made)
            start.wait(10)
            if n:
                mine.decline(by=people[n], answer="No")
            else:
                mine.accept(by=people[n], seen=mine.seen)
        except SuggestionSettled as told:
            return f"told: {told.state}"
        else:
            return mine.state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(decide, range(2)))
    state = Suggestion.objects.get().state
    assert outcomes == {state, f"told: {state}"}
    assert Claim.objects.get(pk=claim.pk).text == ("Better" if state == "accepted" else claim.text)
