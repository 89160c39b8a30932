"""The line that tells a reader where a claim they had read has gone, and putting it aside."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Claim, DebateKind, Naming, Participant, PutAside
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
HAD_READ = "A claim you had read was"


def url_of(claim: Claim, name: str = "ghost_delete") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def in_place(claim: Claim) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"li#claim-{claim.pk}-ghost"}


def have_read(root: Claim, *people: User) -> None:
    """They have read everything there is."""
    for person in people:
        latest = root.debate.activities.order_by("-pk")[0].pk
        root.debate.join(person).read_all(up_to=latest)


def said_to(person: User, parent: Claim, client_of: SignIn) -> str:
    return " ".join(client_of(person).get(parent.get_absolute_url()).content.decode().split())


@pytest.fixture
def gone(thesis: Claim, writer: User, facilitator: User, viewer: User) -> Claim:
    """Everybody had read it; a facilitator archived it with a reason."""
    claim = make_claim(thesis, writer, "Tea <b>calms</b>", "con")
    have_read(thesis, viewer, facilitator)
    claim.archive(by=thesis.debate.join(facilitator), reason="Names a <customer>")
    return claim


class TestShow:
    """In the column where it stood."""

    def test_it_says_by_whom_and_why_and_leads_there(
        self, thesis: Claim, gone: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).get(thesis.get_absolute_url())
        pros, cons = answer.context["columns"]
        assert pros.ghosts == []
        assert [ghost.claim for ghost in cons.ghosts] == [gone]
        assert (cons.cards, cons.count) == ([], 0)
        page = said_to(viewer, thesis, client_of)
        assert f"{HAD_READ} archived by Fay Facilitator" in page
        assert "Names a &lt;customer&gt;</q>" in page
        assert f'class="ghost__open" href="{gone.get_absolute_url()}">Look at it' in page
        assert "<b>calms</b>" not in page

    def test_the_author_is_told_that_it_was_theirs(
        self, thesis: Claim, gone: Claim, writer: User, client_of: SignIn
    ) -> None:
        page = said_to(writer, thesis, client_of)
        assert gone.archived_at is not None
        assert "Your claim was archived by Fay Facilitator" in page

    def test_it_stands_where_its_weight_put_it(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        by = thesis.debate.join(writer)
        heavy, middle, light = (make_claim(thesis, writer, text) for text in ("One", "Two", "Six"))
        for claim, value in ((heavy, 4), (light, 0)):
            claim.vote(value, by=by)
        have_read(thesis, viewer)
        middle.archive(by=by)
        column = client_of(viewer).get(thesis.get_absolute_url()).context["columns"][0]
        assert [(claim, ghost is not None) for claim, ghost in column.lines] == [
            (heavy, False),
            (middle, True),
            (light, False),
        ]
        assert column.count == 2

    def test_only_who_may_restore_is_offered_it(
        self,
        thesis: Claim,
        facilitator: User,
        owner: User,
        writer: User,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        gone = make_claim(thesis, writer)
        have_read(thesis, owner, viewer)
        gone.archive(by=thesis.debate.join(facilitator), reason="A name")
        restore = url_of(gone, "claim_archive_delete")
        assert restore in said_to(owner, thesis, client_of)
        for person in (viewer, writer):
            page = said_to(person, thesis, client_of)
            assert "archived by" in page
            assert restore not in page
        thesis.debate.close()
        page = said_to(owner, thesis, client_of)
        assert HAD_READ in page
        assert restore not in page

    def test_what_an_author_withdrew_nobody_is_offered_to_restore(
        self, thesis: Claim, writer: User, owner: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        have_read(thesis, owner)
        claim.archive(by=thesis.debate.join(writer))
        page = said_to(owner, thesis, client_of)
        assert f"{HAD_READ} archived by its author, " in page
        assert url_of(claim, "claim_archive_delete") not in page
        assert "ghost" not in said_to(writer, thesis, client_of)

    def test_a_merged_claim_leads_to_the_one_that_stayed(
        self, thesis: Claim, writer: User, owner: User, client_of: SignIn
    ) -> None:
        merged, kept = make_claim(thesis, writer), make_claim(thesis, writer, "Tea & cake calm")
        have_read(thesis, owner)
        merged.merge(kept, by=thesis.debate.join(writer))
        page = said_to(owner, thesis, client_of)
        assert f"{HAD_READ} merged into another one by its author, " in page
        assert f'class="ghost__open" href="{kept.get_absolute_url()}">Open that one' in page
        assert "Tea &amp; cake calm</span>" in page
        assert url_of(merged, "claim_archive_delete") not in page

    def test_a_link_that_was_removed_is_called_one(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        to, other = make_claim(thesis, writer), make_claim(thesis, writer)
        by = thesis.debate.join(writer)
        link = other.link_under(to, "con", by=by)[0]
        have_read(thesis, viewer)
        link.archive(by=by)
        assert "A link you had read was removed by its author" in said_to(viewer, to, client_of)

    def test_theses_leave_one_as_well(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        root = root_of(make_debate(team, facilitator, "Where to?", kind=DebateKind.QUESTION))
        answer = make_claim(root, writer, "To the sea", None)
        root.debate.join(viewer)
        answer.archive(by=root.debate.join(writer))
        assert f"{HAD_READ} archived by its author" in said_to(viewer, root, client_of)

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_without_names_nobody_is_named_and_no_time_told(
        self,
        naming: str,
        team: Team,
        facilitator: User,
        writer: User,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=naming))
        framed, withdrawn, merged, kept = (make_claim(root, writer) for _ in range(4))
        framer = root.debate.join(facilitator)
        have_read(root, viewer, facilitator)
        now = timezone.now()
        framed.archive(by=framer, reason="Off the point")
        withdrawn.archive(by=root.debate.join(writer))
        merged.merge(kept, by=framer, reason="The same")
        page = said_to(viewer, root, client_of)
        assert f"{HAD_READ} archived by a facilitator, " in page
        assert f"{HAD_READ} archived by its author, " in page
        assert f"{HAD_READ} merged into another one by a facilitator, " in page
        ghosts = "".join(part.split("</li>")[0] for part in page.split('class="undo ghost"')[1:])
        assert ghosts.count(HAD_READ) == 3
        assert timezone.localtime(now, viewer.zone).strftime("%H:%M") not in ghosts
        secrets = {writer.name, facilitator.name, framer.mask, root.debate.join(writer).mask}
        assert [name for name in secrets - {""} if name in ghosts] == []
        # Whoever framed is told of none but the one the author withdrew.
        assert said_to(facilitator, root, client_of).count(HAD_READ) == 1

    def test_they_cost_one_query_however_many(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client, by = client_of(viewer), thesis.debate.join(writer)
        claims = [make_claim(thesis, writer) for _ in range(40)]
        have_read(thesis, viewer)
        make_claim(thesis, writer, stance="con")

        def cost() -> int:
            return len(queries_of(lambda: client.get(thesis.get_absolute_url())))

        none = cost()
        claims[0].archive(by=by)
        one = cost()
        for claim in claims[2::2]:
            claim.archive(by=by)
        claims[1].merge(claims[3], by=by)
        assert (one, cost()) == (none + 1, none + 1)
        assert one <= 11


class TestDelete:
    """Putting it aside."""

    def test_a_plain_form_leads_back_to_the_column_without_it(
        self, thesis: Claim, gone: Claim, viewer: User, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        for _twice in range(2):
            answer = client.post(url_of(gone))
            assert (answer.status_code, answer.url) == (302, thesis.get_absolute_url())
        assert "ghost" not in said_to(viewer, thesis, client_of)
        assert "Your claim was archived" in said_to(writer, thesis, client_of)

    def test_htmx_takes_the_line_away_and_says_so(
        self, gone: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(url_of(gone), headers=in_place(gone))
        page = answer.content.decode()
        assert "<html" not in page
        assert 'hidden data-undo="at-once"' in page
        assert f'data-heading="claim-{gone.parent_id}-con-list-title"' in page
        assert 'data-announce="Dismissed."' in page
        assert PutAside.objects.get().participant == gone.debate.join(viewer)

    def test_it_may_be_back_meanwhile(
        self, thesis: Claim, gone: Claim, facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        gone.restore(by=thesis.debate.join(facilitator))
        assert client_of(viewer).post(url_of(gone)).status_code == 302
        assert not PutAside.objects.exists()

    def test_also_in_a_closed_debate(
        self, thesis: Claim, gone: Claim, viewer: User, client_of: SignIn
    ) -> None:
        thesis.debate.close()
        assert client_of(viewer).post(url_of(gone)).status_code == 302
        assert "ghost" not in said_to(viewer, thesis, client_of)

    def test_at_the_root_there_is_none(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(url_of(thesis))
        assert (answer.status_code, answer.url) == (302, thesis.get_absolute_url())

    def test_strangers_find_nothing(self, gone: Claim, outsider: User, client_of: SignIn) -> None:
        assert client_of(outsider).post(url_of(gone)).status_code == 404
        assert not Participant.objects.filter(user=outsider).exists()


class TestRestore:
    """From the line itself."""

    def test_the_card_stands_there_again(
        self, gone: Claim, facilitator: User, owner: User, client_of: SignIn
    ) -> None:
        assert gone.debate.opened_by == facilitator
        url = url_of(gone, "claim_archive_delete")
        page = client_of(owner).post(url, headers=in_place(gone)).content.decode()
        assert "<html" not in page
        assert f'id="claim-{gone.pk}"' in page
        assert "data-focus" in page
        assert f'id="claim-{gone.parent_id}-con-count" hx-swap-oob="true">1<' in page
