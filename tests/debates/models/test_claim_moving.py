"""Moving claims: what may stand where, alone and with everybody at once."""

import random
from collections.abc import Callable
from functools import partial

import pytest
from django.db import OperationalError

from debates.models import (
    Claim,
    ClaimGone,
    Debate,
    DebateKind,
    DebateReadOnly,
    Kind,
    Naming,
    NoSuchPlace,
)
from debates.overview.load import load_tree
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of

from .test_claims import at_once


def is_a_tree(debate: Debate) -> bool:
    """Whether every claim is reached once from one root, and the kept number is theirs."""
    claims = Claim.objects.filter(debate=debate)
    kept = Debate.objects.get(pk=debate.pk).claims_count
    return claims.count() == len(load_tree(debate)) == kept


@pytest.fixture
def two(thesis: Claim, writer: User) -> tuple[Claim, Claim]:
    """Two claims beside each other."""
    return make_claim(thesis, writer, "First"), make_claim(thesis, writer, "Second")


class TestMove:
    def test_one_row_changes_and_the_branch_comes_along(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        below, last = make_claim(first, writer), make_claim(second, writer)
        by = first.debate.join(writer)
        activity = first.move(to=second, stance="con", by=by, reason="belongs there")
        first.refresh_from_db()
        assert (first.parent_id, first.stance) == (second.pk, "con")
        assert first.position > last.position
        assert Claim.objects.get(pk=below.pk).parent_id == first.pk
        assert activity is not None
        assert (activity.kind, activity.participant) == (Kind.CLAIM_MOVED, by)
        said = {"framing": False, "reason": "belongs there", "stance": "pro"}
        before = {"parent": second.parent_id, "position": 10, "moved_at": None}
        assert activity.data == said | before
        assert is_a_tree(first.debate)

    def test_to_where_it_stands_is_no_move(self, two: tuple[Claim, Claim], writer: User) -> None:
        first, _ = two
        by = first.debate.join(writer)
        assert first.move(to=root_of(first.debate), stance="pro", by=by) is None
        assert first.move(to=root_of(first.debate), stance="con", by=by) is not None

    @pytest.mark.parametrize("where", ["itself", "below", "link", "other debate's row"])
    def test_no_place_below_itself_or_without_a_branch(
        self, where: str, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        below = make_claim(make_claim(first, writer), writer)
        row = {"debate": first.debate, "parent": second, "stance": "pro", "position": 5}
        places = {
            "itself": first,
            "below": below,
            "link": Claim.objects.create(links_to=second.parent.children.first(), **row),
            "other debate's row": Claim.objects.create(external_title="Elsewhere", **row),
        }
        with pytest.raises(NoSuchPlace):
            first.move(to=places[where], stance="pro", by=first.debate.join(writer))
        assert Claim.objects.get(pk=first.pk).parent_id == root_of(first.debate).pk

    def test_not_under_what_a_link_in_its_branch_shows(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        inner, deep = make_claim(first, writer), make_claim(second, writer)
        Claim.objects.create(
            debate=first.debate, parent=inner, stance="pro", links_to=second, position=1
        )
        with pytest.raises(NoSuchPlace):
            first.move(to=deep, stance="pro", by=first.debate.join(writer))
        second.move(to=root_of(first.debate), stance="con", by=first.debate.join(writer))

    def test_a_link_does_not_go_below_what_it_shows(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by, below = first.debate.join(writer), make_claim(first, writer)
        link = Claim.objects.create(
            debate=first.debate, parent=second, stance="con", links_to=first, position=1, author=by
        )
        for place in (first, below):
            with pytest.raises(NoSuchPlace):
                link.move(to=place, stance="con", by=by)

    def test_theses_stand_under_the_question_only(self, team: Team, facilitator: User) -> None:
        question = root_of(make_debate(team, facilitator, kind=DebateKind.QUESTION))
        sea, hills = (make_claim(question, facilitator, stance=None) for _ in range(2))
        by = question.debate.join(facilitator)
        with pytest.raises(NoSuchPlace):
            hills.move(to=sea, stance=None, by=by)
        hills.move(to=sea, stance="con", by=by)
        assert not Claim.objects.get(pk=hills.pk).is_thesis
        with pytest.raises(NoSuchPlace):
            hills.move(to=question, stance="pro", by=by)
        hills.move(to=question, stance=None, by=by)
        assert Claim.objects.get(pk=hills.pk).is_thesis

    def test_what_is_archived_neither_moves_nor_takes_anything(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        below = make_claim(second, writer)
        second.archive(by=by)
        with pytest.raises(NoSuchPlace):
            first.move(to=below, stance="pro", by=by)
        with pytest.raises(ClaimGone):
            below.move(to=first, stance="pro", by=by)

    def test_a_closed_debate_stays_as_it_is(self, two: tuple[Claim, Claim], writer: User) -> None:
        first, second = two
        by = first.debate.join(writer)
        first.debate.close()
        with pytest.raises(DebateReadOnly):
            first.move(to=second, stance="pro", by=by)

    def test_the_root_foreign_places_and_silent_framing_are_refused(
        self, two: tuple[Claim, Claim], thesis: Claim, team: Team, writer: User, facilitator: User
    ) -> None:
        first, second = two
        framer, by = thesis.debate.join(facilitator), thesis.debate.join(writer)
        foreign = root_of(make_debate(team, facilitator))
        acts: list[Callable[[], object]] = [
            partial(thesis.move, to=first, stance="pro", by=framer, reason="All"),
            partial(first.move, to=second, stance="pro", by=framer),
            partial(first.move, to=foreign, stance="pro", by=by),
        ]
        for act in acts:
            with pytest.raises(ValueError, match="cannot be moved"):
                act()

    def test_framing_without_names_is_tied_to_no_mask(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        first, second = (make_claim(root_of(debate), writer) for _ in range(2))
        framer = debate.join(facilitator)
        activity = first.move(to=second, stance="pro", by=framer, reason="Off the point")
        assert activity is not None
        assert activity.participant is None


class TestVotes:
    def test_votes_stay_and_ask_until_they_are_confirmed(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        make_vote(first, viewer, 3)
        reader = first.debate.join(viewer)
        assert not Claim.objects.card(first, reader).vote_is_stale
        first.move(to=second, stance="con", by=first.debate.join(writer))
        moved = Claim.objects.card(first, reader)
        assert moved.own_vote == 3
        assert moved.vote_was_elsewhere
        assert moved.vote_is_stale
        assert first.vote(3, by=reader) is not None
        assert not Claim.objects.card(first, reader).vote_is_stale
        assert first.vote(3, by=reader) is None


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """On real connections, as in F16."""

    def test_fifty_moves_at_once_make_no_loop_and_no_orphan(
        self, thesis: Claim, facilitator: User
    ) -> None:
        dice = random.Random(50)
        claims = [thesis]
        for _ in range(40):
            claims.append(make_claim(dice.choice(claims), facilitator))
        by = thesis.debate.join(facilitator)
        Claim.objects.create(
            debate=thesis.debate, parent=claims[3], stance="pro", links_to=claims[9], position=1
        )
        Debate.objects.update(claims_count=42)

        def move() -> object:
            claim, place = dice.choice(claims[1:]), dice.choice(claims)
            fresh = Claim.objects.select_related("debate").get(pk=claim.pk)
            return fresh.move(to=place, stance=dice.choice(["pro", "con"]), by=by)

        results = at_once([move] * 50)
        assert not any(isinstance(result, OperationalError) for result in results)
        assert is_a_tree(thesis.debate)
        moved = thesis.debate.activities.filter(kind=Kind.CLAIM_MOVED).count()
        assert moved > 5

    def test_of_two_that_swap_places_one_is_refused(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        results = at_once(
            [
                partial(first.move, to=second, stance="pro", by=by),
                partial(second.move, to=first, stance="pro", by=by),
            ]
        )
        assert sum(isinstance(result, NoSuchPlace) for result in results) == 1
        assert is_a_tree(first.debate)

    def test_replies_follow_the_claim_they_answer(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        replies = [partial(first.reply, f"{n}", "con", by=by) for n in range(7)]
        at_once([*replies, partial(first.move, to=second, stance="pro", by=by)])
        assert first.children.count() == 7
        assert Claim.objects.get(pk=first.pk).parent_id == second.pk
        assert is_a_tree(first.debate)
