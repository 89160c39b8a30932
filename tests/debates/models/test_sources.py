"""What claims are founded on: adding, changing, removing, and what leaves in a file."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from debates.formats.kialo import read, write
from debates.models import (
    Activity,
    Claim,
    ClaimGone,
    Debate,
    DebateReadOnly,
    Kind,
    Naming,
    Source,
    SourceChanged,
    SourceGone,
    TooManySources,
)
from debates.models.claim_evidence import MOST_SOURCES
from debates.models.visible_text import visible_text
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_source, root_of


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness, as a study says")


class TestCite:
    def test_others_may_add_and_it_is_recorded(self, claim: Claim, viewer: User) -> None:
        by = claim.debate.join(viewer)
        source, activity = claim.cite(by=by, url="https://example.org/a", kind="research")
        assert (source.number, source.added_by, source.kind) == (1, by, "research")
        assert (activity.kind, activity.claim, activity.participant, activity.data) == (
            Kind.SOURCE_ADDED, claim, by, {"source": source.pk},
        )  # fmt: skip
        assert claim.evidence == [source]

    def test_the_same_form_twice_is_one_source(self, claim: Claim, viewer: User) -> None:
        by, token = claim.debate.join(viewer), uuid.uuid4()
        first, told = claim.cite(by=by, token=token, url="https://example.org/a")
        again, nothing = claim.cite(by=by, token=token, url="https://example.org/a")
        assert first == again
        assert (told is None, nothing) == (False, None)

    def test_numbers_stay_when_others_are_removed(self, claim: Claim, writer: User) -> None:
        first, second = make_source(claim, writer), make_source(claim, writer)
        first.remove(by=claim.debate.join(writer))
        third = make_source(claim, writer)
        assert [source.number for source in claim.evidence] == [2, 3]
        assert claim.evidence == [second, third]

    def test_there_is_a_most(self, claim: Claim, writer: User) -> None:
        for _ in range(MOST_SOURCES):
            make_source(claim, writer)
        with pytest.raises(TooManySources):
            make_source(claim, writer)
        claim.sources.first().remove(by=claim.debate.join(writer))
        make_source(claim, writer)

    def test_archived_claims_and_closed_debates_take_none(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        make_claim(claim, writer)
        claim.archive(by=claim.debate.join(writer))
        with pytest.raises(ClaimGone):
            make_source(claim, viewer)
        claim.debate.close()
        with pytest.raises(DebateReadOnly):
            make_source(claim, viewer)
        assert not Source.objects.exists()

    def test_a_kind_of_no_list_is_refused_by_the_database(self, claim: Claim, writer: User) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_source(claim, writer, kind="rumour")

    @pytest.mark.django_db(transaction=True)
    def test_ten_at_once_get_ten_numbers(self, claim: Claim, writer: User) -> None:
        by = claim.debate.join(writer)

        def add(n: int) -> None:
            Claim.objects.select_related("debate").get(pk=claim.pk).cite(by=by, title=f"No {n}")
            connection.close()

        with ThreadPoolExecutor(5) as pool:
            list(pool.map(add, range(10)))
        assert sorted(claim.sources.values_list("number", flat=True)) == list(range(1, 11))


class TestRevise:
    def test_only_what_changed_is_written_and_told(self, claim: Claim, viewer: User) -> None:
        source, by = make_source(claim, viewer, title="Old"), claim.debate.join(viewer)
        assert source.revise(by=by, version=1, title="Old") is None
        activity = source.revise(by=by, version=1, title="New", kind="policy")
        assert (activity.kind, activity.data) == (Kind.SOURCE_EDITED, {"source": source.pk})
        source.refresh_from_db()
        assert (source.title, source.kind, source.version) == ("New", "policy", 2)

    def test_a_second_window_is_shown_the_first(self, claim: Claim, viewer: User) -> None:
        source, by = make_source(claim, viewer, title="Old"), claim.debate.join(viewer)
        source.revise(by=by, version=1, title="From the phone")
        with pytest.raises(SourceChanged) as refused:
            Source.objects.get().revise(by=by, version=1, title="From the desk")
        assert refused.value.current.title == "From the phone"

    def test_what_was_removed_is_not_changed(self, claim: Claim, viewer: User) -> None:
        source, by = make_source(claim, viewer), claim.debate.join(viewer)
        Source.objects.get().remove(by=by)
        with pytest.raises(SourceGone):
            source.revise(by=by, version=1, title="New")


class TestRemove:
    def test_it_can_be_put_back_and_twice_is_once(self, claim: Claim, viewer: User) -> None:
        source, by = make_source(claim, viewer), claim.debate.join(viewer)
        removal = source.remove(by=by)
        assert removal.data == {"source": source.pk, "framing": False, "reason": ""}
        assert source.remove(by=by) is None
        assert source.last_removal() == removal
        assert claim.debate.as_document().claims[1].sources == []
        assert source.restore(by=by).kind == Kind.SOURCE_RESTORED
        assert source.restore(by=by) is None
        assert source.last_removal() is None

    def test_others_need_a_reason(self, claim: Claim, writer: User, viewer: User) -> None:
        source = make_source(claim, viewer)
        with pytest.raises(ValueError, match="cannot be removed"):
            source.remove(by=claim.debate.join(writer))
        activity = source.remove(by=claim.debate.join(writer), reason="Not what it says")
        assert activity.data["framing"] is False
        assert activity.data["reason"] == "Not what it says"

    @pytest.mark.parametrize("naming", [Naming.NAMED, Naming.MASKED])
    def test_framing_is_tied_to_no_mask(
        self, naming: Naming, team: Team, facilitator: User, writer: User
    ) -> None:
        claim = make_claim(root_of(make_debate(team, facilitator, naming=naming)), writer)
        framer = claim.debate.join(facilitator)
        activity = make_source(claim, writer).remove(by=framer, reason="Holds a name")
        assert activity.data["framing"] is True
        assert activity.participant == (framer if naming == Naming.NAMED else None)


class TestAdderName:
    def test_only_somebody_elses_source_says_whose(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        make_source(claim, writer)
        make_source(claim, viewer)
        assert [s.adder_name for s in claim.evidence] == ["", "Vera Viewer"]

    def test_without_names_it_is_not_told_whether_it_was_the_author(
        self, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        claim = make_claim(root_of(debate), writer)
        make_source(claim, writer)
        make_source(claim, viewer)
        assert [s.adder_name for s in claim.evidence] == ["", ""]


class TestLink:
    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "http://[", "ftp://example.org/x", "a sentence", ""]
    )
    def test_only_pages_are_linked(self, url: str) -> None:
        assert Source(url=url).link == ""
        assert Source(url=url).site == ""

    def test_the_site_is_named(self) -> None:
        assert Source(url="https://www.example.org/x").site == "example.org"


class TestExport:
    """What the older Kialo text makes of sources that people added."""

    def written(self, debate: Debate) -> str:
        return write(debate.as_document()).decode()

    def test_a_passage_carries_the_link(self, claim: Claim, viewer: User) -> None:
        make_source(claim, viewer, "https://e.org/a_(b)", passage="a  STUDY says")
        assert r"kindness, as [a study says](https://e.org/a_\(b\))" in self.written(claim.debate)

    def test_the_whole_claim_lost_words_and_removed_ones(
        self, claim: Claim, writer: User, viewer: User
    ) -> None:
        make_source(claim, viewer, "https://e.org/whole")
        make_source(claim, viewer, "https://e.org/lost", passage="Warmth is")
        make_source(claim, viewer, "https://e.org/gone").remove(by=claim.debate.join(viewer))
        make_source(claim, writer, "", title="A story").revise(
            by=claim.debate.join(writer), version=1, url=""
        )
        claim.reword("Heat helps", by=claim.debate.join(writer), version=1)
        written = self.written(claim.debate)
        assert "Heat [helps](https://e.org/whole) [2](https://e.org/lost)" in written
        assert "e.org/gone" not in written
        assert "]()" not in written

    def test_what_comes_back_reads_the_same(self, claim: Claim, viewer: User) -> None:
        for words in ("Warmth is", "kindness, as a", "is kindness"):
            make_source(claim, viewer, passage=words)
        back = read(write(claim.debate.as_document())).claims[1].text
        assert visible_text(back).startswith("Warmth is kindness, as a")
        assert visible_text(back).endswith(" study says")
        assert back.count("](https://example.org/page-") == 3

    def test_an_untouched_import_is_written_as_before(self, team: Team) -> None:
        data = b"Discussion Title: T\r\n\r\n1. Tea [warms](https://e.org/w).\r\n1.1. Pro: Yes"
        debate = Debate.objects.import_document(read(data), team=team, by=None)
        assert write(debate.as_document()) == data
        assert not Activity.objects.filter(kind=Kind.SOURCE_ADDED).exists()
