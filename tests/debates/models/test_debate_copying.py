"""A debate once more: the whole tree, and nobody in it."""

import uuid
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from debates.models import (
    Activity,
    Claim,
    ClaimVersion,
    Comment,
    Debate,
    DebateInUse,
    DebateKind,
    DebateTemplate,
    Details,
    Kind,
    Naming,
    Origin,
    Participant,
    Phase,
    Source,
    Vote,
)
from debates.models.claim_copying import CLAIM, DETAILS, SOURCE
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_vote, root_of
from tests.queries import queries_of

from .test_claim_archiving import counts_are_right
from .test_claims import at_once


def copy_of(debate: Debate, by: User, **fields: object) -> Debate:
    fields = {"title": "Again", "naming": Naming.NAMED, "with_claims": True} | fields
    return debate.copy(by=by, **fields)[0]  # type: ignore[arg-type]


@pytest.fixture
def furnished(debate: Debate, writer: User, viewer: User) -> Debate:
    """A debate with every kind of place, and with what stays behind."""
    root = root_of(debate)
    pro = make_claim(root, writer, "It [warms](https://example.org) the hands")
    con = make_claim(root, viewer, "It stains", "con")
    below = make_claim(con, writer, "Only cups", "con")
    Claim.objects.create(debate=debate, parent=pro, stance="con", links_to=below, position=5)
    Claim.objects.create(
        debate=debate, parent=con, stance="pro", external_title="Milk", external_number=7
    )
    Debate.objects.update(claims_count=6)
    gone = make_claim(con, viewer, "Taken back")
    make_claim(gone, writer, "Below what was taken back")
    gone.archive(by=debate.join(viewer))
    Source.objects.create(
        claim=pro,
        number=1,
        url="https://example.org/a",
        quotation="So.",
        added_by=debate.join(writer),
    )
    Source.objects.create(claim=root, number=1, title="A book", kind="research", position=3)
    for number, text in enumerate(("First", "At length")):
        pro.explain(text, by=debate.join(writer), number=number)
        con.explain(text if number == 0 else "", by=debate.join(viewer), number=number)
    Source.objects.create(
        claim=pro, number=2, url="https://example.org/gone", removed_at=timezone.now()
    )
    make_comment(pro, viewer, "Whose?")
    make_vote(pro, viewer, 4)
    below.reword("Only white cups", by=debate.join(writer), version=1)
    debate.refresh_from_db()
    return debate


class TestCopy:
    def test_the_whole_tree_comes_with_links_and_sources(
        self, furnished: Debate, facilitator: User
    ) -> None:
        copy = copy_of(furnished, facilitator)
        assert copy.as_document().claims == furnished.as_document().claims
        assert Source.objects.filter(claim__debate=copy, kind="research", position=3).exists()
        details = Details.objects.filter(claim__debate=copy)
        assert [(d.claim.text[:8], d.text, d.number, d.by) for d in details] == [
            ("It [warm", "At length", 1, None)
        ]
        assert not Source.objects.filter(claim__debate=copy, url__endswith="gone").exists()
        assert copy.claims_count == 6
        assert counts_are_right(copy)
        assert counts_are_right(furnished)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_nobody_and_nothing_else_comes(self, furnished: Debate, facilitator: User) -> None:
        copy = copy_of(furnished, facilitator)
        claims = Claim.objects.filter(debate=copy)
        assert not claims.filter(author__isnull=False).exists()
        assert not claims.exclude(version=1, edited_at=None, archived_at=None).exists()
        assert not Participant.objects.filter(debate=copy).exists()
        assert not Vote.objects.filter(claim__debate=copy).exists()
        assert not Comment.objects.filter(claim__debate=copy).exists()
        assert not ClaimVersion.objects.filter(claim__debate=copy).exists()
        assert {claim.author_name for claim in claims.select_related("debate")} == {"copied"}
        assert not Source.objects.filter(claim__debate=copy, added_by__isnull=False).exists()
        assert not claims.filter(token__in=furnished.claims.values("token")).exists()

    def test_it_is_told_once_and_says_where_it_comes_from(
        self, furnished: Debate, facilitator: User, writer: User
    ) -> None:
        copy, activity = furnished.copy(
            by=writer, title="Again", naming=Naming.MASKED, with_claims=True
        )
        assert activity is not None
        assert Activity.objects.get(debate=copy) == activity
        assert (activity.kind, activity.data, activity.participant) == (
            Kind.DEBATE_OPENED, {"origin": "copy", "claims": 6}, None,
        )  # fmt: skip
        assert (copy.origin, copy.origin_kind, copy.opened_by) == (furnished, Origin.COPY, writer)
        assert (copy.naming, copy.language, copy.background) == (
            Naming.MASKED, furnished.language, furnished.background,
        )  # fmt: skip
        assert copy.origin_for(writer) == furnished
        furnished.put_in_bin(by=facilitator)
        assert copy.origin_for(writer) is None

    def test_without_claims_only_what_it_is_about(
        self, furnished: Debate, facilitator: User
    ) -> None:
        copy = copy_of(furnished, facilitator, with_claims=False)
        [root] = copy.as_document().claims
        assert root == furnished.as_document().claims[0]
        assert root.sources[0].title == "A book"
        assert copy.claims_count == 1

    def test_a_question_keeps_its_theses(self, team: Team, facilitator: User) -> None:
        debate = make_debate(team, facilitator, "What to drink?", kind=DebateKind.QUESTION)
        make_claim(make_claim(root_of(debate), facilitator, "Tea", None), facilitator)
        copy = copy_of(debate, facilitator)
        assert copy.as_document().claims == debate.as_document().claims
        assert Claim.objects.get(debate=copy, text="Tea").is_thesis

    @pytest.mark.parametrize("phase", [Phase.MEETING, Phase.ARCHIVED, Phase.DRAFT])
    def test_a_copy_is_open_but_that_of_a_draft_stays_one(
        self, phase: Phase, team: Team, facilitator: User
    ) -> None:
        copy = copy_of(make_debate(team, facilitator, phase=phase), facilitator)
        assert copy.phase == (Phase.DRAFT if phase == Phase.DRAFT else Phase.OPEN)

    def test_it_teaches_as_before(self, team: Team, facilitator: User) -> None:
        debate = make_debate(team, facilitator, template=DebateTemplate.WICKED)
        assert copy_of(debate, facilitator).template == DebateTemplate.WICKED

    def test_its_claims_are_found_like_those_they_were_copied_from(
        self, furnished: Debate, facilitator: User
    ) -> None:
        copy = copy_of(furnished, facilitator)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT debate_id, plain = debates_plain(text), words IS NULL "
                "FROM debates_claim ORDER BY debate_id"
            )
            assert cursor.fetchall() == [(furnished.pk, True, False), (copy.pk, True, False)]
        [found] = Claim.objects.similar_to("Only white cup", under=root_of(copy))
        assert (found.debate, found.text) == (copy, "Only white cups")

    def test_a_copy_of_a_copy(self, furnished: Debate, facilitator: User) -> None:
        second = copy_of(copy_of(furnished, facilitator), facilitator)
        assert second.as_document().claims == furnished.as_document().claims

    def test_queries_do_not_grow(self, debate: Debate, facilitator: User, writer: User) -> None:
        root = root_of(debate)
        costs = []
        for more in (10, 60):
            for _ in range(more):
                make_claim(root, writer)
            costs.append(len(queries_of(lambda: copy_of(debate, facilitator))))
        assert costs[0] == costs[1]


