"""A branch becomes a debate of its own, and goes back."""

import uuid
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import connection

from debates.models import (
    Activity,
    Claim,
    ClaimGone,
    Comment,
    Debate,
    DebateInUse,
    DebateKind,
    DebateReadOnly,
    Kind,
    Naming,
    OriginGone,
    Overtaken,
    Participant,
    Source,
    Vote,
)
from debates.models.debate_ending import GRACE, SLACK
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_vote, root_of

from .test_claim_archiving import counts_are_right
from .test_claims import at_once


@dataclass
class Grown:
    """A debate with a branch that links into the rest, and that the rest links to."""

    debate: Debate
    root: Claim
    branch: Claim
    inner: Claim
    other: Claim
    into: Claim


def grow(debate: Debate, writer: User, viewer: User) -> Grown:
    root = root_of(debate)
    branch = make_claim(root, writer, "Cups are a branch")
    inner = make_claim(branch, viewer, "Inner", "con")
    make_claim(inner, writer, "Deep")
    outer = make_claim(root, viewer, "Outer", "con")
    other = make_claim(root, viewer, "Other")
    into, _ = outer.link_under(inner, "pro", by=debate.join(writer))
    inner.link_under(other, "con", by=debate.join(writer))
    make_claim(inner, writer, "Taken back").archive(by=debate.join(writer))
    debate.refresh_from_db()
    return Grown(debate, root, branch, inner, other, into)


@pytest.fixture
def grown(debate: Debate, writer: User, viewer: User) -> Grown:
    return grow(debate, writer, viewer)


@pytest.fixture(params=[Naming.MASKED, Naming.UNATTRIBUTED])
def masked(
    request: pytest.FixtureRequest, team: Team, facilitator: User, writer: User, viewer: User
) -> Grown:
    return grow(make_debate(team, facilitator, naming=request.param), writer, viewer)


def branch_off(claim: Claim, by: User, token: uuid.UUID | None = None) -> Debate:
    return claim.branch_off(by=by, title="Cups", reason="Too large", token=token)[0]


