"""A document becomes a debate, and a debate a document."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import DatabaseError
from django.utils import timezone

from debates.formats.kialo import read, write
from debates.models import Activity, Claim, Debate, Kind, Source
from debates.models.document import Document, DocumentClaim, DocumentSource
from teams.models import Team, User
from tests.debates.formats.files import fixture
from tests.factories import make_claim, make_debate, root_of

pytestmark = pytest.mark.django_db

OLD = [
    "night-desk-101.txt",
    "when-to-rest-103.txt",
    "forty-levels-104.txt",
    "%C3%9Cber-den-freien-tag-und-die-verg%C3%BCtung-der-n%C3.txt",
]


def bring(team: Team, name: str, by: User | None = None) -> Debate:
    """Import one fixture."""
    return Debate.objects.import_document(read(fixture(name)), team=team, by=by)


class TestImport:
    def test_makes_an_open_debate_framed_by_the_person(self, team: Team, writer: User) -> None:
        debate = bring(team, "night-desk-101.txt", by=writer)
        assert (debate.team, debate.opened_by, debate.is_open()) == (team, writer, True)
        assert debate.title == "Should the night desk stay open all year? “Yes, but”…"
        assert (debate.claims_count, debate.claims.count()) == (19, 19)

    def test_theses_of_a_question_take_no_side(self, team: Team) -> None:
        debate = bring(team, "when-to-rest-103.txt")
        assert debate.has_theses
        theses = Claim.objects.filter(debate=debate, parent=root_of(debate))
        assert theses.filter(is_thesis=True, stance=None).count() == theses.count() == 30

    def test_links_are_rows_with_their_own_stance(self, team: Team) -> None:
        debate = bring(team, "night-desk-101.txt")
        links = debate.claims.filter(links_to__isnull=False).order_by("pk")
        assert [(link.stance, link.links_to.stance) for link in links] == [
            ("pro", "con"),
            ("con", "con"),
            ("con", "con"),
        ]
        assert links.values("links_to").distinct().count() == 1

    def test_other_discussions_stay_references(self, team: Team) -> None:
        debate = bring(team, "night-desk-101.txt")
        numbers = debate.claims.exclude(external_title="").values_list("external_number", flat=True)
        assert sorted(numbers) == [101, 102, 99999]

    def test_sources_keep_their_place_and_quotation(self, team: Team) -> None:
        debate = bring(team, "night-desk-new-105.txt")
        source = Source.objects.get(claim__debate=debate, url="https://example.org/log_(winter)")
        assert source.position == 38
        assert source.quotation.startswith("After midnight")

    def test_nobody_is_the_author(self, team: Team, writer: User) -> None:
        debate = bring(team, "night-desk-101.txt", by=writer)
        assert not debate.claims.exclude(author=None).exists()
        assert not debate.participants.exists()

    def test_one_thing_happened(self, team: Team) -> None:
        debate = bring(team, "night-desk-101.txt")
        activity = Activity.objects.get(debate=debate)
        assert (activity.kind, activity.claim) == (Kind.DEBATE_IMPORTED, root_of(debate))
        assert activity.data == {"claims": 19, "links": 3}

    def test_a_failure_leaves_nothing(self, team: Team) -> None:
        document = Document(
            "T",
            "thesis",
            [DocumentClaim(None, 1, None, "fine"), DocumentClaim(0, 1, "pro", "x" * 5_001)],
        )
        with pytest.raises(DatabaseError):
            Debate.objects.import_document(document, team=team, by=None)
        assert not Debate.objects.filter(title="T").exists()

    @pytest.mark.parametrize("siblings", [50, 4_500])
    def test_queries_grow_with_batches_only(
        self,
        team: Team,
        siblings: int,
        django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
    ) -> None:
        claims = [DocumentClaim(None, 1, None, "T")]
        claims += [DocumentClaim(0, n, "con", "a") for n in range(1, siblings + 1)]
        with django_assert_max_num_queries(10):
            Debate.objects.import_document(Document("T", "thesis", claims), team=team, by=None)

    def test_replies_come_after_what_was_imported(self, team: Team, writer: User) -> None:
        debate = bring(team, "night-desk-101.txt", by=writer)
        new = make_claim(root_of(debate), writer, "And it is warm here.", "pro")
        assert debate.as_document().claims[-1].text == new.text


class TestExport:
    @pytest.mark.parametrize("name", OLD)
    def test_what_came_in_goes_out_byte_for_byte(self, team: Team, name: str) -> None:
        assert write(bring(team, name).as_document()) == fixture(name)

    @pytest.mark.parametrize("name", ["night-desk-new-105.txt", "free-day-new-106.txt"])
    def test_the_newer_text_comes_back_as_the_document_it_was(self, team: Team, name: str) -> None:
        document = read(fixture(name))
        assert bring(team, name).as_document() == document

    @pytest.mark.parametrize("name", ["night-desk-new-105.txt", "when-to-rest-103.txt"])
    def test_takes_two_queries(
        self,
        team: Team,
        name: str,
        django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    ) -> None:
        debate = bring(team, name)
        with django_assert_num_queries(2):
            debate.as_document()

    def test_what_was_archived_stays_behind_with_its_branch(self, team: Team, writer: User) -> None:
        debate = bring(team, "night-desk-101.txt", by=writer)
        debate.claims.filter(text__startswith="The log counts").update(archived_at=timezone.now())
        document = read(write(debate.as_document()))
        # The claim itself and the three links to it.
        assert (len(document.claims), document.links) == (15, 0)

    def test_a_link_to_a_later_claim_is_printed_where_it_comes_first(
        self, team: Team, writer: User
    ) -> None:
        debate = make_debate(team, writer)
        root = root_of(debate)
        early = make_claim(root, writer, "early", "pro")
        late = make_claim(root, writer, "late", "con")
        make_claim(late, writer, "below late", "pro")
        Claim.objects.create(debate=debate, parent=early, stance="pro", links_to=late)
        document = read(write(debate.as_document()))
        assert [(c.text, c.stance, c.parent, c.link) for c in document.claims[1:]] == [
            ("early", "pro", 0, None),
            ("late", "pro", 1, None),
            ("below late", "pro", 2, None),
            ("", "con", 0, 2),
        ]

    def test_thousands_of_levels_do_not_recurse(self, team: Team) -> None:
        claims = [DocumentClaim(None, 1, None, "T")]
        claims += [DocumentClaim(n, 1, "con", "a") for n in range(3_000)]
        debate = Debate.objects.import_document(
            Document("Deep", "thesis", claims), team=team, by=None
        )
        assert debate.as_document().depth == 3_001

    def test_sources_go_out_with_the_claim(self, team: Team) -> None:
        cited = DocumentSource(1, "https://example.org", "Title", "Words", 1)
        document = Document("T", "thesis", [DocumentClaim(None, 1, None, "T", sources=[cited])])
        debate = Debate.objects.import_document(document, team=team, by=None)
        assert debate.as_document().claims[0].sources == [cited]
