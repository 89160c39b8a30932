"""What one has not read, and how it rises; marking it as read, and taking that back."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from debates.models import (
    Activity,
    Claim,
    Debate,
    Naming,
    Participant,
    Reading,
    Sign,
    Unread,
    Waiting,
)
from debates.models import unread as unread_module
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, root_of


def latest(debate: Debate) -> int:
    return debate.activities.latest("pk").pk


def person(reader: Participant) -> User:
    assert reader.user is not None
    return reader.user


def unread(reader: Participant) -> Unread:
    return Unread.of(reader.debate, Participant.objects.of(reader.debate, person(reader)))


def words(found: Unread, claim: Claim) -> tuple[str, str]:
    """What is said at a claim of itself, and of what stands below it."""
    sign = Sign(found.own(claim.pk), found.below(claim.pk), found.is_many)
    return sign.own_words, sign.below_words


def unread_claims(reader: Participant) -> set[int]:
    """The claims that hold something unread, asked in every way there is."""
    me = Participant.objects.of(reader.debate, person(reader))
    found = set(Claim.objects.unread_in(me).values_list("pk", flat=True))
    assert found == {pk for pk, step in unread(me).steps.items() if step.marks}
    by_user = Activity.objects.unread_by(person(reader)).filter(debate=reader.debate)
    assert set(by_user.values_list("claim", flat=True)) == found
    counted = Waiting.in_all([reader.debate], person(reader))
    assert counted[reader.debate_id].unread == len(found)
    return found


@pytest.fixture
def reader(thesis: Claim, viewer: User) -> Participant:
    """Somebody who came when there was only the thesis."""
    return thesis.debate.join(viewer)


@pytest.fixture
def author(thesis: Claim, writer: User) -> Participant:
    return thesis.debate.join(writer)


class TestWhatIsUnread:
    def test_on_the_first_visit_nothing_is(self, thesis: Claim, writer: User, viewer: User) -> None:
        make_claim(thesis, writer)
        assert Waiting.in_all([thesis.debate], viewer)[thesis.debate_id].unread == 0
        assert unread_claims(thesis.debate.join(viewer)) == set()

    def test_each_kind_is_told_apart(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        old = {
            name: make_claim(thesis, writer)
            for name in ("changed", "moved", "restored", "comments", "voted")
        }
        reader.read_all(up_to=latest(thesis.debate))
        old["changed"].reword("Other words", by=author, version=1)
        old["moved"].move(to=old["voted"], stance="con", by=author)
        old["restored"].archive(by=author)
        old["restored"].restore(by=author)
        for _ in range(2):
            make_comment(old["comments"], writer)
        old["voted"].vote(3, by=author)
        new = make_claim(thesis, writer)
        new.reword("New and changed is new", by=author, version=1)
        signs = unread(reader)
        said = {name: words(signs, claim) for name, claim in old.items()}
        for kind in ("changed", "moved", "restored"):
            assert said[kind] == (kind, "")
        assert said["comments"] == ("2 new comments", "")
        assert said["voted"] == ("", "1 moved below")
        assert words(signs, new) == ("new", "")
        assert unread_claims(reader) == {c.pk for c in old.values()} - {old["voted"].pk} | {new.pk}

    def test_ones_own_acts_never_are(
        self, thesis: Claim, reader: Participant, viewer: User
    ) -> None:
        mine = make_claim(thesis, viewer)
        mine.reword("My own words", by=reader, version=1)
        make_comment(mine, viewer)
        assert unread_claims(reader) == set()

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_neither_is_what_one_did_by_framing_without_a_name(
        self, naming: str, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=naming))
        framing, other = root.debate.join(facilitator), root.debate.join(viewer)
        moved, restored, place = (make_claim(root, writer) for _ in range(3))
        for person in (framing, other):
            person.read_all(up_to=latest(root.debate))
        moved.move(to=place, stance="con", by=framing, reason="It belongs there")
        restored.archive(by=framing, reason="A name")
        restored.restore(by=framing)
        assert unread_claims(framing) == set()
        assert unread_claims(other) == {moved.pk, restored.pk}

    def test_archived_claims_never_are_until_they_are_back(
        self, thesis: Claim, reader: Participant, author: Participant, writer: User
    ) -> None:
        above = make_claim(thesis, writer)
        below = make_claim(above, writer)
        above.archive(by=author)
        assert unread_claims(reader) == set()
        above.restore(by=author)
        assert unread_claims(reader) == {above.pk, below.pk}

    def test_it_rises_to_all_that_stands_above(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        first, other = make_claim(thesis, writer), make_claim(thesis, writer)
        second = make_claim(first, writer)
        reader.read_all(up_to=latest(thesis.debate))
        make_claim(second, writer)
        make_claim(first, writer, stance="con")
        make_comment(second, writer)
        signs = unread(reader)
        said = [words(signs, claim)[1] for claim in (thesis, first, second)]
        assert said == ["2 new, 1 comment below"] * 2 + ["1 new below"]
        assert words(signs, other) == ("", "")
        assert signs.total == 3
        assert words(signs.without([second.pk]), first) == ("", "2 new below")
        assert signs.without([second.pk]).total == 2

    def test_a_link_says_what_the_claim_it_shows_says(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        target, other = make_claim(thesis, writer), make_claim(thesis, writer)
        reader.read_all(up_to=latest(thesis.debate))
        link = Claim.objects.create(
            debate=thesis.debate, parent=other, stance="con", links_to=target, position=1
        )
        make_claim(target, writer)
        found = unread(reader)
        assert found.below(link.pk, link.links_to_id) == {"new": 1}
        assert not found.below(other.pk)

    def test_places_are_named_with_the_most_first(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        places = [make_claim(thesis, writer) for _ in range(7)]
        reader.read_all(up_to=latest(thesis.debate))
        for number, place in enumerate(places, 1):
            for _ in range(number):
                make_claim(place, writer, stance="con")
        make_claim(places[-1], writer, stance="pro")
        make_comment(Claim.objects.filter(parent=places[-1])[0], writer)
        found = unread(reader)
        assert [place.claim for place in found.places] == places[:1:-1]
        assert [place.cons for place in found.places] == [7, 6, 5, 4, 3]
        assert (found.places[0].pros, found.places[0].others) == (1, "1 comment")
        assert found.more_places == 2

    def test_of_very_much_only_the_latest_is_looked_at_and_that_is_said(
        self, thesis: Claim, reader: Participant, writer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(unread_module, "MOST", 3)
        claims = [make_claim(thesis, writer) for _ in range(5)]
        found = unread(reader)
        assert found.is_many
        assert found.own(claims[-1].pk)
        assert not found.own(claims[0].pk)
        assert words(found, thesis)[1] == "unread below"

    def test_it_costs_one_query_however_much_there_is(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        me, claim, counts = Participant.objects.of(thesis.debate, person(reader)), thesis, []
        for _ in range(2):
            for _ in range(15):
                claim = make_claim(claim, writer)
            with CaptureQueriesContext(connection) as asked:
                found = Unread.of(thesis.debate, me)
                assert found.places
                assert found.below(thesis.pk)
            counts.append(len(asked))
        assert counts == [1, 1]


class TestNext:
    def test_goes_through_the_outline_from_where_one_is_and_around(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        first, second = make_claim(thesis, writer, stance="con"), make_claim(thesis, writer)
        middle = make_claim(first, writer)
        deep = make_claim(middle, writer)
        reader.read_all(up_to=latest(thesis.debate))
        make_comment(deep, writer)
        last = make_claim(second, writer)
        found = unread(reader)
        assert found.next_after([thesis]) == deep.pk
        assert found.next_after([thesis, first]) == deep.pk
        assert found.next_after([thesis, first, middle, deep]) == last.pk
        assert found.next_after([thesis, second]) == last.pk
        assert found.next_after([thesis, second, last]) == deep.pk

    def test_of_nothing_there_is_no_next(self, thesis: Claim, reader: Participant) -> None:
        assert unread(reader).next_after([thesis]) is None


class TestReading:
    def test_one_claim_is_read_and_no_other(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        one, two = make_claim(thesis, writer), make_claim(thesis, writer)
        reader.read([one], up_to=latest(thesis.debate))
        assert unread_claims(reader) == {two.pk}
        make_comment(one, writer)
        assert unread_claims(reader) == {one.pk, two.pk}

    def test_what_came_after_the_page_was_shown_stays_unread(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        shown = latest(thesis.debate)
        make_comment(claim, writer)
        late = make_claim(claim, writer)
        reader.read([claim], up_to=shown)
        assert words(unread(reader), claim)[0] == "1 new comment"
        reader.read_branch(thesis, up_to=shown)
        assert unread_claims(reader) == {claim.pk, late.pk}
        reader.read_all(up_to=shown)
        assert unread_claims(reader) == {claim.pk, late.pk}

    def test_an_older_window_takes_nothing_back(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        older, claim = latest(thesis.debate), make_claim(thesis, writer)
        reader.read([claim], up_to=latest(thesis.debate))
        reader.read([claim], up_to=older)
        assert unread_claims(reader) == set()
        now = latest(thesis.debate)
        reader.read_all(up_to=now)
        assert reader.read_all(up_to=older) == now
        assert unread_claims(reader) == set()

    def test_a_branch_is_read_without_its_neighbours(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        branch, beside = make_claim(thesis, writer), make_claim(thesis, writer)
        make_claim(make_claim(branch, writer), writer)
        reader.read_branch(branch, up_to=latest(thesis.debate))
        assert unread_claims(reader) == {beside.pk}

    def test_taking_a_branch_back_leaves_read_what_was_read_before_and_since(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        before, marked, since = (make_claim(thesis, writer) for _ in range(3))
        reader.read([before], up_to=latest(thesis.debate))
        marking = reader.read_branch(thesis, up_to=latest(thesis.debate))
        assert unread_claims(reader) == set()
        make_comment(since, writer)
        reader.read([since], up_to=latest(thesis.debate))
        assert reader.unread_branch(marking)
        assert unread_claims(reader) == {marked.pk}
        assert not reader.unread_branch(marking)

    def test_taking_everything_back_restores_exactly_what_was_unread(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        one, two = make_claim(thesis, writer), make_claim(thesis, writer)
        reader.read([one], up_to=latest(thesis.debate))
        now = latest(thesis.debate)
        before = reader.read_all(up_to=now)
        assert unread_claims(reader) == set()
        assert reader.unread_all(up_to=now, before=before)
        assert unread_claims(reader) == {two.pk}

    def test_nothing_is_taken_back_after_more_was_read(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        make_claim(thesis, writer)
        now = latest(thesis.debate)
        before = reader.read_all(up_to=now)
        make_claim(thesis, writer)
        reader.read_all(up_to=latest(thesis.debate))
        assert not reader.unread_all(up_to=now, before=before)
        assert not reader.unread_all(up_to=before, before=now)
        assert unread_claims(reader) == set()

    def test_rows_go_once_the_floor_has_passed_them(
        self, thesis: Claim, reader: Participant, writer: User
    ) -> None:
        claims = [make_claim(thesis, writer) for _ in range(4)]
        reader.read([claims[0], claims[3]], up_to=latest(thesis.debate))
        reader.tidy(up_to=latest(thesis.debate))
        assert Reading.objects.filter(participant=reader).count() == 2
        assert unread_claims(reader) == {claims[1].pk, claims[2].pk}
        reader.read(claims, up_to=latest(thesis.debate))
        reader.tidy(up_to=latest(thesis.debate))
        assert not Reading.objects.filter(participant=reader).exists()
        assert unread_claims(reader) == set()


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_lose_nothing(thesis: Claim, reader: Participant, writer: User) -> None:
    """One window opens claims while another marks everything as read and takes it back."""
    claims = [make_claim(thesis, writer) for _ in range(12)]
    shown = latest(thesis.debate)
    arrived = make_claim(thesis, writer)
    faults: list[BaseException] = []

    def window(act: Callable[[Participant], object]) -> threading.Thread:
        def run() -> None:
            try:
                for _ in range(6):
                    act(Participant.objects.get(pk=reader.pk))
            except BaseException as fault:  # noqa: BLE001 (told by the main thread)
                faults.append(fault)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def mark_and_take_back(me: Participant) -> None:
        me.unread_branch(me.read_branch(thesis, up_to=shown))

    acts = [
        lambda me: me.read(claims[:6], up_to=shown),
        lambda me: me.read(list(reversed(claims[3:8])), up_to=shown),
        mark_and_take_back,
    ]
    for thread in [window(act) for act in acts]:
        thread.join(30)
    assert faults == []
    found = unread_claims(reader)
    assert arrived.pk in found
    assert {claim.pk for claim in claims[8:]} <= found
    Participant.objects.get(pk=reader.pk).tidy(up_to=shown)
    assert unread_claims(reader) == found
