"""Archiving and restoring claims through the pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Kind, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def page_of(claim: Claim, name: str = "claim_show") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def archived_of(debate: Debate) -> str:
    return reverse("debates:claim_archive_index", args=[debate.pk])


def in_place(claim: Claim) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"li#claim-{claim.pk}"}


@pytest.fixture
def branch(thesis: Claim, writer: User, viewer: User) -> tuple[Claim, Claim]:
    """A claim of the writer's, and what the viewer answered."""
    claim = make_claim(thesis, writer, "Tea calms")
    return claim, make_claim(claim, viewer, "So does sleep", "con")


class TestCreate:
    """Archiving."""

    def test_it_is_gone_from_above_with_its_branch_and_says_so_on_its_page(
        self, branch: tuple[Claim, Claim], writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim, reply = branch
        answer = client_of(writer).post(page_of(claim, "claim_archive_create"), follow=True)
        assert answer.redirect_chain == [(claim.debate.get_absolute_url(), 302)]
        page = answer.content.decode()
        assert "The claim is archived" in page
        assert "data-undo-said" in page
        reader = client_of(viewer)
        above = reader.get(claim.debate.get_absolute_url())
        assert [column.cards for column in above.context["columns"]] == [[], []]
        own = reader.get(page_of(claim)).content.decode()
        assert "This claim is archived" in own
        assert "Archived by its author" in own
        assert "Restore" not in own
        below = reader.get(page_of(reply)).content.decode()
        assert "stands below one that is archived" in below
        assert "Add a pro" not in below

    def test_in_place_an_undo_line_stands_where_the_card_was(
        self, branch: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        answer = client_of(writer).post(
            page_of(claim, "claim_archive_create"), headers=in_place(claim)
        )
        page = answer.content.decode()
        assert "<html" not in page
        assert f'id="claim-{claim.pk}" data-undo' in page
        assert page_of(claim, "claim_archive_delete") in page
        assert f'id="claim-{claim.parent_id}-pro-count" hx-swap-oob="true">0<' in page
        assert "claims-changed" in answer["HX-Trigger"]

    def test_another_member_may_not(
        self, branch: tuple[Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        url = page_of(claim, "claim_archive_create")
        assert client_of(viewer).get(url).status_code == 403
        assert client_of(viewer).post(url, {"reason": "wrong"}).status_code == 403
        assert not Activity.objects.filter(kind=Kind.CLAIM_ARCHIVED).exists()

    def test_whoever_frames_needs_a_reason_which_all_can_read(
        self, branch: tuple[Claim, Claim], facilitator: User, viewer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        client, url = client_of(facilitator), page_of(claim, "claim_archive_create")
        silent = client.post(url, {"reason": " "})
        assert silent.status_code == 422
        assert "Say why" in silent.content.decode()
        assert client.post(url, {"reason": "Names a customer"}).status_code == 302
        for address in (page_of(claim), archived_of(claim.debate)):
            page = client_of(viewer).get(address).content.decode()
            assert "Archived by Fay Facilitator" in page
            assert "Names a customer" in page

    def test_nobody_archives_the_root(
        self, thesis: Claim, facilitator: User, client_of: SignIn
    ) -> None:
        url = page_of(thesis, "claim_archive_create")
        assert client_of(facilitator).post(url, {"reason": "All"}).status_code == 403

    def test_a_debate_closed_meanwhile_keeps_the_reason(
        self, branch: tuple[Claim, Claim], facilitator: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        claim.debate.close()
        url, client = page_of(claim, "claim_archive_create"), client_of(facilitator)
        answer = client.post(url, {"reason": "Names a customer"})
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()
        assert "Names a customer" in answer.content.decode()
        quiet = client.post(url, {"reason": "Names a customer"}, headers=in_place(claim))
        assert quiet.status_code == 409
        assert quiet["HX-Retarget"] == "#notice"

    def test_archiving_twice_is_told_once(
        self, branch: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        client = client_of(writer)
        answers = [client.post(page_of(claim, "claim_archive_create")) for _ in range(2)]
        assert [a.status_code for a in answers] == [302, 302]
        assert Activity.objects.filter(kind=Kind.CLAIM_ARCHIVED).count() == 1

    def test_what_is_typed_below_it_meanwhile_is_not_lost(
        self, branch: tuple[Claim, Claim], viewer: User, writer: User, client_of: SignIn
    ) -> None:
        claim, reply = branch
        claim.archive(by=claim.debate.join(writer))
        answer = client_of(viewer).post(
            page_of(reply, "claim_new"), {"text": "Typed for long", "stance": "pro"}
        )
        assert answer.status_code == 409
        assert "Typed for long" in answer.content.decode()
        assert "archived meanwhile" in answer.content.decode()

    def test_in_a_masked_debate_framing_is_tied_to_no_mask(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer, "Said")
        framer = debate.join(facilitator)
        client = client_of(facilitator)
        client.post(page_of(claim, "claim_archive_create"), {"reason": "Off the point"})
        assert Activity.objects.get(kind=Kind.CLAIM_ARCHIVED).participant is None
        for address in (page_of(claim), archived_of(debate)):
            page = client_of(writer).get(address).content.decode()
            assert "Archived by a facilitator" in page
            assert framer.mask not in page
            assert facilitator.name not in page
            at = timezone.localtime(Claim.objects.get(pk=claim.pk).archived_at, writer.zone)
            assert at.strftime("%H:%M") not in page


class TestDelete:
    """Restoring."""

    def test_the_author_brings_back_what_they_took_away(
        self, branch: tuple[Claim, Claim], writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim, reply = branch
        client = client_of(writer)
        client.post(page_of(claim, "claim_archive_create"))
        assert "Restore" in client.get(page_of(claim)).content.decode()
        answer = client.post(page_of(claim, "claim_archive_delete"))
        assert (answer.status_code, answer.url) == (302, page_of(claim))
        above = client_of(viewer).get(claim.debate.get_absolute_url())
        assert above.context["columns"][0].cards == [claim]
        assert client_of(viewer).get(page_of(claim)).context["columns"][1].cards == [reply]

    def test_in_place_the_card_is_back_with_its_votes_and_answers(
        self, branch: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        claim.vote(3, by=claim.debate.join(writer))
        client = client_of(writer)
        client.post(page_of(claim, "claim_archive_create"), headers=in_place(claim))
        answer = client.post(page_of(claim, "claim_archive_delete"), headers=in_place(claim))
        page = answer.content.decode()
        assert "Tea calms" in page
        assert "data-focus" in page
        assert "−1" in page
        assert "Impact 3.0 of 4, 1 vote" in page
        assert f'id="claim-{claim.parent_id}-pro-count" hx-swap-oob="true">1<' in page

    def test_the_author_does_not_undo_what_was_archived_by_framing(
        self, branch: tuple[Claim, Claim], facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        claim.archive(by=claim.debate.join(facilitator), reason="Names a customer")
        assert client_of(writer).post(page_of(claim, "claim_archive_delete")).status_code == 403
        assert (
            client_of(facilitator).post(page_of(claim, "claim_archive_delete")).status_code == 302
        )

    def test_nobody_puts_back_what_its_author_withdrew(
        self, branch: tuple[Claim, Claim], facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        claim.archive(by=claim.debate.join(writer))
        answer = client_of(facilitator).post(page_of(claim, "claim_archive_delete"))
        assert answer.status_code == 403
        assert "Restore" not in client_of(facilitator).get(page_of(claim)).content.decode()

    def test_nothing_is_restored_in_a_closed_debate(
        self, branch: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        claim.archive(by=claim.debate.join(writer))
        claim.debate.close()
        client = client_of(writer)
        assert "Restore" not in client.get(page_of(claim)).content.decode()
        answer = client.post(page_of(claim, "claim_archive_delete"))
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()


class TestIndex:
    """The list of what is archived."""

    def test_it_costs_the_same_for_one_and_for_many(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        author, client = thesis.debate.join(writer), client_of(writer)
        make_claim(thesis, writer).archive(by=author)
        few = queries_of(lambda: client.get(archived_of(thesis.debate)))
        for _ in range(20):
            make_claim(thesis, writer).archive(by=author)
        many = queries_of(lambda: client.get(archived_of(thesis.debate)))
        assert len(many) == len(few)

    def test_the_latest_archiving_of_a_claim_is_told(
        self, branch: tuple[Claim, Claim], facilitator: User, client_of: SignIn
    ) -> None:
        claim, _ = branch
        framer = claim.debate.join(facilitator)
        claim.archive(by=framer, reason="First reason")
        claim.restore(by=framer)
        claim.archive(by=framer, reason="Second reason")
        page = client_of(facilitator).get(archived_of(claim.debate)).content.decode()
        assert "Second reason" in page
        assert "First reason" not in page

    def test_an_open_debate_says_when_nothing_is(
        self, team: Team, debate: Debate, client_of: SignIn
    ) -> None:
        page = client_of(make_member(team)).get(archived_of(debate)).content.decode()
        assert "Nothing is archived" in page
