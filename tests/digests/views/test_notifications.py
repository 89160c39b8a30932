"""What a person was told inside the application."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from debates.models import Claim, Naming
from digests.models import Notification
from digests.tasks import sweep
from teams.models import Membership, Team, User
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_source,
    make_suggestion,
    root_of,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
URL = "/notifications/"


@pytest.fixture
def answered(thesis: Claim, writer: User, viewer: User) -> Claim:
    """The viewer answered the writer."""
    answer = make_claim(make_claim(thesis, writer, "Tea calms"), viewer, "Not me", "con")
    sweep()
    return answer


class TestIndex:
    def test_it_says_who_answered_what_and_leads_there(
        self, client_of: ClientOf, answered: Claim, writer: User
    ) -> None:
        html = client_of(writer).get(URL).content.decode()
        assert "<bdi>Vera Viewer</bdi> answered your claim" in html
        assert "Tea calms" in html
        assert f'href="{answered.get_absolute_url()}"' in html
        assert "Mark all as read" in html

    def test_talk_is_told_in_words_and_leads_to_what_was_said(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(make_claim(thesis, writer, "Tea calms"), viewer, "*Whom*?")
        answer = make_comment(comment.claim, writer, "Me", comment)
        sweep()
        for person, said, words in (
            (writer, comment, "<bdi>Vera Viewer</bdi> commented on your claim"),
            (viewer, answer, "<bdi>Will Writer</bdi> answered your comment"),
        ):
            html = client_of(person).get(URL).content.decode()
            assert words in html
            assert f"/talk/#comment-{said.pk}" in html

    def test_a_source_is_told_and_leads_to_it(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User
    ) -> None:
        source = make_source(make_claim(thesis, writer, "Tea calms"), viewer)
        sweep()
        html = client_of(writer).get(URL).content.decode()
        assert "<bdi>Vera Viewer</bdi> added a source to your claim" in html
        assert f'href="{source.claim.get_absolute_url()}#source-{source.pk}"' in html

    def test_suggestions_and_decisions_are_told_in_words(
        self, client_of: ClientOf, thesis: Claim, writer: User, viewer: User, facilitator: User
    ) -> None:
        claim, author = make_claim(thesis, writer, "Tea calms"), thesis.debate.join(writer)
        wording = make_suggestion(claim, viewer)
        new = make_suggestion(claim, viewer, "claim", text="So it does")
        sweep()
        told = client_of(writer).get(URL).content.decode()
        assert "<bdi>Vera Viewer</bdi> suggested something for your claim" in told
        assert f"/claims/{claim.pk}/suggestions/#suggestion-{wording.pk}" in told
        wording.decline(by=author, answer="Too long")
        new.accept(by=author, seen="here", text="So it does, a bit")
        make_suggestion(claim, viewer).accept(by=thesis.debate.join(facilitator), seen="1")
        sweep()
        told = client_of(viewer).get(URL).content.decode()
        assert "Your suggestion was declined" in told
        assert "Too long" in told
        assert "Your suggestion was accepted with changes" in told
        assert Claim.objects.get(text="So it does, a bit").get_absolute_url() in told
        told = client_of(writer).get(URL).content.decode()
        assert "What <bdi>Vera Viewer</bdi> suggested for your claim was accepted while" in told

    def test_everybody_sees_only_their_own(
        self, client_of: ClientOf, answered: Claim, viewer: User, outsider: User
    ) -> None:
        for user in (viewer, outsider):
            html = client_of(user).get(URL).content.decode()
            assert "Not me" not in html
            assert "Nobody has answered you yet." in html

    def test_after_leaving_nothing_is_shown_any_more(
        self, client_of: ClientOf, answered: Claim, writer: User
    ) -> None:
        Membership.objects.filter(user=writer).delete()
        assert "Not me" not in client_of(writer).get(URL).content.decode()

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_masks_stay_on(
        self,
        client_of: ClientOf,
        team: Team,
        facilitator: User,
        writer: User,
        viewer: User,
        naming: str,
    ) -> None:
        root = root_of(make_debate(team, facilitator, "Night shifts", naming=naming))
        mine = make_claim(root, writer)
        make_claim(mine, viewer)
        make_comment(mine, viewer, "Whom does it help?")
        make_source(mine, viewer)
        sweep()
        html = client_of(writer).get(URL).content.decode()
        main = html[html.index("<main") :]
        assert "Whom does it help?" in main
        assert "added a source to your claim" in main
        assert "Vera" not in main
        assert viewer.email not in main
        mask = root.debate.join(viewer).mask
        assert (mask or "Somebody") in main
        assert "T" not in main.split('datetime="')[1].split('"')[0]

    def test_queries_do_not_grow_with_notifications(
        self,
        client_of: ClientOf,
        answered: Claim,
        writer: User,
        viewer: User,
        django_assert_num_queries: Any,
    ) -> None:
        client = client_of(writer)
        client.get(URL)
        with django_assert_num_queries(4):
            # Session, person, the list, the bell.
            client.get(URL)
        for _ in range(20):
            make_claim(answered.parent, viewer)  # type: ignore[arg-type]
        sweep()
        with django_assert_num_queries(4):
            assert "Mark all as read" in client.get(URL).content.decode()

    def test_visitors_sign_in_first(self, client: Client) -> None:
        assert client.get(URL).status_code == 302

    def test_reading_only(self, client_of: ClientOf, writer: User) -> None:
        assert client_of(writer).post(URL).status_code == 405


class TestBell:
    def test_it_counts_what_is_unread(
        self, client_of: ClientOf, answered: Claim, writer: User
    ) -> None:
        client = client_of(writer)
        bell = "1 unread notification<"
        assert bell in client.get("/teams/horizons/").content.decode()
        client.post("/notifications/read/")
        assert bell not in client.get("/teams/horizons/").content.decode()


class TestReading:
    def test_everything_of_ones_own_is_marked(
        self, client_of: ClientOf, answered: Claim, writer: User, viewer: User
    ) -> None:
        client_of(viewer).post("/notifications/read/")
        assert Notification.objects.get().read_at is None
        answer = client_of(writer).post("/notifications/read/", follow=True)
        assert answer.redirect_chain == [(URL, 302)]
        assert Notification.objects.get().read_at is not None
        assert "Mark all as read" not in answer.content.decode()
        assert "Not me" in answer.content.decode()

    def test_looking_marks_nothing(
        self, client_of: ClientOf, answered: Claim, writer: User
    ) -> None:
        assert client_of(writer).get("/notifications/read/").status_code == 405
        assert Notification.objects.get().read_at is None