class TestBranchOff:
    def test_the_branch_is_a_debate_and_references_stay(
        self, grown: Grown, facilitator: User
    ) -> None:
        made, activity = grown.branch.branch_off(by=facilitator, title="Cups", reason="Too large")
        assert [(c.text, c.stance, c.external_title) for c in made.as_document().claims] == [
            ("Cups are a branch", None, ""),
            ("Inner", "con", ""),
            ("Deep", "pro", ""),
            ("", "pro", "Outer"),
        ]
        assert [
            (c.text, c.stance, c.external_title) for c in grown.debate.as_document().claims
        ] == [
            (grown.root.text, None, ""),
            ("", "pro", "Cups are a branch"),
            ("Outer", "con", ""),
            ("Other", "pro", ""),
            ("", "con", "Inner"),
        ]
        assert activity is not None
        assert (activity.kind, activity.claim_id, activity.data) == (
            Kind.CLAIM_ARCHIVED,
            grown.branch.pk,
            {"framing": True, "reason": "Too large", "became": made.pk},
        )
        assert counts_are_right(made)
        assert counts_are_right(grown.debate)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_references_lead_to_each_other(self, grown: Grown, facilitator: User) -> None:
        made = branch_off(grown.branch, facilitator)
        here = Claim.objects.filter(debate=grown.debate, external_debate=made)
        assert set(here.values_list("external_title", "external_number", "parent")) == {
            ("Cups are a branch", made.pk, grown.root.pk),
            ("Inner", made.pk, grown.other.pk),
        }
        there = Claim.objects.get(debate=made, external_debate__isnull=False)
        assert there.external_debate == grown.debate

    @pytest.mark.parametrize("naming", Naming)
    def test_nobody_comes_along(
        self, naming: Naming, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        grown = grow(make_debate(team, facilitator, naming=naming), writer, viewer)
        make_vote(grown.inner, writer, 3)
        Source.objects.create(claim=grown.inner, number=1, added_by=grown.debate.join(writer))
        made = branch_off(grown.branch, facilitator)
        assert made.naming == grown.debate.naming
        assert Source.objects.get(claim__debate=made).added_by is None
        assert not Participant.objects.filter(debate=made).exists()
        assert not Vote.objects.filter(claim__debate=made).exists()
        assert not Claim.objects.filter(debate=made, author__isnull=False).exists()
        assert not Claim.objects.filter(debate=made, created_at=grown.inner.created_at).exists()
        assert Debate.objects.with_head().get(pk=made.pk).spoken == 0

    def test_a_mask_is_not_told_by_making_a_debate_of_ones_own_claim(
        self, masked: Grown, facilitator: User, writer: User
    ) -> None:
        own = make_claim(masked.root, facilitator, "Said by the facilitator")
        made, activity = own.branch_off(by=facilitator, title="Own", reason="Large")
        assert activity is not None
        assert activity.participant is None
        assert activity.by_whom(masked.debate) == "a facilitator"
        assert not Activity.objects.filter(debate=made, participant__isnull=False).exists()
        back = made.rejoin(by=facilitator)
        assert back is not None
        assert back.participant is None

    @pytest.mark.parametrize("place", ["root", "link", "thesis"])
    def test_other_places_are_no_branch(
        self, place: str, grown: Grown, team: Team, facilitator: User
    ) -> None:
        question = make_debate(team, facilitator, "What?", kind=DebateKind.QUESTION)
        thesis = make_claim(root_of(question), facilitator, "Tea", None)
        places = {"root": grown.root, "link": grown.into, "thesis": thesis}
        with pytest.raises(ValueError, match="cannot become a debate"):
            branch_off(places[place], facilitator)

    def test_a_closed_debate_stays_as_it_is(self, grown: Grown, facilitator: User) -> None:
        grown.debate.close()
        with pytest.raises(DebateReadOnly):
            branch_off(grown.branch, facilitator)
        assert Debate.objects.count() == 1

    def test_what_was_archived_meanwhile_is_gone(
        self, grown: Grown, facilitator: User, writer: User
    ) -> None:
        grown.branch.archive(by=grown.debate.join(writer))
        for claim in (grown.branch, grown.inner):
            with pytest.raises(ClaimGone):
                branch_off(claim, facilitator)
        assert Debate.objects.count() == 1


class TestRejoin:
    def test_all_is_as_before(self, grown: Grown, facilitator: User, viewer: User) -> None:
        make_comment(grown.inner, viewer, "Which?")
        make_vote(grown.branch, viewer, 2)
        before = grown.debate.as_document()
        made = branch_off(grown.branch, facilitator)
        assert made.rejoin(by=facilitator)
        assert grown.debate.as_document() == before
        assert counts_are_right(grown.debate)
        assert not Claim.objects.filter(external_debate=made).exists()
        assert Debate.objects.in_bin().get() == made
        assert Comment.objects.filter(claim=grown.inner).exists()
        assert Vote.objects.filter(claim=grown.branch).exists()
        assert made.rejoin(by=facilitator) is None
        assert branch_off(grown.branch, facilitator) != made

    def test_nothing_said_in_the_new_debate_is_taken_away(
        self, grown: Grown, facilitator: User, viewer: User
    ) -> None:
        made = branch_off(grown.branch, facilitator)
        make_vote(root_of(made), viewer, 3)
        with pytest.raises(DebateInUse):
            made.rejoin(by=facilitator)
        assert Claim.objects.get(pk=grown.branch.pk).archived_at is not None
        assert counts_are_right(grown.debate)

    def test_restored_by_hand_meanwhile(self, grown: Grown, facilitator: User) -> None:
        before = grown.debate.as_document()
        made = branch_off(grown.branch, facilitator)
        Claim.objects.select_related("debate").get(pk=grown.branch.pk).restore(
            by=grown.debate.join(facilitator)
        )
        assert counts_are_right(grown.debate)
        assert made.rejoin(by=facilitator)
        assert grown.debate.as_document() == before
        assert counts_are_right(grown.debate)

    def test_what_became_part_of_another_claim_since_stays_that(
        self, grown: Grown, facilitator: User
    ) -> None:
        made, by = branch_off(grown.branch, facilitator), grown.debate.join(facilitator)
        here = Claim.objects.select_related("debate").get(pk=grown.branch.pk)
        here.restore(by=by)
        here.merge(grown.other, by=by, reason="The same")
        with pytest.raises(Overtaken):
            made.rejoin(by=facilitator)
        here.refresh_from_db()
        assert here.archived_at is not None
        assert Debate.objects.there().filter(pk=made.pk).exists()
        assert counts_are_right(grown.debate)

    def test_below_something_archived_it_waits_for_that(
        self, grown: Grown, facilitator: User, writer: User
    ) -> None:
        made = branch_off(grown.inner, facilitator)
        grown.branch.archive(by=grown.debate.join(writer))
        assert made.rejoin(by=facilitator)
        assert not Claim.objects.shown().filter(pk=grown.inner.pk).exists()
        grown.branch.restore(by=grown.debate.join(writer))
        assert Claim.objects.shown().filter(pk=grown.inner.pk).exists()
        assert counts_are_right(grown.debate)

    def test_a_closed_or_deleted_origin_takes_nothing_back(
        self, grown: Grown, facilitator: User
    ) -> None:
        made = branch_off(grown.branch, facilitator)
        grown.debate.refresh_from_db()
        grown.debate.put_in_bin(by=facilitator)
        with pytest.raises(DebateReadOnly):
            made.rejoin(by=facilitator)
        grown.debate.bring_back(by=facilitator)
        grown.debate.close()
        with pytest.raises(DebateReadOnly):
            made.rejoin(by=facilitator)
        assert Debate.objects.there().count() == 2

    def test_either_may_be_gone_for_good(self, grown: Grown, facilitator: User) -> None:
        made = branch_off(grown.branch, facilitator)
        copy = branch_off(Claim.objects.get(debate=made, text="Deep"), facilitator)
        made.put_in_bin(by=facilitator)
        Debate.objects.filter(pk=made.pk).update(deleted_at=made.deleted_at - GRACE - SLACK)
        assert Debate.objects.purge() == 1
        reference = Claim.objects.get(debate=grown.debate, external_title="Inner")
        assert reference.external_debate is None
        with pytest.raises(OriginGone):
            Debate.objects.get(pk=copy.pk).rejoin(by=facilitator)
        assert counts_are_right(grown.debate)


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_what_is_said_meanwhile_comes_along_or_is_refused(
        self, grown: Grown, facilitator: User, writer: User
    ) -> None:
        by = grown.debate.join(writer)
        replies = [partial(grown.inner.reply, f"Reply {n}", "pro", by=by) for n in range(6)]
        results = at_once([*replies, partial(branch_off, grown.branch, facilitator)])
        made = Debate.objects.latest("pk")
        refused = sum(isinstance(result, ClaimGone) for result in results)
        copied = Claim.objects.filter(debate=made, text__startswith="Reply")
        assert copied.count() == 6 - refused
        assert counts_are_right(made)
        assert counts_are_right(grown.debate)
        connection.close()

    def test_of_two_people_one_makes_a_debate(
        self, grown: Grown, facilitator: User, owner: User
    ) -> None:
        acts = [partial(branch_off, grown.branch, by) for by in (facilitator, owner)]
        results = at_once([*acts, partial(branch_off, grown.inner, owner)])
        made = [result for result in results if isinstance(result, Debate)]
        assert len(made) in {1, 2}
        assert Debate.objects.count() == 1 + len(made)
        assert Debate.objects.filter(origin_claim=grown.branch).count() == 1
        for debate in Debate.objects.all():
            assert counts_are_right(debate)
        connection.close()

    def test_one_form_sent_eight_times_at_once_is_one_debate(
        self, grown: Grown, facilitator: User
    ) -> None:
        act = partial(branch_off, grown.branch, facilitator, token=uuid.uuid4())
        assert len({debate.pk for debate in at_once([act] * 8)}) == 1
        assert Activity.objects.filter(kind=Kind.CLAIM_ARCHIVED).count() == 2
        connection.close()

    def test_whoever_argues_there_while_it_goes_back_keeps_their_words(
        self, grown: Grown, facilitator: User, writer: User
    ) -> None:
        made = branch_off(grown.branch, facilitator)
        root, by = root_of(made), made.join(writer)
        results = at_once(
            [partial(root.reply, "Said", "pro", by=by), partial(made.rejoin, by=facilitator)]
        )
        is_there = Debate.objects.there().filter(pk=made.pk).exists()
        assert isinstance(results[0], DebateReadOnly) != is_there
        assert isinstance(results[1], DebateInUse) == is_there
        assert counts_are_right(grown.debate)
        connection.close()
