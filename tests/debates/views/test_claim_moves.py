"""Moving a claim through its page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, DebateKind, Kind, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def move_page(claim: Claim) -> str:
    return reverse("debates:claim_move_create", args=[claim.debate_id, claim.pk])


@pytest.fixture
def two(thesis: Claim, writer: User) -> tuple[Claim, Claim]:
    """Two claims of the writer's beside each other."""
    return make_claim(thesis, writer, "Tea calms"), make_claim(thesis, writer, "Calm helps")


class TestCreate:
    """Choosing a place and going there."""

    def test_near_by_stand_the_way_up_and_the_siblings(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        inner = make_claim(first, writer, "Deep inside")
        page = client_of(writer).get(move_page(first))
        assert page.context["places"] == [root_of(first.debate), second]
        below = client_of(writer).get(move_page(inner))
        assert below.context["places"] == [root_of(first.debate), first]

    def test_words_find_claims_of_this_debate_outside_its_branch(
        self,
        two: tuple[Claim, Claim],
        team: Team,
        writer: User,
        facilitator: User,
        client_of: SignIn,
    ) -> None:
        first, second = two
        make_claim(first, writer, "Calm below")
        far = make_claim(make_claim(second, writer, "Between"), writer, "Very CALM far away")
        make_claim(root_of(make_debate(team, facilitator)), writer, "Calm elsewhere")
        page = client_of(writer).get(move_page(first), {"words": "calm"})
        assert page.context["places"] == [second, far]
        none = client_of(writer).get(move_page(first), {"words": "xyzzy"}).content.decode()
        assert "No claim it could stand under was found" in none

    def test_it_goes_there_and_the_way_back_is_offered(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        client = client_of(writer)
        answer = client.post(move_page(first), {"to": second.pk, "stance": "con"})
        assert answer.status_code == 302
        assert answer.url == f"{second.get_absolute_url()}#claim-{first.pk}"
        page = client.get(second.get_absolute_url())
        assert page.context["columns"][1].cards == [first]
        back = reverse(
            "debates:undoing_create", args=[first.debate_id, Activity.objects.latest("pk").pk]
        )
        assert back in page.content.decode()

    def test_a_place_can_be_asked_for(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, _ = two
        asked = {"to": str(first.parent_id), "stance": "con"}
        form = client_of(writer).get(move_page(first), asked).content.decode()
        assert f'value="{first.parent_id}" checked' in form
        assert 'value="con" checked' in form

    def test_the_old_place_is_offered_even_far_away(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        far = make_claim(make_claim(second, writer), writer, "Far away")
        page = client_of(writer).get(move_page(first), {"to": str(far.pk), "stance": "con"})
        assert far in page.context["places"]

    def test_others_may_not_and_whoever_frames_needs_a_reason(
        self,
        two: tuple[Claim, Claim],
        viewer: User,
        facilitator: User,
        client_of: SignIn,
    ) -> None:
        first, second = two
        data = {"to": second.pk, "stance": "con"}
        assert client_of(viewer).post(move_page(first), data).status_code == 403
        silent = client_of(facilitator).post(move_page(first), data)
        assert silent.status_code == 422
        assert "Say why" in silent.content.decode()
        assert f'value="{second.pk}" checked' in silent.content.decode()
        said = client_of(facilitator).post(move_page(first), data | {"reason": "An answer to it"})
        assert said.status_code == 302
        page = client_of(viewer).get(first.get_absolute_url()).content.decode()
        history = reverse("debates:version_index", args=[first.debate_id, first.pk])
        assert f'<a href="{history}">moved</a>' in page
        told = client_of(viewer).get(history).content.decode()
        assert "Moved by Fay Facilitator" in told
        assert "An answer to it" in told
        assert (
            f'<a href="{first.debate.get_absolute_url()}">{root_of(first.debate).text}</a>' in told
        )

    @pytest.mark.parametrize(
        ("where", "stance", "status", "word"),
        [
            ("itself", "pro", 422, "Nothing can be put there"),
            ("below", "pro", 422, "Nothing can be put there"),
            ("elsewhere", "pro", 422, "Nothing can be put there"),
            ("beside", "thesis", 422, "is neither"),
            ("beside", "", 422, "Choose whether it is a pro or a con"),
            ("seen through a link", "pro", 409, "It cannot stand there"),
        ],
    )
    def test_bad_places_are_refused(
        self,
        where: str,
        stance: str,
        status: int,
        word: str,
        two: tuple[Claim, Claim],
        team: Team,
        writer: User,
        facilitator: User,
        client_of: SignIn,
    ) -> None:
        first, second = two
        below, deep = make_claim(first, writer), make_claim(second, writer)
        Claim.objects.create(
            debate=first.debate, parent=below, stance="pro", links_to=second, position=1
        )
        places = {
            "itself": first,
            "below": below,
            "beside": second,
            "elsewhere": root_of(make_debate(team, facilitator)),
            "seen through a link": deep,
        }
        data = {"to": places[where].pk, "stance": stance, "reason": "kept"}
        answer = client_of(writer).post(move_page(first), data)
        assert answer.status_code == status
        assert word in answer.content.decode()
        assert 'value="kept"' in answer.content.decode()
        assert not Activity.objects.filter(kind=Kind.CLAIM_MOVED).exists()

    def test_theses_go_under_the_question_only(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        question = root_of(make_debate(team, facilitator, kind=DebateKind.QUESTION))
        sea, hills = (make_claim(question, facilitator, stance=None) for _ in range(2))
        client = client_of(facilitator)
        wrong = client.post(move_page(hills), {"to": sea.pk, "stance": "thesis"})
        assert wrong.status_code == 422
        assert "Under the question stand theses" in wrong.content.decode()
        assert client.post(move_page(hills), {"to": sea.pk, "stance": "pro"}).status_code == 302
        back = client.post(move_page(hills), {"to": question.pk, "stance": "thesis"})
        assert back.status_code == 302

    def test_closed_meanwhile_or_the_place_archived_meanwhile(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        data = {"to": second.pk, "stance": "con"}
        second.archive(by=second.debate.join(writer))
        assert client_of(writer).post(move_page(first), data).status_code == 422
        second.restore(by=second.debate.join(writer))
        second.debate.close()
        closed = client_of(writer).post(move_page(first), data)
        assert closed.status_code == 409
        assert "This debate closed on" in closed.content.decode()

    def test_without_names_the_history_ties_no_mask_to_framing_and_tells_no_hour(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        first, second = (make_claim(root_of(debate), writer) for _ in range(2))
        data = {"to": second.pk, "stance": "con", "reason": "An answer to it"}
        client_of(facilitator).post(move_page(first), data)
        history = reverse("debates:version_index", args=[debate.pk, first.pk])
        page = client_of(writer).get(history).content.decode()
        assert "Moved by a facilitator" in page
        assert debate.join(facilitator).mask not in page
        assert facilitator.name not in page
        at = timezone.localtime(Claim.objects.get(pk=first.pk).moved_at, writer.zone)
        assert at.strftime("%H:%M") not in page

    def test_votes_are_asked_to_be_confirmed(
        self, two: tuple[Claim, Claim], writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second = two
        make_vote(first, viewer, 3)
        client_of(writer).post(move_page(first), {"to": second.pk, "stance": "con"})
        client = client_of(viewer)
        page = client.get(first.get_absolute_url()).content.decode()
        assert "Moved since your vote" in page
        assert f'id="claim-{first.pk}-vote-3" value="3"' in page
        vote = reverse("debates:vote_edit", args=[first.debate_id, first.pk])
        client.post(vote, {"value": "3"})
        page = client.get(first.get_absolute_url()).content.decode()
        assert "Moved since your vote" not in page

    def test_the_page_costs_the_same_whatever_the_size(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        client = client_of(writer)
        few = queries_of(lambda: client.get(move_page(first)))
        for _ in range(60):
            make_claim(second, writer)
        many = queries_of(lambda: client.get(move_page(first), {"words": "reason"}))
        assert len(many) <= len(few)
        assert len(client.get(move_page(first), {"words": "reason"}).context["places"]) == 50


class TestDropped:
    """A card that was dragged: only what changed on the page comes back."""

    def test_onto_a_card_a_line_stands_where_it_was_and_undo_brings_it_back(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        client, card = client_of(writer), f"claim-{first.pk}"
        data = {"to": second.pk, "stance": "con"}
        headers = {"HX-Request": "true", "HX-Target": f"li#{card}"}
        answer = client.post(move_page(first), data, headers=headers)
        page, moved = answer.content.decode(), Activity.objects.get(kind=Kind.CLAIM_MOVED)
        undo = reverse("debates:undoing_create", args=[first.debate_id, moved.pk])
        assert f'<hx-partial hx-target="#{card}" hx-swap="outerHTML">' in page
        assert f'id="{card}-line" data-undo' in page
        assert f'hx-post="{undo}"' in page
        assert '-pro-count" hx-swap="outerHTML"><span class="column__count" id="claim-' in page
        assert f'<hx-partial hx-target="#claim-{second.pk}-open"' in page
        assert "claims-changed" in answer["HX-Trigger"]
        headers["HX-Target"] = f"li#{card}-line"
        back = client.post(undo, headers=headers).content.decode()
        assert f'<hx-partial hx-target="#{card}-line" hx-swap="outerHTML">' in back
        assert "“Tea calms” is back." in back
        first.refresh_from_db()
        assert first.parent == root_of(first.debate)

    def test_to_the_other_side_the_card_goes_over(
        self, two: tuple[Claim, Claim], thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        first, _ = two
        card = f"claim-{first.pk}"
        headers = {"HX-Request": "true", "HX-Target": f"li#{card}"}
        data = {"to": thesis.pk, "stance": "con"}
        page = client_of(writer).post(move_page(first), data, headers=headers).content.decode()
        assert f'<hx-partial hx-target="#{card}" hx-swap="delete">' in page
        assert f'<hx-partial hx-target="#claim-{thesis.pk}-con-list" hx-swap="afterbegin">' in page
        for side, count in (("pro", 1), ("con", 1)):
            assert f'id="claim-{thesis.pk}-{side}-count">{count}<' in page

    def test_refused_it_stays_and_the_page_says_why(
        self, two: tuple[Claim, Claim], writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        first, second = two
        headers = {"HX-Request": "true", "HX-Target": f"li#claim-{first.pk}"}
        data = {"to": second.pk, "stance": "con"}
        silent = client_of(facilitator).post(move_page(first), data, headers=headers)
        assert (silent.status_code, silent["HX-Retarget"]) == (422, "#notice")
        assert "Say why" in silent.content.decode()
        first.debate.close()
        closed = client_of(writer).post(move_page(first), data, headers=headers)
        assert (closed.status_code, closed["HX-Retarget"]) == (409, "#notice")
        assert not Activity.objects.filter(kind=Kind.CLAIM_MOVED).exists()
