"""What a debate leaves out: each list, what is on it and what is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from debates.health.lists import FIRST, MEASURES, PER_PAGE, list_all, list_one
from debates.models import Claim, Debate, Naming, VotesShown
from teams.models import Team, User
from tests.factories import (
    make_claim,
    make_debate,
    make_member,
    make_source,
    make_vote,
    root_of,
)


@pytest.fixture
def root(team: Team, facilitator: User) -> Claim:
    """A thesis in a debate where everybody sees all votes."""
    return root_of(make_debate(team, facilitator, votes_shown=VotesShown.ALWAYS))


@pytest.fixture
def people(team: Team) -> list[User]:
    return [make_member(team) for _ in range(4)]


def lines(claim: Claim, measure: str, reader: User) -> list[tuple[str, str]]:
    """The texts and facts of one list."""
    debate = Debate.objects.get(pk=claim.debate_id)
    listed = list_one(MEASURES[measure], debate.join(reader), "")
    return [(line.claim.text, line.fact) for line in listed.lines]


def vote_all(claim: Claim, people: list[User], value: int) -> None:
    for person in people:
        make_vote(claim, person, value)


class TestUnanswered:
    def test_what_several_voted_on_and_nobody_answered_most_votes_first(
        self, root: Claim, writer: User, people: list[User]
    ) -> None:
        few, many, some = (make_claim(root, writer, text) for text in ("few", "many", "some"))
        answered = make_claim(root, writer, "answered")
        make_claim(answered, people[0])
        for claim, voters in ((few, 2), (some, 3), (many, 4), (answered, 4), (root, 4)):
            vote_all(claim, people[:voters], 3)
        assert lines(root, "unanswered", writer) == [
            ("many", "4 people voted, 3.0 on average"),
            ("some", "3 people voted, 3.0 on average"),
        ]

    def test_an_archived_answer_is_none(
        self, root: Claim, writer: User, people: list[User]
    ) -> None:
        claim = make_claim(root, writer, "asked")
        answer = make_claim(claim, people[0])
        vote_all(claim, people, 2)
        assert lines(root, "unanswered", writer) == []
        answer.archive(by=root.debate.join(people[0]))
        assert [text for text, _ in lines(root, "unanswered", writer)] == ["asked"]

    def test_votes_one_may_not_see_are_not_counted(
        self, thesis: Claim, writer: User, people: list[User]
    ) -> None:
        claim = make_claim(thesis, writer, "asked")
        vote_all(claim, people, 2)
        assert lines(thesis, "unanswered", writer) == []
        assert len(lines(thesis, "unanswered", people[0])) == 1

    def test_without_names_three_votes_are_not_told(
        self, team: Team, facilitator: User, writer: User, people: list[User]
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED, votes_shown=VotesShown.ALWAYS)
        claim = make_claim(root_of(debate), writer)
        vote_all(claim, people[:3], 4)
        assert lines(claim, "unanswered", writer) == []
        assert lines(claim, "unsourced", writer) == []
        make_vote(claim, people[3], 4)
        assert len(lines(claim, "unanswered", writer)) == 1
        assert len(lines(claim, "unsourced", writer)) == 1


class TestUnsourced:
    def test_weighty_claims_that_stand_on_nothing(
        self, root: Claim, writer: User, people: list[User]
    ) -> None:
        claims = {
            text: make_claim(root, writer, text)
            for text in ("bare", "light", "cited", "removed", "with [a link](https://example.org)")
        }
        make_source(claims["cited"], writer)
        make_source(claims["removed"], writer).remove(by=root.debate.join(writer))
        for text, claim in claims.items():
            vote_all(claim, people, 2 if text == "light" else 3)
        make_vote(claims["bare"], writer, 4)
        vote_all(root, people, 4)
        assert lines(root, "unsourced", writer) == [
            ("bare", "5 people voted, 3.2 on average"),
            ("removed", "4 people voted, 3.0 on average"),
        ]


class TestOneSided:
    def test_three_answers_on_one_side_and_none_on_the_other(
        self, root: Claim, writer: User
    ) -> None:
        cheered, both, two = (make_claim(root, writer, text) for text in ("cheered", "both", "two"))
        make_claim(root, writer, "weighed", "con")
        for _ in range(3):
            make_claim(cheered, writer)
            make_claim(both, writer, "", "con")
        make_claim(both, writer)
        for _ in range(2):
            make_claim(two, writer, "", "con")
        assert lines(root, "one-sided", writer) == [("cheered", "3 pros, no con")]

    def test_it_counts_the_other_side_as_well_and_only_what_is_in_sight(
        self, root: Claim, writer: User
    ) -> None:
        cons = [make_claim(root, writer, "", "con") for _ in range(4)]
        make_claim(root, writer, "gone").archive(by=root.debate.join(writer))
        assert lines(root, "one-sided", writer) == [(root.text, "4 cons, no pro")]
        for con in cons[:2]:
            con.archive(by=root.debate.join(writer))
        assert lines(root, "one-sided", writer) == []


class TestSingleVoice:
    def test_the_highest_branch_of_one_person(
        self, root: Claim, writer: User, viewer: User
    ) -> None:
        shared = make_claim(root, viewer, "shared")
        alone = make_claim(shared, writer, "alone")
        below = make_claim(alone, writer)
        make_claim(below, writer)
        make_claim(alone, writer)
        small = make_claim(root, writer, "small")
        make_claim(small, writer)
        assert lines(root, "single-voice", viewer) == [("alone", "4 claims")]
        make_claim(below, viewer)
        assert lines(root, "single-voice", viewer) == []

    def test_what_nobody_wrote_is_nobodys_voice(self, root: Claim, writer: User) -> None:
        top = make_claim(root, writer)
        for _ in range(3):
            make_claim(top, writer)
        Claim.objects.filter(debate=root.debate).update(author=None)
        assert lines(root, "single-voice", writer) == []


class TestWaiting:
    def test_cons_and_pros_apart_the_oldest_first(self, root: Claim, writer: User) -> None:
        now = timezone.now()
        for text, stance, days in (
            ("young", "con", 6),
            ("old", "con", 8),
            ("older", "con", 9),
            ("answered", "con", 20),
            ("pro", "pro", 8),
        ):
            make_claim(root, writer, text, stance, at=now - timedelta(days=days))
        make_claim(Claim.objects.get(text="answered"), writer, "pro below")
        assert [text for text, _ in lines(root, "open-cons", writer)] == ["older", "old"]
        assert [text for text, _ in lines(root, "open-pros", writer)] == ["pro"]


class TestLists:
    def test_all_of_them_begin_and_say_how_many_there_are(self, root: Claim, writer: User) -> None:
        long_ago = timezone.now() - timedelta(days=30)
        for _ in range(PER_PAGE + 2):
            make_claim(root, writer, "", "con", at=long_ago)
        listed = {it.measure.name: it for it in list_all(root.debate.join(writer))}
        assert list(listed) == list(MEASURES)
        cons = listed["open-cons"]
        assert (len(cons.lines), cons.number, cons.more) == (
            FIRST,
            PER_PAGE + 2,
            PER_PAGE + 2 - FIRST,
        )
        assert listed["one-sided"].lines[0].claim == root
        last = list_one(MEASURES["open-cons"], root.debate.join(writer), "2")
        assert len(last.lines) == 2
        assert not {line.claim.pk for line in last.lines} & {line.claim.pk for line in cons.lines}

    def test_who_wrote_alone_is_not_asked_where_nobody_has_a_name(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        for naming, told in ((Naming.MASKED, True), (Naming.UNATTRIBUTED, False)):
            debate = make_debate(team, facilitator, naming=naming)
            names = [it.measure.name for it in list_all(debate.join(writer))]
            assert ("single-voice" in names) is told
