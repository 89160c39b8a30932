"""Showing claims in a second place: where they may stand, alone and with everybody at once."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction

from debates.formats.kialo import read, write
from debates.models import (
    Claim,
    ClaimGone,
    Debate,
    DebateKind,
    DebateReadOnly,
    Kind,
    NoSuchPlace,
    Refused,
    StandsThereAlready,
)
from debates.overview.load import load_tree
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of

from .test_claim_moving import is_a_tree
from .test_claims import at_once


@pytest.fixture
def two(thesis: Claim, writer: User) -> tuple[Claim, Claim]:
    """Two claims beside each other."""
    return make_claim(thesis, writer, "First"), make_claim(thesis, writer, "Second", "con")


def has_a_loop(debate: Debate) -> bool:
    """Whether some claim can be seen below itself, through any number of links."""
    below: dict[int | None, set[int]] = {}
    rows = Claim.objects.filter(debate=debate).values_list("pk", "parent_id", "links_to_id")
    for pk, parent, target in rows:
        below.setdefault(parent, set()).add(target or pk)
    for claim in list(below):
        seen: set[int] = set()
        waiting = set(below.get(claim, ()))
        while waiting:
            seen.add(here := waiting.pop())
            waiting |= below.get(here, set()) - seen
        if claim in seen:
            return True
    return False


class TestLinkUnder:
    def test_a_row_shows_the_claim_with_stance_and_votes_of_its_own(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        make_claim(first, writer, "Below", "con")
        make_vote(first, viewer, 4)
        by = first.debate.join(viewer)
        link, activity = first.link_under(second, "con", by=by)
        assert (link.parent, link.stance, link.text, link.author) == (second, "con", "", by)
        assert activity is not None
        assert (activity.kind, activity.claim, activity.participant) == (Kind.CLAIM_ADDED, link, by)
        card = Claim.objects.card(link, by)
        assert (card.content.text, card.cons_below, card.voters) == ("First", 1, 0)
        make_vote(link, viewer, 1)
        assert Claim.objects.card(first, by).impact == 4
        assert is_a_tree(first.debate)

    def test_who_links_has_not_spoken(self, two: tuple[Claim, Claim], viewer: User) -> None:
        first, second = two
        by = first.debate.join(viewer)
        first.link_under(second, "pro", by=by)
        by.refresh_from_db()
        assert by.claims_count == 0

    def test_a_link_to_a_link_shows_what_that_one_shows(
        self, two: tuple[Claim, Claim], thesis: Claim, writer: User
    ) -> None:
        first, second = two
        by, third = thesis.debate.join(writer), make_claim(thesis, writer)
        link = first.link_under(second, "pro", by=by)[0]
        assert link.link_under(third, "con", by=by)[0].links_to == first

    def test_the_same_link_again_is_the_link_that_stands_there(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        link, _ = first.link_under(second, "pro", by=by)
        assert first.link_under(second, "pro", by=by) == (link, None)
        with pytest.raises(StandsThereAlready):
            first.link_under(second, "con", by=by)
        with pytest.raises(StandsThereAlready):
            first.link_under(second, "pro", by=first.debate.join(viewer))
        assert first.placements.count() == 1

    @pytest.mark.parametrize(
        ("where", "refusal"),
        [
            ("itself", NoSuchPlace),
            ("below", NoSuchPlace),
            ("below a link to it", NoSuchPlace),
            ("a link", NoSuchPlace),
            ("a reference", NoSuchPlace),
            ("archived", NoSuchPlace),
            ("its own parent", StandsThereAlready),
        ],
    )
    def test_not_everywhere(
        self,
        where: str,
        refusal: type[Refused],
        two: tuple[Claim, Claim],
        thesis: Claim,
        writer: User,
    ) -> None:
        first, second = two
        by, third = thesis.debate.join(writer), make_claim(thesis, writer)
        below = make_claim(first, writer)
        link = second.link_under(below, "pro", by=by)[0]
        third.archive(by=by)
        row = {"debate": thesis.debate, "parent": thesis, "stance": "pro", "position": 5}
        places = {
            "itself": first,
            "below": below,
            "below a link to it": make_claim(second, writer),
            "a link": link,
            "a reference": Claim.objects.create(external_title="Elsewhere", **row),
            "archived": third,
            "its own parent": thesis,
        }
        with pytest.raises(refusal):
            first.link_under(places[where], "con", by=by)
        assert not first.placements.exists()

    def test_a_question_takes_no_link_but_its_theses_may_be_linked(
        self, team: Team, facilitator: User
    ) -> None:
        question = root_of(make_debate(team, facilitator, kind=DebateKind.QUESTION))
        sea, hills = (make_claim(question, facilitator, stance=None) for _ in range(2))
        by, reason = question.debate.join(facilitator), make_claim(hills, facilitator)
        with pytest.raises(NoSuchPlace):
            reason.link_under(question, "pro", by=by)
        link = sea.link_under(hills, "con", by=by)[0]
        with pytest.raises(NoSuchPlace):
            link.move(to=question, stance=None, by=by)

    def test_what_no_form_offers_is_a_mistake(
        self, two: tuple[Claim, Claim], thesis: Claim, team: Team, facilitator: User
    ) -> None:
        first, second = two
        by = thesis.debate.join(facilitator)
        row = {"debate": thesis.debate, "parent": thesis, "stance": "pro", "position": 5}
        reference = Claim.objects.create(external_title="Elsewhere", **row)
        acts: list[Callable[[], object]] = [
            partial(thesis.link_under, first, "pro", by=by),
            partial(reference.link_under, first, "pro", by=by),
            partial(first.link_under, second, "", by=by),
            partial(first.link_under, root_of(make_debate(team, facilitator)), "pro", by=by),
        ]
        for act in acts:
            with pytest.raises(ValueError, match="cannot be linked"):
                act()

    def test_archived_or_closed_meanwhile(self, two: tuple[Claim, Claim], writer: User) -> None:
        first, second = two
        by = first.debate.join(writer)
        below = make_claim(first, writer)
        first.archive(by=by)
        for gone in (first, below):
            with pytest.raises(ClaimGone):
                gone.link_under(second, "pro", by=by)
        first.restore(by=by)
        first.debate.close()
        with pytest.raises(DebateReadOnly):
            first.link_under(second, "pro", by=by)


class TestGone:
    """A link is taken away and brought back; what it shows comes and goes by itself."""

    def test_removing_leaves_the_claim_and_may_be_undone(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        by = first.debate.join(viewer)
        link = first.link_under(second, "pro", by=by)[0]
        assert link.archive(by=by) is not None
        assert list(Claim.objects.shown().filter(parent=second)) == []
        assert not Claim.objects.get(pk=first.pk).is_out_of_sight
        assert is_a_tree_of(first.debate, 3)
        assert link.restore(by=by) is not None
        assert is_a_tree_of(first.debate, 4)

    def test_it_does_not_come_back_where_another_stands_meanwhile(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        by = first.debate.join(viewer)
        link = first.link_under(second, "pro", by=by)[0]
        link.archive(by=by)
        first.link_under(second, "con", by=first.debate.join(writer))
        with pytest.raises(StandsThereAlready):
            link.restore(by=by)
        first.placements.exclude(pk=link.pk).get().archive(by=by, reason="Twice")
        first.move(to=second, stance="con", by=first.debate.join(writer))
        with pytest.raises(StandsThereAlready):
            link.restore(by=by)
        assert is_a_tree_of(first.debate, 3)

    def test_a_link_that_was_taken_away_still_makes_no_loop_possible(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        link = first.link_under(second, "pro", by=by)[0]
        link.archive(by=by)
        with pytest.raises(NoSuchPlace):
            second.link_under(first, "pro", by=by)

    def test_with_its_claim_every_place_goes_out_of_sight_and_comes_back(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        first.link_under(second, "pro", by=by)
        first.archive(by=by)
        assert is_a_tree_of(first.debate, 2)
        first.restore(by=by)
        assert is_a_tree_of(first.debate, 4)

    def test_a_claim_does_not_move_to_where_a_link_shows_it(
        self, two: tuple[Claim, Claim], thesis: Claim, writer: User
    ) -> None:
        first, second = two
        by, third = thesis.debate.join(writer), make_claim(thesis, writer)
        link = first.link_under(second, "pro", by=by)[0]
        with pytest.raises(StandsThereAlready):
            first.move(to=second, stance="con", by=by)
        with pytest.raises(StandsThereAlready):
            link.move(to=thesis, stance="con", by=by)
        assert link.move(to=second, stance="con", by=by) is not None
        assert link.move(to=third, stance="con", by=by) is not None
        assert first.move(to=second, stance="con", by=by) is not None

    def test_moving_what_is_above_a_linked_claim_minds_the_link(
        self, two: tuple[Claim, Claim], thesis: Claim, writer: User
    ) -> None:
        first, second = two
        by, inner = thesis.debate.join(writer), make_claim(first, writer)
        inner.link_under(second, "pro", by=by)
        third = make_claim(inner, writer)
        with pytest.raises(NoSuchPlace):
            second.move(to=third, stance="pro", by=by)
        second.move(to=first, stance="con", by=by)
        assert not has_a_loop(thesis.debate)


def is_a_tree_of(debate: Debate, size: int) -> bool:
    """Whether exactly so many places are shown, kept, drawn and written."""
    kept = Debate.objects.get(pk=debate.pk).claims_count
    return kept == len(load_tree(debate)) == len(debate.as_document().claims) == size


class TestDatabase:
    """What it refuses even where a verb made a mistake."""

    @pytest.mark.parametrize("wrong", ["itself", "under itself", "twice", "a thesis"])
    def test_refuses(
        self, wrong: str, two: tuple[Claim, Claim], thesis: Claim, writer: User
    ) -> None:
        first, second = two
        by, third = thesis.debate.join(writer), make_claim(thesis, writer)
        first.link_under(second, "pro", by=by)
        link = first.link_under(third, "con", by=by)[0]
        changes: dict[str, dict[str, Any]] = {
            "itself": {"links_to": link},
            "under itself": {"parent": first},
            "twice": {"parent": second},
            "a thesis": {"stance": None, "is_thesis": True},
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=link.pk).update(**changes[wrong])


class TestFiles:
    def test_a_link_leaves_as_kialo_writes_it_and_comes_back_as_one(
        self, two: tuple[Claim, Claim], team: Team, facilitator: User, writer: User
    ) -> None:
        first, second = two
        make_claim(first, writer, "Below", "con")
        first.link_under(second, "con", by=first.debate.join(writer))
        text = write(first.debate.as_document())
        assert text.decode().split("\r\n")[2:] == [
            "1. Tea is better than coffee",
            "1.1. Pro: First",
            "1.1.1. Con: Below",
            "1.2. Con: Second",
            "1.2.1. Con: -> See 1.1.",
        ]
        back = Debate.objects.import_document(read(text), team=team, by=facilitator)
        link = Claim.objects.get(debate=back, links_to__isnull=False)
        assert link.content.text == "First"
        assert (link.stance, link.parent and link.parent.text) == ("con", "Second")
        assert back.claims_count == 5
        assert write(back.as_document()) == text

    def test_a_file_with_a_claim_twice_in_one_place_is_still_read(
        self, team: Team, facilitator: User
    ) -> None:
        lines = ["Discussion Title: Tea", "", "1. Tea", "1.1. Pro: First", "1.2. Con: Second"]
        lines += ["1.2.1. Pro: -> See 1.1.", "1.2.2. Con: -> See 1.1."]
        text = "\r\n".join(lines).encode()
        debate = Debate.objects.import_document(read(text), team=team, by=facilitator)
        assert write(debate.as_document()) == text


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """On real connections."""

    def test_fifty_moves_and_links_at_once_make_no_loop(
        self, thesis: Claim, facilitator: User
    ) -> None:
        dice = random.Random(50)
        claims = [thesis]
        for _ in range(25):
            claims.append(make_claim(dice.choice(claims), facilitator))
        by = thesis.debate.join(facilitator)

        def act(number: int) -> object:
            claim, place = dice.choice(claims[1:]), dice.choice(claims)
            fresh = Claim.objects.select_related("debate").get(pk=claim.pk)
            stance = dice.choice(["pro", "con"])
            if number % 2:
                return fresh.link_under(place, stance, by=by)[1]
            return fresh.move(to=place, stance=stance, by=by)

        results = at_once([partial(act, number) for number in range(50)])
        assert not any(isinstance(result, OperationalError) for result in results)
        assert not has_a_loop(thesis.debate)
        assert is_a_tree(thesis.debate)
        assert Claim.objects.filter(links_to__isnull=False).count() > 3

    def test_of_two_links_that_would_make_a_loop_one_is_refused(
        self, two: tuple[Claim, Claim], writer: User
    ) -> None:
        first, second = two
        by = first.debate.join(writer)
        acts = [
            partial(first.link_under, second, "pro", by=by),
            partial(second.link_under, first, "pro", by=by),
        ]
        results = at_once(acts)
        assert sum(isinstance(result, NoSuchPlace) for result in results) == 1
        assert not has_a_loop(first.debate)

    def test_eight_people_linking_the_same_make_one_link(
        self, two: tuple[Claim, Claim], writer: User, viewer: User
    ) -> None:
        first, second = two
        people = [first.debate.join(user) for user in (writer, viewer)] * 4
        results = at_once([partial(first.link_under, second, "pro", by=by) for by in people])
        assert first.placements.count() == 1
        assert sum(isinstance(result, StandsThereAlready) for result in results) == 4
