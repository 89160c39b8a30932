"""Suggesting and deciding through the pages."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Naming, Participant, Suggestion
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_debate, make_suggestion, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "It calms people")


def new_page(claim: Claim, kind: str = "wording") -> str:
    return reverse("debates:suggestion_new", args=[claim.debate_id, claim.pk, kind])


def list_page(claim: Claim) -> str:
    return reverse("debates:open_suggestion_index", args=[claim.debate_id, claim.pk])


def queue_page(debate: Debate) -> str:
    return reverse("debates:suggestion_index", args=[debate.pk])


def of(suggestion: Suggestion, verb: str) -> str:
    return reverse(f"debates:suggestion_{verb}", args=[suggestion.debate_id, suggestion.pk])


def acts_of(suggestion: Suggestion, page: str = "/elsewhere/") -> dict[str, str]:
    """The headers htmx sends from the buttons of a suggestion."""
    target = f"div#suggestion-{suggestion.pk}-acts"
    return {
        "HX-Request": "true",
        "HX-Target": target,
        "HX-Current-URL": f"http://testserver{page}",
    }


def suggest(client: Client, claim: Claim, kind: str = "wording", **data: object) -> Any:
    data = {"token": uuid.uuid4(), "reason": "It is clearer"} | data
    return client.post(new_page(claim, kind), data)


def reload(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


class TestNew:
    def test_a_wording_is_suggested_and_its_author_told_what_differs(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        form = client_of(viewer).get(new_page(claim)).content.decode()
        assert "It calms people</textarea>" in form
        answer = suggest(client_of(viewer), claim, text="It calms most people")
        made = Suggestion.objects.get()
        assert answer.url == f"{list_page(claim)}#suggestion-{made.pk}"
        page = client_of(writer).get(list_page(claim)).content.decode()
        assert re.search(r'<ins class="new">.*?</span>most ', page)
        assert "Vera Viewer" in page
        assert "It is clearer" in page

    @pytest.mark.parametrize(
        ("kind", "data", "message"),
        [
            ("wording", {"text": "It calms people"}, "This is how it reads now."),
            ("wording", {"text": ""}, "Write your point first."),
            ("wording", {"text": "x" * 501}, "1 character too long"),
            ("wording", {"text": "Other", "reason": ""}, "Say why"),
            ("claim", {"text": "Other"}, "Choose whether this is a pro or a con."),
            ("claim", {"text": "Other", "stance": "thesis"}, "is neither"),
            ("move", {"stance": "pro"}, "Choose the claim it should stand under."),
        ],
    )
    def test_faults_are_said_and_the_text_stays(
        self,
        kind: str,
        data: dict[str, str],
        message: str,
        claim: Claim,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        answer = suggest(client_of(viewer), claim, kind, **data)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert message in page
        if "text" in data:
            assert f"{data['text']}</textarea>" in page
        assert not Suggestion.objects.exists()

    def test_to_where_it_stands_nothing_is_moved(
        self, thesis: Claim, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = suggest(client_of(viewer), claim, "move", to=thesis.pk, stance="pro")
        assert answer.status_code == 422
        assert "This is where it stands now." in answer.content.decode()
        assert suggest(client_of(viewer), claim, "move", to=thesis.pk, stance="con").url

    def test_the_form_holds_what_one_suggested_before_and_says_that_it_is_replaced(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_suggestion(claim, viewer, text="It soothes people")
        page = client_of(viewer).get(new_page(claim)).content.decode()
        assert "It soothes people</textarea>" in page
        assert 'value="It is clearer"' in page
        assert "What you send now takes its place" in page

    def test_the_same_form_twice_is_one(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        token = uuid.uuid4()
        for _ in range(2):
            assert suggest(client_of(viewer), claim, text="Once", token=token).status_code == 302
        assert Suggestion.objects.count() == 1

    def test_who_may_only_read_may_suggest_each_kind(
        self, thesis: Claim, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        thesis.debate.join(viewer)
        Participant.objects.filter(user=viewer).update(role="viewer")
        client = client_of(viewer)
        page = client.get(claim.get_absolute_url()).content.decode()
        assert "Suggest a pro…" in page
        assert "Suggest a move…" in page
        assert "Add a pro…" not in page
        suggest(client, claim, text="Other")
        suggest(client, claim, "claim", text="So it is", stance="pro")
        suggest(client, claim, "move", to=thesis.pk, stance="con")
        kinds = set(Suggestion.objects.values_list("kind", flat=True))
        assert kinds == {"wording", "claim", "move"}

    def test_the_author_changes_it_themselves(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        page = client_of(writer).get(claim.get_absolute_url()).content.decode()
        assert "Suggest a wording" not in page
        assert suggest(client_of(writer), claim, text="Other").status_code == 403

    def test_the_root_is_not_moved_and_other_kinds_are_nothing(
        self, thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        assert client.get(new_page(thesis, "move")).status_code == 403
        assert client.get(new_page(thesis, "poem")).status_code == 404

    def test_links_take_no_suggestions(
        self, thesis: Claim, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        link = Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="con", links_to=claim, position=9
        )
        assert client_of(viewer).get(list_page(link)).status_code == 404
        assert client_of(viewer).get(new_page(link)).status_code == 404

    def test_archived_or_closed_meanwhile_keeps_the_text(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim.archive(by=claim.debate.join(writer))
        gone = suggest(client_of(viewer), claim, text="Too late")
        assert gone.status_code == 409
        assert "Too late</textarea>" in gone.content.decode()
        claim.restore(by=claim.debate.join(writer))
        claim.debate.close()
        closed = suggest(client_of(viewer), claim, text="Too late")
        assert closed.status_code == 409
        assert "This debate closed on" in closed.content.decode()

    def test_htmx_gets_the_form_and_then_the_list_with_focus_on_the_new_one(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        target = f"div#claim-{claim.pk}-suggestion-composer"
        headers = {"HX-Request": "true", "HX-Target": target}
        client = client_of(viewer)
        form = client.get(new_page(claim), headers=headers).content.decode()
        assert form.lstrip().startswith("<form")
        data = {"text": "It soothes people", "reason": "Kinder"}
        answer = client.post(new_page(claim), data, headers=headers)
        assert answer["HX-Retarget"] == f"#claim-{claim.pk}-suggestions"
        page = answer.content.decode()
        assert 'data-focus data-announce="Your suggestion waits' in page
        assert "1 waiting" in page


class TestAccept:
    def test_the_wording_changes_and_the_history_names_who_suggested_it(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people", reason="Not all")
        client = client_of(writer)
        assert client.post(of(made, "accept"), {"seen": "1"}).url == claim.get_absolute_url()
        page = client.get(claim.get_absolute_url()).content.decode()
        assert "It calms most people" in page
        history = reverse("debates:version_index", args=[claim.debate_id, claim.pk])
        said = client.get(history).content.decode()
        assert "Changed by Will Writer, suggested by <bdi>Vera Viewer</bdi>" in said
        assert "Not all" in said

    def test_a_move_names_who_suggested_it(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, "move", to=thesis, stance="con")
        client_of(writer).post(of(made, "accept"), {"seen": made.seen})
        history = reverse("debates:version_index", args=[claim.debate_id, claim.pk])
        said = client_of(viewer).get(history).content.decode()
        assert "Moved by its author, suggested by <bdi>Vera Viewer</bdi>" in said

    def test_the_second_of_two_is_told(
        self, claim: Claim, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, at=timezone.now() - timedelta(days=8))
        client_of(facilitator).post(of(made, "reject"), {"reason": "Too long"})
        answer = client_of(writer).post(of(made, "accept"), {"seen": "1"})
        assert answer.status_code == 409
        assert "was declined meanwhile" in answer.content.decode()
        in_place = client_of(writer).post(of(made, "accept"), {"seen": "1"}, headers=acts_of(made))
        assert in_place.status_code == 409
        assert in_place["HX-Retarget"] == f"#suggestion-{made.pk}"
        assert "Declined by <bdi>Fay Facilitator</bdi>" in in_place.content.decode()
        claim.refresh_from_db()
        assert claim.version == 1

    @pytest.mark.parametrize("seen", ["", "7", "x"])
    def test_who_has_not_seen_how_it_reads_now_looks_again(
        self, seen: str, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        answer = client_of(writer).post(of(made, "accept"), {"seen": seen}, headers=acts_of(made))
        assert answer.status_code == 409
        assert "The claim was changed meanwhile" in answer.content.decode()
        assert reload(made).is_open

    def test_a_claim_that_was_reworded_shows_both_texts(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        claim.reword("It calms cats", by=claim.debate.join(writer), version=1)
        page = client_of(writer).get(list_page(claim)).content.decode()
        assert "The claim was changed after this was suggested" in page
        assert "cats" in page
        assert 'name="seen" value="2"' in page
        assert client_of(writer).post(of(made, "accept"), {"seen": "2"}).status_code == 302

    def test_in_place_the_words_and_the_number_change(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        page = client_of(writer).post(
            of(made, "accept"),
            {"seen": "1"},
            headers=acts_of(made, claim.get_absolute_url()),
        )
        said = page.content.decode()
        assert said.lstrip().startswith(f'<li class="comment suggestion" id="suggestion-{made.pk}"')
        assert 'data-announce="Accepted."' in said
        assert f'<hx-partial hx-target="#claim-{claim.pk}-body"' in said
        assert 'data-wording="2"' in said
        assert f'id="claim-{claim.pk}-suggestions-count" hx-swap-oob="true"></span>' in said
        assert "claims-changed" in page["HX-Trigger"]
        done = Activity.objects.get(kind="claim_edited")
        undo = reverse("debates:undoing_create", args=[claim.debate_id, done.pk])
        assert f'<a href="{undo}">Take it back</a>' in said
        client_of(writer).post(undo)
        claim.refresh_from_db()
        assert claim.text == "It calms people"

    def test_on_the_next_page_stands_the_way_back(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        client.post(of(make_suggestion(claim, viewer), "accept"), {"seen": "1"})
        done = Activity.objects.get(kind="claim_edited")
        undo = reverse("debates:undoing_create", args=[claim.debate_id, done.pk])
        assert f'action="{undo}"' in client.get(claim.get_absolute_url()).content.decode()

    def test_in_place_a_new_claim_stands_in_its_column(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, "claim", text="Not me", stance="con")
        said = (
            client_of(writer)
            .post(of(made, "accept"), {"seen": "here"}, headers=acts_of(made))
            .content.decode()
        )
        added = Claim.objects.get(text="Not me")
        assert f'<hx-partial hx-target="#claim-{claim.pk}-con-list"' in said
        assert f'id="claim-{added.pk}"' in said
        assert f'id="claim-{claim.pk}-con-count" hx-swap-oob="true">1<' in said

    def test_after_a_move_the_page_of_the_claim_is_loaded_again(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, "move", to=thesis, stance="con")
        data = {"seen": made.seen}
        headers = acts_of(made, claim.get_absolute_url())
        answer = client_of(writer).post(of(made, "accept"), data, headers=headers)
        assert answer["HX-Redirect"] == claim.get_absolute_url()

    def test_closed_meanwhile(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        claim.debate.close()
        client = client_of(writer)
        assert client.post(of(made, "accept"), {"seen": "1"}).status_code == 409
        page = client.get(list_page(claim)).content.decode()
        assert "This debate closed on" in page
        assert "Decline…" not in page

    def test_archived_meanwhile(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        claim.archive(by=claim.debate.join(writer))
        client = client_of(writer)
        answer = client.post(of(made, "accept"), {"seen": "1"})
        assert answer.status_code == 409
        assert "archived or merged meanwhile" in answer.content.decode()
        queue = client.get(queue_page(claim.debate), {"state": "overtaken"}).content.decode()
        assert "The claim was archived before anybody decided" in queue

    def test_whoever_frames_waits_for_the_author_and_the_author_for_their_role(
        self, claim: Claim, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        framing, author = client_of(facilitator), client_of(writer)
        assert framing.post(of(made, "accept"), {"seen": "1"}).status_code == 403
        Participant.objects.filter(user=writer).update(role="viewer")
        assert author.post(of(made, "accept"), {"seen": "1"}).status_code == 403
        assert framing.post(of(made, "accept"), {"seen": "1"}).status_code == 302
        made = make_suggestion(claim, viewer)
        Membership.objects.get(user=writer).end()
        assert author.post(of(made, "accept"), {"seen": "2"}).status_code == 404

    def test_of_another_team_or_debate_it_is_nothing(
        self, claim: Claim, team: Team, viewer: User, outsider: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        assert client_of(outsider).post(of(made, "accept")).status_code == 404
        other = make_debate(team, viewer)
        elsewhere = reverse("debates:suggestion_accept", args=[other.pk, made.pk])
        assert client_of(viewer).post(elsewhere).status_code == 404


class TestEdit:
    def test_the_editor_holds_what_is_suggested_and_what_is_sent_is_accepted(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        client = client_of(writer)
        form = client.get(of(made, "edit"), headers=acts_of(made)).content.decode()
        assert form.lstrip().startswith("<form")
        assert "It calms most people</textarea>" in form
        assert 'value="It is clearer"' not in form
        data = {"text": "It calms many", "seen": "1", "reason": "Half of it"}
        assert client.post(of(made, "edit"), data).status_code == 302
        claim.refresh_from_db()
        assert claim.text == "It calms many"
        queue = client.get(queue_page(claim.debate), {"state": "accepted"}).content.decode()
        assert "Accepted with changes by <bdi>the claim’s author</bdi>" in queue
        assert "Half of it" in queue

    def test_a_conflict_keeps_the_text_and_shows_how_it_reads_now(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer, text="It calms most people")
        claim.reword("It calms cats", by=claim.debate.join(writer), version=1)
        client = client_of(writer)
        data = {"text": "It calms many", "seen": "1"}
        answer = client.post(of(made, "edit"), data)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "It calms many</textarea>" in page
        assert "cats" in page
        assert 'name="seen" value="2"' in page
        assert client.post(of(made, "edit"), data | {"seen": "2"}).status_code == 302

    def test_another_place_is_chosen(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        gone, other = (make_claim(thesis, viewer) for _ in range(2))
        made = make_suggestion(claim, viewer, "move", to=gone)
        gone.archive(by=thesis.debate.join(viewer))
        client = client_of(writer)
        assert client.post(of(made, "accept"), {"seen": made.seen}).status_code == 409
        page = client.get(of(made, "edit")).content.decode()
        assert f'value="{other.pk}"' in page
        data = {"to": other.pk, "stance": "con", "seen": made.seen}
        assert client.post(of(made, "edit"), data).status_code == 302
        claim.refresh_from_db()
        assert claim.parent == other

    def test_without_names_whoever_frames_amends_no_claim(
        self, team: Team, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        made = make_suggestion(root_of(debate), viewer, "claim", text="Not me", stance="con")
        client = client_of(facilitator)
        assert client.get(of(made, "edit")).status_code == 403
        page = client.get(queue_page(debate)).content.decode()
        assert "Accept<" in page
        assert "Accept with changes…" not in page


class TestRejectAndDelete:
    def test_declining_needs_a_reason_that_everybody_reads(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        client = client_of(writer)
        silent = client.post(of(made, "reject"), headers=acts_of(made))
        assert silent.status_code == 422
        assert "Say why" in silent.content.decode()
        said = client.post(of(made, "reject"), {"reason": "Not what I mean"}, headers=acts_of(made))
        assert "Declined by <bdi>the claim’s author</bdi>" in said.content.decode()
        queue = client_of(viewer).get(queue_page(claim.debate), {"state": "declined"})
        assert "Not what I mean" in queue.content.decode()

    def test_the_reason_stays_when_somebody_was_faster(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        client_of(viewer).post(of(made, "delete"))
        answer = client_of(writer).post(of(made, "reject"), {"reason": "Not what I mean"})
        assert answer.status_code == 409
        assert "was withdrawn meanwhile" in answer.content.decode()
        assert 'value="Not what I mean"' in answer.content.decode()

    def test_only_who_made_it_withdraws_it(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        made = make_suggestion(claim, viewer)
        assert client_of(writer).post(of(made, "delete")).status_code == 403
        said = client_of(viewer).post(of(made, "delete"), headers=acts_of(made)).content.decode()
        assert "Withdrawn" in said
        assert reload(made).state == "withdrawn"


class TestIndex:
    def test_those_waiting_for_the_reader_stand_first_then_what_waits_long(
        self,
        thesis: Claim,
        claim: Claim,
        writer: User,
        viewer: User,
        facilitator: User,
        client_of: SignIn,
    ) -> None:
        of_viewer = make_claim(thesis, viewer)
        aged = make_suggestion(of_viewer, facilitator, at=timezone.now() - timedelta(days=8))
        fresh = make_suggestion(of_viewer, writer)
        mine = make_suggestion(claim, viewer)
        page = client_of(writer).get(queue_page(thesis.debate))
        groups = [(title, [s.suggestion for s in ones]) for title, ones in page.context["groups"]]
        assert groups == [
            ("Waiting for you", [mine]),
            ("Waiting for more than seven days", [aged]),
            ("Waiting for others", [fresh]),
        ]
        assert "whoever facilitates may do so, too" in page.content.decode()

    def test_what_waits_long_waits_for_whoever_frames(
        self, claim: Claim, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        aged = make_suggestion(claim, viewer, at=timezone.now() - timedelta(days=8))
        page = client_of(owner).get(queue_page(claim.debate))
        ((title, ones),) = page.context["groups"]
        assert (title, [shown.suggestion for shown in ones]) == ("Waiting for you", [aged])
        assert "Accept with changes…" in page.content.decode()

    def test_others_only_read(
        self, claim: Claim, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        make_suggestion(claim, viewer)
        for page in (queue_page(claim.debate), list_page(claim)):
            said = client_of(facilitator).get(page).content.decode()
            assert "Vera Viewer" in said
            for word in ("Accept<", "Decline…", "Withdraw<"):
                assert word not in said

    @pytest.mark.parametrize("state", ["open", "accepted", "nonsense", "overtaken"])
    def test_an_empty_list_says_so(
        self, state: str, debate: Debate, viewer: User, client_of: SignIn
    ) -> None:
        page = client_of(viewer).get(queue_page(debate), {"state": state})
        assert page.status_code == 200
        assert ("Nothing waits" in page.content.decode()) == (state in {"open", "nonsense"})

    def test_the_debate_and_the_claim_say_how_many_wait(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_suggestion(claim, viewer)
        make_suggestion(thesis, viewer)
        gone = make_claim(thesis, writer)
        make_suggestion(gone, viewer)
        gone.archive(by=thesis.debate.join(writer))
        client = client_of(writer)
        assert "2 suggestions</a>" in client.get(thesis.debate.get_absolute_url()).content.decode()
        assert "1 waiting" in client.get(claim.get_absolute_url()).content.decode()

    def test_queries_do_not_grow(
        self, thesis: Claim, writer: User, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(writer), []
        claim = make_claim(thesis, writer)
        for n in (1, 12):
            for _ in range(n):
                other = make_claim(thesis, viewer)
                made = make_suggestion(other, owner)
                make_suggestion(other, writer, "move", to=claim)
                made.accept(by=thesis.debate.join(viewer), seen="1")
                make_suggestion(other, owner, "claim")
            make_suggestion(claim, owner)
            pages = [queue_page(thesis.debate), f"{queue_page(thesis.debate)}?state=accepted"]
            pages.append(list_page(claim))
            counts.append([len(queries_of(partial(client.get, url))) for url in pages])
        assert counts[0] == counts[1]
        assert max(counts[0]) <= 8

    def test_a_long_list_is_cut_with_the_readers_own_on_top(
        self, thesis: Claim, writer: User, owner: User, client_of: SignIn
    ) -> None:
        for _ in range(51):
            make_suggestion(make_claim(thesis, owner), writer)
        mine = make_suggestion(make_claim(thesis, writer), owner)
        page = client_of(writer).get(queue_page(thesis.debate))
        _title, ones = page.context["groups"][0]
        assert [shown.suggestion for shown in ones] == [mine]
        assert "There are more" in page.content.decode()

    def test_masks_are_shown_and_days_only(
        self, team: Team, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer)
        made = make_suggestion(claim, viewer, at=timezone.now() - timedelta(days=8))
        client_of(facilitator).post(of(made, "accept"), {"seen": "1"})
        history = reverse("debates:version_index", args=[debate.pk, claim.pk])
        for url in (f"{queue_page(debate)}?state=accepted", history):
            said = client_of(writer).get(url).content.decode()
            assert debate.join(viewer).mask in said
            assert "by a facilitator" in said.replace("<bdi>", "")
            assert debate.join(facilitator).mask not in said
            assert viewer.name not in said
            assert 'title="' not in said.split("<main")[1]
