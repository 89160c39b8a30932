"""The rules of the tree, in the database and under concurrency."""

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from debates.models import (
    Activity,
    Claim,
    Debate,
    DebateKind,
    DebateReadOnly,
    Kind,
    Refused,
    VersionConflict,
    Vote,
)
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of


def refused_by_the_database(act: Callable[[], object], constraint: str) -> None:
    """The act fails with this constraint, at the latest when the transaction ends."""

    def act_and_check() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            act()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match=constraint):
        act_and_check()


class TestDatabase:
    """What not even raw SQL may do."""

    @pytest.mark.parametrize(
        ("fields", "constraint"),
        [
            ({"stance": None}, "claim_stance"),
            ({"stance": "may"}, "claim_stance"),
            ({"stance": "pro", "is_thesis": True}, "claim_stance"),
            ({"stance": "pro", "text": ""}, "claim_one_content"),
            ({"stance": "pro", "text": "x" * 5001}, "claim_text_length"),
            ({"stance": "pro", "external_title": "two"}, "claim_one_content"),
        ],
    )
    def test_half_a_claim_is_refused(
        self, fields: dict[str, object], constraint: str, thesis: Claim
    ) -> None:
        row = {"debate": thesis.debate, "parent": thesis, "text": "One"} | fields
        refused_by_the_database(lambda: Claim.objects.create(**row), constraint)

    def test_a_second_root_is_refused(self, thesis: Claim) -> None:
        refused_by_the_database(
            lambda: Claim.objects.create(debate=thesis.debate, text="Another"), "claim_one_root"
        )

    def test_a_root_with_a_stance_is_refused(self, thesis: Claim) -> None:
        refused_by_the_database(
            lambda: Claim.objects.filter(pk=thesis.pk).update(stance="pro"), "claim_stance"
        )

    def test_ones_own_parent_is_refused(self, thesis: Claim, writer: User) -> None:
        claim = make_claim(thesis, writer)
        refused_by_the_database(
            lambda: Claim.objects.filter(pk=claim.pk).update(parent=claim),
            "claim_not_its_own_parent",
        )

    def test_a_parent_in_another_debate_is_refused(
        self, thesis: Claim, team: Team, facilitator: User
    ) -> None:
        foreign = root_of(make_debate(team, facilitator))
        sql = (
            "INSERT INTO debates_claim (debate_id, parent_id, stance, is_thesis, text, "
            "external_title, version, position, token, created_at) "
            "VALUES (%s, %s, 'pro', false, 'x', '', 1, 0, %s, now())"
        )
        with connection.cursor() as cursor:
            refused_by_the_database(
                lambda: cursor.execute(sql, [thesis.debate_id, foreign.pk, uuid.uuid4()]),
                "claim_parent_same_debate",
            )

    def test_an_author_of_another_debate_is_refused(
        self, thesis: Claim, team: Team, facilitator: User, writer: User
    ) -> None:
        stranger = make_debate(team, facilitator).join(writer)
        claim = make_claim(thesis, writer)
        refused_by_the_database(
            lambda: Claim.objects.filter(pk=claim.pk).update(author=stranger),
            "claim_author_same_debate",
        )

    @pytest.mark.parametrize("value", [5, -1])
    def test_votes_are_0_to_4(self, value: int, thesis: Claim, writer: User) -> None:
        reader = thesis.debate.join(writer)
        refused_by_the_database(
            lambda: Vote.objects.create(claim=thesis, participant=reader, value=value),
            "vote_0_to_4|value",
        )


class TestReply:
    def test_theses_stand_only_under_a_question(
        self, thesis: Claim, team: Team, facilitator: User
    ) -> None:
        with pytest.raises(ValueError, match="takes no reply"):
            make_claim(thesis, facilitator, stance=None)
        question = root_of(make_debate(team, facilitator, kind=DebateKind.QUESTION))
        with pytest.raises(ValueError, match="takes no reply"):
            make_claim(question, facilitator, stance="pro")
        answer = make_claim(question, facilitator, stance=None)
        assert make_claim(answer, facilitator, stance="con").stance == "con"

    def test_a_closed_debate_takes_nothing(self, thesis: Claim, writer: User) -> None:
        thesis.debate.close()
        with pytest.raises(DebateReadOnly):
            make_claim(thesis, writer)

    def test_order_is_the_order_of_arrival(self, thesis: Claim, writer: User) -> None:
        texts = [make_claim(thesis, writer).text for _ in range(5)]
        rows = Claim.objects.filter(parent=thesis).order_by("position")
        assert [row.text for row in rows] == texts


