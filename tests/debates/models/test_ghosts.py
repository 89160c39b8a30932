"""Who is told of a claim that is gone: those who had read it, until they put it aside."""

from datetime import timedelta

import pytest
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Kind, Naming, Participant, PutAside
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, root_of


def ghosts(parent: Claim, reader: Participant) -> list[Claim]:
    """What is only a ghost for somebody under a claim, asked as a page asks."""
    reader = Participant.objects.select_related("user").get(pk=reader.pk)
    return [claim for claim in Claim.objects.below(parent, reader) if claim.ghost is not None]


def latest(debate: Debate) -> int:
    return debate.activities.order_by("-pk")[0].pk


def read(reader: Participant, *claims: Claim) -> None:
    reader.read(claims, up_to=latest(claims[0].debate))


@pytest.fixture
def reader(thesis: Claim, viewer: User) -> Participant:
    """Somebody who was there from the beginning."""
    return thesis.debate.join(viewer)


@pytest.fixture
def author(thesis: Claim, writer: User) -> Participant:
    """Who wrote the claims that go."""
    return thesis.debate.join(writer)


@pytest.fixture
def gone(thesis: Claim, reader: Participant, author: Participant, writer: User) -> Claim:
    """Was read by the reader, and archived by its author."""
    claim = make_claim(thesis, writer)
    read(reader, claim)
    claim.archive(by=author)
    return claim


class TestWho:
    def test_those_who_had_read_it_with_the_act_that_took_it_away(
        self, thesis: Claim, gone: Claim, reader: Participant
    ) -> None:
        found = ghosts(thesis, reader)
        assert found == [gone]
        assert found[0].ghost == Activity.objects.get(kind=Kind.CLAIM_ARCHIVED).pk

    def test_those_who_had_read_everything(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        reader.read_all(up_to=latest(thesis.debate))
        claim.archive(by=author)
        assert ghosts(thesis, reader) == [claim]

    def test_nobody_who_had_not(self, thesis: Claim, gone: Claim, facilitator: User) -> None:
        assert gone.archived_at is not None
        assert ghosts(thesis, thesis.debate.join(facilitator)) == []

    def test_not_whoever_did_it(self, thesis: Claim, gone: Claim, author: Participant) -> None:
        assert gone.author_id == author.pk
        assert ghosts(thesis, author) == []

    def test_the_author_of_what_somebody_else_archived(
        self, thesis: Claim, author: Participant, writer: User, facilitator: User
    ) -> None:
        claim = make_claim(thesis, writer)
        claim.archive(by=thesis.debate.join(facilitator), reason="A name")
        assert ghosts(thesis, author) == [claim]

    def test_nobody_who_came_afterwards(self, team: Team, thesis: Claim, gone: Claim) -> None:
        newcomer = thesis.debate.join(make_member(team))
        assert gone.archived_at is not None
        assert ghosts(thesis, newcomer) == []

    def test_whoever_came_between(
        self, team: Team, thesis: Claim, author: Participant, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        newcomer = thesis.debate.join(make_member(team))
        claim.archive(by=author)
        assert ghosts(thesis, newcomer) == [claim]

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_not_whoever_framed_without_a_name(
        self, naming: str, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=naming))
        framing, other = root.debate.join(facilitator), root.debate.join(viewer)
        archived, merged, kept = (make_claim(root, writer) for _ in range(3))
        for person in (framing, other):
            person.read_all(up_to=latest(root.debate))
        archived.archive(by=framing, reason="A name")
        merged.merge(kept, by=framing, reason="The same")
        framing.read_all(up_to=latest(root.debate))
        assert ghosts(root, framing) == []
        assert ghosts(root, other) == [archived, merged]


class TestHowLong:
    def test_fourteen_days(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        now = timezone.now()
        old, young = make_claim(thesis, writer), make_claim(thesis, writer)
        read(reader, old, young)
        old.archive(by=author, at=now - timedelta(days=14, minutes=1))
        young.archive(by=author, at=now - timedelta(days=13))
        assert ghosts(thesis, reader) == [young]

    def test_until_it_is_back(
        self, thesis: Claim, gone: Claim, reader: Participant, author: Participant
    ) -> None:
        gone.restore(by=author)
        assert ghosts(thesis, reader) == []
        assert [card.pk for card in Claim.objects.below(thesis, reader)] == [gone.pk]

    def test_until_it_is_put_aside_by_oneself(
        self, thesis: Claim, gone: Claim, reader: Participant, author: Participant
    ) -> None:
        PutAside.objects.put_aside(gone, by=author)
        assert ghosts(thesis, reader) == [gone]
        for _twice in range(2):
            PutAside.objects.put_aside(gone, by=reader)
        assert ghosts(thesis, reader) == []
        assert PutAside.objects.filter(participant=reader).count() == 1

    def test_archived_again_it_is_told_again(
        self, thesis: Claim, gone: Claim, reader: Participant, author: Participant
    ) -> None:
        PutAside.objects.put_aside(gone, by=reader)
        gone.restore(by=author)
        again = gone.archive(by=author)
        assert again is not None
        assert [claim.ghost for claim in ghosts(thesis, reader)] == [again.pk]

    def test_what_is_there_cannot_be_put_aside(self, thesis: Claim, reader: Participant) -> None:
        PutAside.objects.put_aside(thesis, by=reader)
        assert not PutAside.objects.exists()

    def test_above_it_is_gone_too(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        above = make_claim(thesis, writer)
        below = make_claim(above, writer)
        read(reader, above, below)
        above.archive(by=author)
        assert ghosts(thesis, reader) == [above]
        assert ghosts(above, reader) == []


class TestMarks:
    """What went unread never counts as read, however far one has read since."""

    @pytest.fixture
    def unread(self, thesis: Claim, reader: Participant, author: Participant, writer: User) -> None:
        make_claim(thesis, writer).archive(by=author)

    @pytest.mark.usefixtures("unread")
    def test_after_marking_everything(self, thesis: Claim, reader: Participant) -> None:
        reader.read_all(up_to=latest(thesis.debate))
        assert ghosts(thesis, reader) == []

    @pytest.mark.usefixtures("unread")
    def test_after_tidying(self, thesis: Claim, reader: Participant) -> None:
        reader.tidy(up_to=latest(thesis.debate))
        reader.refresh_from_db()
        assert reader.read_to == latest(thesis.debate)
        assert ghosts(thesis, reader) == []

    def test_what_was_read_stays_a_ghost_then(
        self, thesis: Claim, gone: Claim, reader: Participant
    ) -> None:
        reader.read_all(up_to=latest(thesis.debate))
        assert ghosts(thesis, reader) == [gone]


class TestMerged:
    def test_it_is_told_until_it_is_a_claim_of_its_own_again(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        merged, kept = make_claim(thesis, writer), make_claim(thesis, writer)
        read(reader, merged, kept)
        done = merged.merge(kept, by=author)
        assert done is not None
        assert [claim.ghost for claim in ghosts(thesis, reader)] == [done.pk]
        assert ghosts(thesis, author) == []
        merged.unmerge(by=author, undoes=done)
        assert ghosts(thesis, reader) == []
