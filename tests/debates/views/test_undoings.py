"""Taking back, from the line that says what was done and from the record."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, ClaimVersion, Kind
from teams.models import User
from tests.factories import make_claim, make_comment

SignIn = Callable[[User], Client]


def page_of(claim: Claim, name: str = "claim_show") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def undo_of(claim: Claim) -> str:
    """Where what was done last is taken back."""
    return reverse(
        "debates:undoing_create", args=[claim.debate_id, Activity.objects.latest("pk").pk]
    )


def in_body(claim: Claim) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"div#claim-{claim.pk}-body"}


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Tea calms")


class TestTheLine:
    """What stands on the next page, or in place, after each act."""

    @pytest.mark.parametrize("act", ["move", "archive", "reword"])
    def test_by_plain_forms(
        self, act: str, claim: Claim, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        client, to = client_of(writer), make_claim(thesis, writer)
        name, data = {
            "move": ("claim_move_create", {"to": to.pk, "stance": "con"}),
            "archive": ("claim_archive_create", {}),
            "reword": ("claim_edit", {"text": "Tea soothes", "version": 1}),
        }[act]
        page = client.post(page_of(claim, name), data, follow=True).content.decode()
        assert (
            f'<form class="undo__form" method="post" action="{undo_of(claim)}" data-undo-said'
            in (page.replace("\n", ""))
        )
        back = client.post(undo_of(claim), follow=True)
        assert "Undone" in back.content.decode()
        assert "data-undo" not in back.content.decode()
        claim.refresh_from_db()
        assert (claim.parent, claim.text, claim.archived_at) == (thesis, "Tea calms", None)

    def test_in_place_after_rewording(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        client, headers = client_of(writer), in_body(claim)
        data = {"text": "Tea soothes", "version": 1}
        page = client.post(page_of(claim, "claim_edit"), data, headers=headers).content.decode()
        assert f'hx-post="{undo_of(claim)}" hx-target="#claim-{claim.pk}-body"' in page
        back = client.post(undo_of(claim), headers=headers).content.decode()
        assert "<html" not in back
        assert "Tea calms" in back
        assert 'data-announce="It reads as it did before."' in back
        assert "data-undo" not in back

    def test_nothing_stands_there_when_nothing_changed(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        data = {"text": "Tea calms", "version": 1}
        for headers in ({}, in_body(claim)):
            answer = client_of(writer).post(
                page_of(claim, "claim_edit"), data, headers=headers, follow=not headers
            )
            assert "data-undo" not in answer.content.decode()


class TestCreate:
    """The page, and the act."""

    def test_it_says_what_would_be_taken_back(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim.reword("Tea soothes", by=claim.debate.join(writer), version=1)
        page = client_of(writer).get(undo_of(claim)).content.decode()
        assert "Will Writer reworded" in page
        assert "The wording before becomes the newest one" in page

    def test_nobody_takes_back_what_an_author_worded(
        self, claim: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        claim.reword("Tea soothes", by=claim.debate.join(writer), version=1)
        assert client_of(facilitator).post(undo_of(claim), {"reason": "x"}).status_code == 403

    def test_nobody_restores_what_its_author_archived(
        self, claim: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        claim.archive(by=claim.debate.join(writer))
        assert client_of(facilitator).post(undo_of(claim), {"reason": "x"}).status_code == 403

    def test_whoever_frames_says_why_they_move_a_claim_back(
        self, claim: Claim, thesis: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        claim.move(to=make_claim(thesis, writer), stance="con", by=claim.debate.join(writer))
        client = client_of(facilitator)
        url = undo_of(claim)
        assert "Say why" in client.post(url).content.decode()
        assert client.post(url, {"reason": "It answers the thesis"}).status_code == 302
        done = Activity.objects.latest("pk")
        assert (done.kind, done.data["reason"]) == (Kind.CLAIM_MOVED, "It answers the thesis")
        assert Claim.objects.get(pk=claim.pk).parent == thesis

    @pytest.mark.parametrize("in_place", [True, False])
    def test_what_was_overtaken_is_refused_and_says_why(
        self, in_place: bool, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        by = claim.debate.join(writer)
        claim.reword("Tea soothes", by=by, version=1)
        url = undo_of(claim)
        claim.reword("Tea warms", by=by, version=2)
        answer = client_of(writer).post(url, headers=in_body(claim) if in_place else {})
        assert answer.status_code == 409
        assert "Something was done to this claim since" in answer.content.decode()
        assert Claim.objects.get(pk=claim.pk).text == "Tea warms"

    def test_twice_is_once(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        claim.reword("Tea soothes", by=claim.debate.join(writer), version=1)
        url = undo_of(claim)
        assert [client_of(writer).post(url).status_code for _ in range(2)] == [302, 409]
        assert ClaimVersion.objects.count() == 2

    def test_closed_meanwhile(self, claim: Claim, writer: User, client_of: SignIn) -> None:
        claim.archive(by=claim.debate.join(writer))
        url = undo_of(claim)
        claim.debate.close()
        answer = client_of(writer).post(url)
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()

    def test_talk_and_other_debates_are_not_found(
        self, claim: Claim, writer: User, outsider: User, client_of: SignIn
    ) -> None:
        make_comment(claim, writer)
        assert client_of(writer).get(undo_of(claim)).status_code == 404
        claim.archive(by=claim.debate.join(writer))
        assert client_of(outsider).post(undo_of(claim)).status_code == 404


class TestTheRecord:
    """Which lines lead there."""

    def test_only_who_may_sees_the_way_and_the_last_act_has_it(
        self, claim: Claim, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        debate, by = claim.debate, claim.debate.join(writer)
        first = claim.reword("Tea soothes", by=by, version=1)
        second = claim.reword("Tea warms", by=by, version=2)
        url = reverse("debates:activity_index", args=[debate.pk])
        mine = client_of(writer).get(url)
        ways = {e.activity.pk: (e.may_undo, e.why_not) for e in mine.context["record"].entries}
        assert ways[second.pk] == (True, "")
        assert ways[first.pk] == (False, "Cannot be undone: more was done to it since.")
        assert undo_of(claim) in mine.content.decode()
        for other in (viewer, facilitator):
            assert "Undo" not in client_of(other).get(url).content.decode()
        claim.archive(by=by)
        reasons = client_of(writer).get(url).content.decode()
        assert "Cannot be undone: the claim is archived." in reasons
        debate.close()
        closed = client_of(writer).get(url).content.decode()
        assert "undone" not in closed and "Undo" not in closed
