"""What goes out of sight with an archived claim, and what comes back."""

from functools import partial

import pytest
from django.db import connection

from debates.models import Activity, Claim, ClaimGone, Debate, DebateReadOnly, Kind
from debates.overview.load import load_tree
from digests.models import Notification
from digests.telling import tell_waiting
from teams.models import User
from tests.factories import make_claim

from .test_claims import at_once


def counts_are_right(debate: Debate) -> bool:
    """Whether the kept number equals a recount, and the picture shows those claims."""
    kept = Debate.objects.get(pk=debate.pk).claims_count
    return kept == Claim.objects.filter(debate=debate).shown().count() == len(load_tree(debate))


@pytest.fixture
def chain(thesis: Claim, writer: User) -> list[Claim]:
    """Four claims, each under the one before."""
    chain: list[Claim] = []
    for n in range(4):
        chain.append(make_claim(chain[-1] if chain else thesis, writer, f"Level {n}"))
    return chain


class TestArchive:
    def test_the_branch_goes_without_being_archived(
        self, chain: list[Claim], thesis: Claim, writer: User
    ) -> None:
        by = thesis.debate.join(writer)
        activity = chain[1].archive(by=by, reason="said elsewhere")
        assert activity is not None
        assert (activity.kind, activity.claim, activity.participant, activity.data) == (
            Kind.CLAIM_ARCHIVED, chain[1], by, {"framing": False, "reason": "said elsewhere"},
        )  # fmt: skip
        assert list(Claim.objects.shown().order_by("pk")) == [thesis, chain[0]]
        assert Claim.objects.filter(archived_at__isnull=False).get() == chain[1]
        assert counts_are_right(thesis.debate)

    def test_links_elsewhere_to_what_stands_below_go_too(
        self, chain: list[Claim], thesis: Claim, writer: User
    ) -> None:
        other = make_claim(thesis, writer, "Other")
        link = Claim.objects.create(
            debate=thesis.debate, parent=other, stance="con", links_to=chain[3], position=1
        )
        Debate.objects.update(claims_count=7)
        by = thesis.debate.join(writer)
        chain[0].archive(by=by)
        assert not Claim.objects.shown().filter(pk=link.pk).exists()
        assert Claim.objects.below(other, by) == []
        assert other.with_reply_counts().cons_below == 0
        assert [c.text for c in thesis.debate.as_document().claims] == [thesis.text, "Other"]
        assert counts_are_right(thesis.debate)
        chain[0].restore(by=by)
        assert Claim.objects.below(other, by) == [link]
        assert counts_are_right(thesis.debate)

    @pytest.mark.parametrize("act", ["reply", "reword", "vote", "archive"])
    def test_what_is_out_of_sight_takes_nothing(
        self, act: str, chain: list[Claim], writer: User
    ) -> None:
        by = chain[0].debate.join(writer)
        chain[0].archive(by=by)
        acts = {
            "reply": partial(chain[2].reply, "More", "pro", by=by),
            "reword": partial(chain[2].reword, "Else", by=by, version=1),
            "vote": partial(chain[2].vote, 3, by=by),
            "archive": partial(chain[2].archive, by=by),
        }
        with pytest.raises(ClaimGone):
            acts[act]()

    def test_the_root_and_silent_framing_are_refused(
        self, chain: list[Claim], thesis: Claim, facilitator: User
    ) -> None:
        framer = thesis.debate.join(facilitator)
        with pytest.raises(ValueError, match="cannot be archived"):
            thesis.archive(by=framer, reason="All")
        with pytest.raises(ValueError, match="cannot be archived"):
            chain[0].archive(by=framer)

    def test_a_closed_debate_stays_as_it_is(self, chain: list[Claim], writer: User) -> None:
        by = chain[0].debate.join(writer)
        chain[0].debate.close()
        with pytest.raises(DebateReadOnly):
            chain[0].archive(by=by)
        assert Claim.objects.shown().count() == 5

    def test_nobody_is_told_of_an_answer_that_is_out_of_sight(
        self, chain: list[Claim], writer: User, viewer: User
    ) -> None:
        make_claim(chain[1], viewer, "Told before")
        tell_waiting()
        make_claim(chain[2], viewer, "Told after")
        assert Notification.objects.of(writer).count() == 1
        chain[0].archive(by=chain[0].debate.join(writer))
        tell_waiting()
        assert Notification.objects.of(writer).count() == 0
        assert not Notification.objects.filter(claim__text="Told after").exists()


class TestRestore:
    def test_what_was_archived_below_stays_archived_with_its_branch(
        self, chain: list[Claim], thesis: Claim, writer: User
    ) -> None:
        by = thesis.debate.join(writer)
        chain[2].archive(by=by)
        chain[0].archive(by=by)
        chain[0].restore(by=by)
        assert list(Claim.objects.shown().order_by("pk")) == [thesis, chain[0], chain[1]]
        assert counts_are_right(thesis.debate)

    def test_below_something_archived_it_waits_for_that(
        self, chain: list[Claim], thesis: Claim, writer: User
    ) -> None:
        by = thesis.debate.join(writer)
        chain[2].archive(by=by)
        chain[0].archive(by=by)
        chain[2].restore(by=by)
        assert list(Claim.objects.shown()) == [thesis]
        assert counts_are_right(thesis.debate)
        chain[0].restore(by=by)
        assert Claim.objects.shown().count() == 5
        assert counts_are_right(thesis.debate)

    def test_what_is_there_is_not_restored(self, chain: list[Claim], writer: User) -> None:
        assert chain[0].restore(by=chain[0].debate.join(writer)) is None
        assert not Activity.objects.filter(kind=Kind.CLAIM_RESTORED).exists()


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_replies_below_an_archiving_stand_or_are_refused(
        self, thesis: Claim, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        below = make_claim(claim, writer)
        by = thesis.debate.join(writer)
        replies = [partial(below.reply, f"Reply {n}", "pro", by=by) for n in range(7)]
        results = at_once([*replies, partial(claim.archive, by=by)])
        refused = sum(isinstance(result, ClaimGone) for result in results)
        assert Claim.objects.filter(parent=below).count() == 7 - refused
        assert not Claim.objects.filter(parent=below, archived_above=False).exists()
        assert list(Claim.objects.shown()) == [thesis]
        assert counts_are_right(thesis.debate)
        connection.close()
