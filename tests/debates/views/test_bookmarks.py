"""One's own bookmarks."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Bookmark, Claim
from teams.models import User
from tests.factories import make_claim
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def url_of(claim: Claim, verb: str) -> str:
    return reverse(f"debates:bookmark_{verb}", args=[claim.debate_id, claim.pk])


def list_of(claim: Claim) -> str:
    return reverse("debates:bookmark_index", args=[claim.debate_id])


class TestIndex:
    def test_only_ones_own_are_listed_the_latest_first(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        for text in ("First", "Second"):
            make_claim(thesis, writer, text).bookmark(by=thesis.debate.join(viewer))
        page = client_of(viewer).get(list_of(thesis)).content.decode()
        assert page.index("Second") < page.index("First")
        assert "None yet." in client_of(writer).get(list_of(thesis)).content.decode()

    def test_what_was_archived_is_left_out(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Gone")
        claim.bookmark(by=thesis.debate.join(writer))
        Claim.objects.filter(pk=claim.pk).update(archived_at=timezone.now())
        assert "Gone" not in client_of(writer).get(list_of(thesis)).content.decode()

    def test_queries_do_not_grow(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        client, counts = client_of(writer), []
        for _ in range(2):
            for _ in range(5):
                make_claim(thesis, writer).bookmark(by=thesis.debate.join(writer))
            counts.append(len(queries_of(lambda: client.get(list_of(thesis)))))
        assert counts[0] == counts[1] <= 8


class TestCreate:
    def test_it_is_kept_once_and_recorded_nowhere_also_when_closed(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        thesis.debate.close()
        happened = Activity.objects.count()
        client = client_of(viewer)
        for _ in range(2):
            answer = client.post(url_of(thesis, "create"))
            assert answer.url == thesis.debate.get_absolute_url()
        assert Bookmark.objects.count() == 1
        assert Activity.objects.count() == happened


class TestDelete:
    def test_htmx_gets_the_row_and_others_keep_theirs(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        for person in (writer, viewer):
            thesis.bookmark(by=thesis.debate.join(person))
        headers = {"HX-Request": "true", "HX-Target": f"div#claim-{thesis.pk}-regards"}
        answer = client_of(viewer).post(url_of(thesis, "delete"), headers=headers)
        assert 'aria-pressed="false" data-focus' in answer.content.decode()
        assert Bookmark.objects.get().participant == thesis.debate.join(writer)
