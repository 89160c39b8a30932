"""What waits for somebody in many debates at once, against each way of asking it one by one."""

import random
from contextlib import suppress
from functools import partial

import pytest

from debates.models import (
    Ballot,
    Claim,
    Debate,
    DebateKind,
    Participant,
    ParticipantRole,
    PassedOver,
    Phase,
    StandsThereAlready,
    Unread,
    Waiting,
)
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of


def waiting(debate: Debate, user: User) -> Waiting:
    debate.refresh_from_db()
    return Waiting.in_all([debate], user)[debate.pk]


def asked_one_by_one(debate: Debate, user: User) -> list[int]:
    """The claims the guided voting asks, until it asks nothing; a vote on each."""
    ballot, asked = Ballot(debate, debate.join(user)), list[int]()
    while (front := ballot.front()) is not None:
        claim = ballot.claim(front.claim)
        assert claim is not None
        claim.vote(2, by=ballot.voter)
        asked.append(claim.pk)
    return asked


class TestUnvoted:
    def test_who_never_came_has_voted_on_nothing(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        make_vote(make_claim(thesis, writer), writer, 3)
        assert waiting(thesis.debate, viewer) == Waiting(is_new=True, unvoted=2)
        assert waiting(thesis.debate, writer).unvoted == 1

    def test_nothing_waits_where_one_cannot_vote(
        self, thesis: Claim, facilitator: User, writer: User
    ) -> None:
        debate, me = thesis.debate, thesis.debate.join(writer)
        assert waiting(debate, writer).unvoted == 1
        Participant.objects.filter(pk=me.pk).update(role=ParticipantRole.VIEWER)
        assert not waiting(debate, writer)
        assert waiting(debate, facilitator).unvoted == 1
        debate.close()
        assert waiting(debate, facilitator) == Waiting(is_new=True)

    def test_neither_the_branch_one_leaves_out_nor_what_comes_there_later(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        make_vote(thesis, viewer, 2)
        branch = make_claim(thesis, writer)
        below = make_claim(branch, writer)
        PassedOver.objects.ignore(branch, by=thesis.debate.join(viewer))
        make_claim(below, writer)
        assert waiting(thesis.debate, viewer).unvoted == 0
        assert waiting(thesis.debate, writer).unvoted == 4

    @pytest.mark.parametrize("seed", range(6))
    def test_it_is_as_many_as_the_guided_voting_goes_on_to_ask(
        self, seed: int, team: Team, writer: User, viewer: User
    ) -> None:
        debates = [
            random_debate(random.Random(seed), team, writer, viewer, kind) for kind in DebateKind
        ]
        counted = Waiting.in_all(debates, viewer)
        for debate in debates:
            asked = asked_one_by_one(debate, viewer)
            assert counted[debate.pk].unvoted == len(asked) == len(set(asked))
            assert waiting(debate, viewer).unvoted == 0


def random_debate(
    chance: random.Random, team: Team, writer: User, viewer: User, kind: DebateKind
) -> Debate:
    """With all that makes the guided voting ask a claim, leave it out or ask it again."""
    debate = make_debate(team, writer, kind=kind)
    by, me = debate.join(writer), debate.join(viewer)
    root = root_of(debate)
    top = root if kind == DebateKind.THESIS else make_claim(root, writer, stance=None)
    claims = [top]
    for n in range(40):
        parent = chance.choice(claims[-12:])
        claim = make_claim(parent, writer, stance=chance.choice(["pro", "con"]))
        claims.append(claim)
        if chance.random() < 0.6:
            claim.vote(1, by=me)
        match n % 8:
            case 0:
                claim.reword("Other words", by=by, version=1)
            case 1:
                claim.move(to=top, stance="con", by=by)
            case 2:
                with suppress(StandsThereAlready):
                    claim.link_under(top, "con", by=by)
            case 3:
                Claim.objects.create(
                    debate=debate, parent=claim, stance="pro", external_title="Elsewhere"
                )
            case 4:
                claim.archive(by=by)
                claims.remove(claim)
            case 5:
                PassedOver.objects.skip(claim, by=me)
            case 6 if chance.random() < 0.4:
                PassedOver.objects.ignore(claim, by=me)
    return debate


class TestUnread:
    def test_answers_are_new_claims_directly_under_ones_own(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        thesis.debate.join(viewer)
        mine, other = make_claim(thesis, viewer), make_claim(thesis, writer)
        answer = make_claim(mine, writer)
        make_claim(answer, writer)
        make_claim(other, writer)
        other.link_under(mine, "con", by=thesis.debate.join(writer))
        found = waiting(thesis.debate, viewer)
        assert (found.unread, found.answers) == (5, 2)
        assert found.unread == Unread.of(thesis.debate, thesis.debate.join(viewer)).total
        assert waiting(thesis.debate, writer).answers == 0

    def test_what_is_read_does_not_wait(self, thesis: Claim, writer: User, viewer: User) -> None:
        reader = thesis.debate.join(viewer)
        answer = make_claim(make_claim(thesis, viewer), writer)
        latest = thesis.debate.activities.latest("pk").pk
        reader.read([answer], up_to=latest)
        found = waiting(thesis.debate, viewer)
        assert (found.unread, found.answers) == (0, 0)


class TestNew:
    @pytest.mark.parametrize("phase", Phase)
    def test_only_what_can_be_argued_or_prepared_for_is_new_to_somebody(
        self, phase: Phase, debate: Debate, viewer: User
    ) -> None:
        opens_at = None if phase == Phase.DRAFT else debate.opens_at
        Debate.objects.filter(pk=debate.pk).update(phase=phase, opens_at=opens_at)
        assert waiting(debate, viewer).is_new == (phase in {Phase.OPEN, Phase.MEETING})
        debate.join(viewer)
        assert not waiting(debate, viewer).is_new


def test_it_costs_three_queries_however_many_debates(
    team: Team, facilitator: User, writer: User
) -> None:
    debates = [make_debate(team, facilitator) for _ in range(12)]
    for debate in debates[:6]:
        debate.join(writer)
        make_claim(root_of(debate), facilitator)
    sql = queries_of(partial(Waiting.in_all, debates, writer))
    assert len(sql) == 3, "\n".join(sql)
    assert Waiting.in_all([], writer) == {}