class TestOnce:
    def test_the_same_form_twice_is_one_copy(self, debate: Debate, facilitator: User) -> None:
        token = uuid.uuid4()
        first = copy_of(debate, facilitator, token=token)
        assert copy_of(debate, facilitator, token=token) == first
        first.undo_copy(by=facilitator)
        assert copy_of(debate, facilitator, token=token) != first

    @pytest.mark.django_db(transaction=True)
    def test_eight_times_at_once_is_one_copy(self, furnished: Debate, facilitator: User) -> None:
        act = partial(copy_of, furnished, facilitator, token=uuid.uuid4())
        assert len({debate.pk for debate in at_once([act] * 8)}) == 1
        assert counts_are_right(Debate.objects.latest("pk"))
        connection.close()

    @pytest.mark.django_db(transaction=True)
    def test_what_is_said_meanwhile_is_copied_whole_or_not(
        self, thesis: Claim, facilitator: User, writer: User
    ) -> None:
        by = thesis.debate.join(writer)
        parent = thesis.reply("Parent", "pro", by=by)[0]
        acts: list[Callable[[], object]] = [partial(copy_of, thesis.debate, facilitator)]
        acts += [partial(parent.reply, f"Reply {n}", "pro", by=by) for n in range(4)]
        acts += [partial(parent.archive, by=by)]
        at_once(acts)
        assert counts_are_right(Debate.objects.latest("pk"))
        connection.close()


class TestUndo:
    def test_the_copy_is_deleted_and_can_be_brought_back(
        self, furnished: Debate, facilitator: User
    ) -> None:
        copy = copy_of(furnished, facilitator)
        assert copy.undo_copy(by=facilitator)
        assert copy.undo_copy(by=facilitator) is None
        assert list(Debate.objects.visible_to(facilitator)) == [furnished]
        assert Debate.objects.in_bin().get() == copy

    @pytest.mark.parametrize("act", ["claim", "vote", "comment"])
    def test_nothing_anybody_said_meanwhile_is_taken_away(
        self, act: str, furnished: Debate, facilitator: User, writer: User
    ) -> None:
        copy = copy_of(furnished, facilitator)
        root = root_of(copy)
        said = {
            "claim": partial(make_claim, root, writer),
            "vote": partial(make_vote, root, writer, 3),
            "comment": partial(make_comment, root, writer),
        }
        said[act]()
        with pytest.raises(DebateInUse):
            copy.undo_copy(by=facilitator)
        assert copy in Debate.objects.visible_to(writer)

    def test_framing_it_meanwhile_does_no_harm(self, furnished: Debate, facilitator: User) -> None:
        copy = copy_of(furnished, facilitator)
        copy.frame(title="Another", background="", closes_at=None)
        assert copy.undo_copy(by=facilitator)


class TestColumns:
    """A new column has to be thought about: does it come along, and does it give anybody away?"""

    def test_of_claims(self) -> None:
        as_they_were = {"text", "position"}
        assert columns(Claim) == set(CLAIM) | as_they_were

    def test_of_sources(self) -> None:
        as_they_were = {"number", "url", "title", "quotation", "kind", "passage", "position"}
        assert columns(Source) - {"id"} == set(SOURCE) | as_they_were

    def test_of_longer_texts(self) -> None:
        assert columns(Details) - {"id"} == set(DETAILS) | {"text"}


def columns(model: type[Claim | Details | Source]) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields}