class TestReword:
    def test_the_same_words_again_are_no_change(self, thesis: Claim, writer: User) -> None:
        claim = make_claim(thesis, writer, "So")
        assert claim.reword("So", by=claim.debate.join(writer), version=1) is None
        assert not claim.versions.exists()

    def test_an_old_version_conflicts_and_carries_the_new_text(
        self, thesis: Claim, writer: User
    ) -> None:
        claim = make_claim(thesis, writer, "One")
        stale = Claim.objects.get(pk=claim.pk)
        claim.reword("Two", by=claim.debate.join(writer), version=1)
        with pytest.raises(VersionConflict) as conflict:
            stale.reword("Three", by=claim.debate.join(writer), version=1)
        assert conflict.value.current.text == "Two"


class TestAncestors:
    def test_hostile_depth_is_cut_not_crashed(self, thesis: Claim, writer: User) -> None:
        rows = Claim.objects.bulk_create(
            Claim(debate=thesis.debate, parent=thesis, stance="pro", text=f"Level {n}")
            for n in range(300)
        )
        for above, row in zip([thesis, *rows], rows, strict=False):
            row.parent = above
        Claim.objects.bulk_update(rows, ["parent"])
        assert len(Claim.objects.ancestors_of(rows[-1])) == 200
        assert [c.pk for c in Claim.objects.ancestors_of(rows[2])] == [
            thesis.pk, rows[0].pk, rows[1].pk,
        ]  # fmt: skip


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run acts on connections of their own, started together; what each returned or raised."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except (Refused, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """Several people in the same second, on real connections."""

    def test_one_form_sent_eight_times_at_once_is_one_claim(
        self, thesis: Claim, writer: User
    ) -> None:
        token, author = uuid.uuid4(), thesis.debate.join(writer)
        results = at_once([lambda: thesis.reply("Once", "pro", by=author, token=token)[0].pk] * 8)
        assert len(set(results)) == 1
        assert Claim.objects.filter(text="Once").count() == 1
        assert Activity.objects.filter(kind=Kind.CLAIM_ADDED).count() == 1

    def test_fifty_votes_of_one_person_leave_one(self, thesis: Claim, writer: User) -> None:
        reader = thesis.debate.join(writer)
        at_once([partial(thesis.vote, n % 5, by=reader) for n in range(50)])
        assert Vote.objects.count() == 1

    def test_of_two_edits_of_one_version_one_wins(self, thesis: Claim, writer: User) -> None:
        claim = make_claim(thesis, writer, "Before")
        author = claim.debate.join(writer)

        def edit(text: str) -> object:
            mine = Claim.objects.select_related("debate").get(pk=claim.pk)
            return mine.reword(text, by=author, version=1)

        results = at_once([partial(edit, "Mine"), partial(edit, "Yours")])
        assert sum(isinstance(result, VersionConflict) for result in results) == 1
        claim.refresh_from_db()
        assert claim.version == 2
        assert claim.versions.get().text == "Before"

    def test_nothing_is_added_after_a_debate_was_closed(self, thesis: Claim, writer: User) -> None:
        author, debate = thesis.debate.join(writer), thesis.debate
        acts: list[Callable[[], object]] = [
            partial(thesis.reply, f"{n}", "pro", by=author) for n in range(6)
        ]
        results = at_once([*acts, Debate.objects.get(pk=debate.pk).close])
        closed = Activity.objects.get(kind=Kind.DEBATE_CLOSED)
        added = Activity.objects.filter(kind=Kind.CLAIM_ADDED)
        assert not added.filter(pk__gt=closed.pk).exists()
        refused = [r for r in results if isinstance(r, DebateReadOnly)]
        assert len(refused) + added.count() == 6

    def test_counts_equal_a_recount(self, thesis: Claim, writer: User, viewer: User) -> None:
        people = [thesis.debate.join(writer), thesis.debate.join(viewer)]
        at_once([partial(thesis.reply, f"{n}", "con", by=people[n % 2]) for n in range(8)])
        debate = Debate.objects.get(pk=thesis.debate_id)
        assert debate.claims_count == Claim.objects.filter(debate=debate).count() == 9
        for person in people:
            person.refresh_from_db()
            assert person.claims_count == person.claims.count() == 4

    def test_first_visits_at_once_make_one_participant(self, thesis: Claim, writer: User) -> None:
        at_once([lambda: thesis.debate.join(writer).pk] * 6)
        assert thesis.debate.participants.filter(user=writer).count() == 1


class TestWeight:
    def test_one_enthusiast_does_not_outrank_many_good_votes(
        self, thesis: Claim, writer: User, viewer: User, owner: User, facilitator: User
    ) -> None:
        loud, sound = make_claim(thesis, writer, "Loud"), make_claim(thesis, writer, "Sound")
        make_vote(loud, writer, 4)
        for person in (writer, viewer, owner, facilitator):
            make_vote(sound, person, 4 if person != owner else 3)
        cards = Claim.objects.below(thesis, thesis.debate.join(writer))
        assert [card.text for card in cards] == ["Sound", "Loud"]
