"""What waits for somebody's vote, level by level."""

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from debates.models import Ballot, Claim, Debate, DebateKind, PassedOver, Vote
from debates.models.ballot import Front
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of


@pytest.fixture
def ballot(debate: Debate, viewer: User) -> Ballot:
    return Ballot(debate, debate.join(viewer))


def order_of(ballot: Ballot) -> list[str]:
    """The claims in the order in which they are asked; votes 2 on each."""
    asked = []
    while (front := ballot.front()) is not None:
        claim = ballot.claim(front.claim)
        assert claim is not None
        asked.append(claim.content.text)
        claim.vote(2, by=ballot.voter)
    return asked


def text_at(ballot: Ballot) -> str:
    front = ballot.front()
    return Claim.objects.get(pk=front.claim).text if front else ""


class TestFront:
    def test_the_thesis_first_then_level_by_level_pros_before_cons(
        self, thesis: Claim, writer: User, ballot: Ballot
    ) -> None:
        con = make_claim(thesis, writer, "Con", "con")
        make_claim(con, writer, "Below the con")
        first = make_claim(thesis, writer, "First pro")
        make_claim(thesis, writer, "Second pro")
        make_claim(first, writer, "Con below the first pro", "con")
        make_claim(first, writer, "Pro below the first pro")
        assert order_of(ballot) == [
            thesis.text,
            "First pro",
            "Second pro",
            "Con",
            "Pro below the first pro",
            "Con below the first pro",
            "Below the con",
        ]
        assert ballot.front() is None

    def test_a_question_is_not_voted_on_but_its_theses_are(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        debate = make_debate(team, facilitator, "Which day?", kind=DebateKind.QUESTION)
        thesis = make_claim(root_of(debate), writer, "Monday", None)
        make_claim(thesis, writer, "It is free")
        ballot = Ballot(debate, debate.join(writer))
        assert ballot.front() == Front(thesis.pk, level=1, voted=0, claims=1)
        assert order_of(ballot) == ["Monday", "It is free"]
        assert ballot.claim(root_of(debate).pk) is None

    def test_it_counts_the_level_one_is_on(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        claims = [make_claim(thesis, writer) for _ in range(4)]
        make_claim(claims[0], writer)
        make_vote(thesis, viewer, 4)
        make_vote(claims[2], viewer, 4)
        make_vote(claims[3], writer, 4)
        assert ballot.front() == Front(claims[0].pk, level=1, voted=1, claims=4)

    def test_what_was_reworded_or_moved_since_the_vote_waits_again(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        first, second = make_claim(thesis, writer, "First"), make_claim(thesis, writer, "Second")
        for claim in (thesis, first, second):
            make_vote(claim, viewer, 3)
        assert ballot.front() is None
        second.reword("Second, better", by=thesis.debate.join(writer), version=1)
        assert text_at(ballot) == "Second, better"
        make_vote(second, viewer, 3)
        assert ballot.front() is None
        second.move(to=first, stance="con", by=thesis.debate.join(writer))
        assert ballot.front() == Front(second.pk, level=2, voted=0, claims=1)

    def test_a_link_has_a_vote_of_its_own_on_its_targets_wording(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        target = make_claim(thesis, writer, "Said once")
        make_claim(target, writer, "Below it")
        link = Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="con", links_to=target, position=90
        )
        assert order_of(ballot) == [thesis.text, "Said once", "Said once", "Below it"]
        target.reword("Said better", by=thesis.debate.join(writer), version=1)
        assert order_of(ballot) == ["Said better", "Said better"]
        target.archive(by=thesis.debate.join(writer))
        assert ballot.front() is None
        assert Vote.objects.get(claim=link).claim_version == 2

    def test_references_to_other_debates_and_what_is_archived_do_not_wait(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="pro", external_title="Elsewhere"
        )
        gone = make_claim(thesis, writer)
        make_claim(gone, writer)
        gone.archive(by=thesis.debate.join(writer))
        make_vote(thesis, viewer, 1)
        assert ballot.front() is None

    def test_others_votes_change_nothing(
        self, thesis: Claim, writer: User, owner: User, ballot: Ballot
    ) -> None:
        make_vote(thesis, owner, 4)
        PassedOver.objects.skip(thesis, by=thesis.debate.join(writer))
        assert text_at(ballot) == thesis.text


class TestPassingOver:
    def test_what_is_skipped_waits_until_one_asks_for_it(
        self, thesis: Claim, writer: User, ballot: Ballot
    ) -> None:
        make_claim(thesis, writer, "Next")
        PassedOver.objects.skip(thesis, by=ballot.voter)
        assert text_at(ballot) == "Next"
        PassedOver.objects.skipped(ballot.voter).delete()
        assert text_at(ballot) == thesis.text

    def test_a_skip_does_not_outlive_a_vote(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        claim = make_claim(thesis, writer, "Mine")
        make_vote(thesis, viewer, 2)
        PassedOver.objects.skip(claim, by=ballot.voter)
        make_vote(claim, viewer, 1)
        assert not PassedOver.objects.skipped(ballot.voter).exists()
        claim.reword("Mine, better", by=thesis.debate.join(writer), version=1)
        assert text_at(ballot) == "Mine, better"
        PassedOver.objects.skip(claim, by=ballot.voter)
        assert ballot.front() is None
        assert PassedOver.objects.skipped(ballot.voter).count() == 1

    def test_an_ignored_branch_is_left_out_with_what_comes_later(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        make_vote(thesis, viewer, 2)
        branch, other = make_claim(thesis, writer, "Branch"), make_claim(thesis, writer, "Other")
        below = make_claim(branch, writer, "Below")
        for _ in range(2):
            PassedOver.objects.ignore(branch, by=ballot.voter)
        assert ballot.front() == Front(other.pk, level=1, voted=0, claims=1)
        make_vote(other, viewer, 2)
        make_claim(below, writer, "Later")
        assert ballot.front() is None
        assert [row.claim for row in PassedOver.objects.branches(ballot.voter)] == [branch]
        PassedOver.objects.branches(ballot.voter).delete()
        assert order_of(ballot) == ["Branch", "Below", "Later"]

    def test_skipping_a_claim_of_an_ignored_branch_keeps_it_ignored(
        self, thesis: Claim, writer: User, ballot: Ballot
    ) -> None:
        claim = make_claim(thesis, writer)
        PassedOver.objects.ignore(claim, by=ballot.voter)
        PassedOver.objects.skip(claim, by=ballot.voter)
        assert PassedOver.objects.get().with_branch
        assert not PassedOver.objects.skipped(ballot.voter).exists()

    def test_the_root_cannot_be_ignored(self, thesis: Claim, ballot: Ballot) -> None:
        with pytest.raises(ValueError, match="root"):
            PassedOver.objects.ignore(thesis, by=ballot.voter)


class TestBefore:
    def test_one_goes_back_through_what_one_did_last(
        self, thesis: Claim, writer: User, ballot: Ballot
    ) -> None:
        now = timezone.now()
        claims = [make_claim(thesis, writer) for _ in range(4)]
        thesis.vote(1, by=ballot.voter, at=now - timedelta(minutes=9))
        claims[2].vote(1, by=ballot.voter, at=now - timedelta(minutes=8))
        PassedOver.objects.skip(claims[0], by=ballot.voter, at=now - timedelta(minutes=7))
        PassedOver.objects.ignore(claims[1], by=ballot.voter, at=now - timedelta(minutes=6))

        def before(claim: Claim, *, is_front: bool = False) -> int | None:
            loaded = ballot.claim(claim.pk)
            assert loaded is not None
            return ballot.before(loaded, is_front=is_front)

        way = [claims[1], claims[0], claims[2], thesis]
        assert before(claims[3], is_front=True) == way[0].pk
        for later, earlier in pairwise(way):
            assert before(later) == earlier.pk
        assert before(thesis) is None

    def test_a_vote_to_be_confirmed_is_not_behind_oneself(
        self, thesis: Claim, writer: User, viewer: User, ballot: Ballot
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, viewer, 3)
        make_vote(thesis, viewer, 3)
        claim.reword("Better", by=thesis.debate.join(writer), version=1)
        loaded = ballot.claim(claim.pk)
        assert loaded is not None
        assert ballot.before(loaded, is_front=True) == thesis.pk


class TestCasts:
    def test_only_ones_own_votes_that_still_hold_count(
        self, thesis: Claim, writer: User, viewer: User, owner: User, ballot: Ballot
    ) -> None:
        kept, reworded, moved, gone = (make_claim(thesis, writer) for _ in range(4))
        link = Claim.objects.create(
            debate=thesis.debate, parent=kept, stance="con", links_to=moved, position=9
        )
        for claim in (thesis, kept, reworded, moved, gone, link):
            make_vote(claim, viewer, 3)
        make_vote(kept, owner, 0)
        author = thesis.debate.join(writer)
        reworded.reword("Otherwise", by=author, version=1)
        moved.move(to=thesis, stance="con", by=author)
        gone.archive(by=author)
        found = {(c.claim, c.content, c.parent, c.stance, c.is_position) for c in ballot.casts()}
        assert found == {
            (thesis.pk, thesis.pk, None, None, True),
            (kept.pk, kept.pk, thesis.pk, "pro", False),
            (link.pk, moved.pk, kept.pk, "con", False),
        }


@pytest.mark.parametrize("seed", range(6))
def test_the_database_walks_as_a_slow_reading_does(
    seed: int, thesis: Claim, writer: User, ballot: Ballot
) -> None:
    """Random trees, votes, skips and ignored branches against the rule in plain Python."""
    chance, now = random.Random(seed), timezone.now()
    author = thesis.debate.join(writer)
    claims, facts = [thesis], {thesis.pk: (0, -1)}
    for n in range(1, 60):
        parent = chance.choice(claims[-20:])
        claims.append(
            Claim.objects.create(
                debate=thesis.debate,
                parent=parent,
                stance=chance.choice(["pro", "con"]),
                text=f"Claim {n}",
                author=author,
                position=chance.randint(1, 4) * 10,
                version=chance.randint(1, 2),
                moved_at=chance.choice([None, None, now]),
            )
        )
        facts[claims[-1].pk] = (facts[parent.pk][0] + 1, parent.pk)
    ignored = set()
    for claim in claims:
        if chance.random() < 0.8:
            at = now + timedelta(minutes=chance.choice([-1, 1, 1, 1]))
            Vote.objects.create(claim=claim, participant=ballot.voter, value=1, at=at)
        if chance.random() < 0.2:
            at = now + timedelta(minutes=chance.choice([-2, 0, 2]))
            PassedOver.objects.skip(claim, by=ballot.voter, at=at)
        if claim is not thesis and chance.random() < 0.05:
            PassedOver.objects.ignore(claim, by=ballot.voter, at=now)
            ignored.add(claim.pk)
    assert ballot.front() == slow_front(ballot, thesis, ignored)


def slow_front(ballot: Ballot, thesis: Claim, ignored: set[int]) -> Front | None:
    votes = {vote.claim_id: vote for vote in Vote.objects.filter(participant=ballot.voter)}
    passed: dict[int, datetime] = dict(
        PassedOver.objects.filter(participant=ballot.voter).values_list("claim", "at")
    )
    level, here = 0, [thesis]
    while here:
        waiting, voted = [], 0
        for claim in here:
            vote = votes.get(claim.pk)
            moved = vote and claim.moved_at and vote.at < claim.moved_at
            if vote and vote.claim_version == claim.version and not moved:
                voted += 1
            elif claim.pk not in passed or (vote and passed[claim.pk] < vote.at):
                waiting.append(claim.pk)
        if waiting:
            return Front(waiting[0], level, voted, len(here))
        below = []
        for claim in here:
            children = [c for c in claim.children.all() if c.pk not in ignored]
            below += sorted(children, key=lambda c: (c.stance != "pro", c.position, c.pk))
        level, here = level + 1, below
    return None
