"""Reading, adding and rewording claims through the pages."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Debate, DebateKind, Kind, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def page_of(claim: Claim, name: str = "claim_show") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def post(client: Client, parent: Claim, text: str, stance: str = "pro", **more: object) -> Any:
    data = {"text": text, "stance": stance, "token": str(uuid.uuid4())} | more
    return client.post(page_of(parent, "claim_new"), data)


class TestShow:
    """The page of a claim."""

    def test_all_ancestors_stand_above_in_full(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        first = make_claim(thesis, writer, "It wakes one up gently " * 8)
        second = make_claim(first, writer, "Gently is slowly", "con")
        third = make_claim(second, writer, "Slowly is safe")
        page = client_of(writer).get(page_of(third)).content.decode()
        assert page.index(thesis.text) < page.index(first.text.strip()) < page.index(second.text)
        assert "Slowly is safe" in page

    def test_pros_and_cons_stand_in_their_columns(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "A con", "con")
        make_claim(thesis, writer, "A pro", "pro")
        page = client_of(writer).get(thesis.debate.get_absolute_url())
        pros, cons = page.context["columns"]
        assert [c.text for c in pros.cards] == ["A pro"]
        assert [c.text for c in cons.cards] == ["A con"]

    def test_the_weightier_claim_stands_first(
        self, thesis: Claim, writer: User, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        light, heavy = make_claim(thesis, writer, "Light"), make_claim(thesis, writer, "Heavy")
        for person in (viewer, owner):
            make_vote(light, person, 1)
            make_vote(heavy, person, 4)
        page = client_of(writer).get(thesis.debate.get_absolute_url())
        assert [c.text for c in page.context["columns"][0].cards] == ["Heavy", "Light"]

    def test_a_question_shows_its_theses(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, "Where next?", kind=DebateKind.QUESTION)
        make_claim(root_of(debate), facilitator, "To the sea", None)
        page = client_of(facilitator).get(debate.get_absolute_url())
        assert [c.stance for c in page.context["columns"]] == ["thesis"]
        assert "To the sea" in page.content.decode()

    @pytest.mark.parametrize("size", [10, 200])
    def test_opening_costs_the_same_whatever_the_size(
        self,
        size: int,
        thesis: Claim,
        writer: User,
        viewer: User,
        client_of: SignIn,
        record_property: Callable[[str, object], None],
    ) -> None:
        parent = thesis
        for n in range(size):
            claim = make_claim(
                parent, writer if n % 3 else viewer, stance="pro" if n % 2 else "con"
            )
            if n % 10 == 0:
                parent = claim
            make_vote(claim, viewer, n % 5)
        client = client_of(writer)
        sql = queries_of(lambda: client.get(page_of(claim)))
        assert len(sql) <= 10, "\n".join(sql)
        root = queries_of(lambda: client.get(thesis.debate.get_absolute_url()))
        assert len(root) <= 10, "\n".join(root)

    def test_names_never_stand_in_a_masked_debate(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer, "Said under a mask")
        make_claim(claim, writer, "And again", "con")
        for url in (debate.get_absolute_url(), page_of(claim)):
            page = client_of(viewer).get(url).content.decode()
            assert "Said under a mask" in page
            assert writer.name not in page
            assert writer.email not in page
        assert debate.join(writer).mask in page

    def test_a_reference_to_another_debate_is_shown(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        Claim.objects.create(
            debate=thesis.debate,
            parent=thesis,
            stance="pro",
            external_number=7,
            external_title="Water is best",
            position=1,
        )
        page = client_of(writer).get(thesis.debate.get_absolute_url()).content.decode()
        assert "Water is best" in page

    def test_stranger_finds_nothing(self, thesis: Claim, outsider: User, client_of: SignIn) -> None:
        assert client_of(outsider).get(thesis.debate.get_absolute_url()).status_code == 404

    def test_a_claim_of_another_debate_is_not_found_under_this_one(
        self, thesis: Claim, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        elsewhere = root_of(make_debate(team, facilitator))
        url = reverse("debates:claim_show", args=[thesis.debate_id, elsewhere.pk])
        assert client_of(writer).get(url).status_code == 404


class TestNew:
    """Adding a claim."""

    def test_a_plain_form_leads_back_to_the_new_claim(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        form = client.get(page_of(thesis, "claim_new") + "?stance=con")
        assert form.status_code == 200
        answer = post(client, thesis, "It stains", "con")
        claim = Claim.objects.get(text="It stains")
        assert answer.status_code == 302
        assert answer.url == f"{thesis.debate.get_absolute_url()}#claim-{claim.pk}"
        assert (claim.parent_id, claim.stance) == (thesis.pk, "con")

    def test_htmx_gets_only_what_changed(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = client_of(writer).post(
            page_of(thesis, "claim_new"),
            {"text": "It smells good", "stance": "pro", "token": str(uuid.uuid4())},
            headers={"HX-Request": "true", "HX-Target": f"div#claim-{thesis.pk}-pro-composer"},
        )
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<html" not in page
        assert "It smells good" in page
        assert f'id="claim-{thesis.pk}-pro-count" hx-swap-oob="true">1<' in page
        assert "claims-changed" in answer["HX-Trigger"]
        assert "HX-Target" in answer["Vary"]

    def test_what_happened_is_recorded_with_the_claim(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        before = Debate.objects.get(pk=thesis.debate_id)
        post(client_of(writer), thesis, "One more")
        activity = Activity.objects.get(kind=Kind.CLAIM_ADDED)
        after = Debate.objects.get(pk=thesis.debate_id)
        assert activity.claim.text == "One more"
        assert after.version == before.version + 1
        assert after.claims_count == before.claims_count + 1

    def test_the_same_form_twice_is_one_claim(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        token = str(uuid.uuid4())
        client = client_of(writer)
        answers = [post(client, thesis, "Only once", token=token) for _ in range(2)]
        assert [a.status_code for a in answers] == [302, 302]
        assert Claim.objects.filter(text="Only once").count() == 1
        assert Activity.objects.filter(kind=Kind.CLAIM_ADDED).count() == 1

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("", "Write your point first"),
            (" \n\t \u200b\u00a0", "Write your point first"),
            ("x" * 501, "1 character too long"),
            ("x" * 6000, "5500 characters too long"),
            (f"[x](https://example.org/{'y' * 5000})", "far too long"),
            ("a\x00b", "Null characters"),
            ("bell\x07", "control character"),
            ("abc\u202edef", "reading direction"),
        ],
    )
    def test_bad_text_is_refused_and_kept(
        self, text: str, word: str, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = post(client_of(writer), thesis, text)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert word in page
        assert text.strip("\n\t \u200b\u00a0\x00\x07")[:100] in page
        assert Claim.objects.count() == 1

    def test_lone_surrogates_are_refused(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = client_of(writer).post(
            page_of(thesis, "claim_new"),
            b"stance=pro&text=ok%ED%A0%80",
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 422
        assert "could not be read" in answer.content.decode()

    def test_links_do_not_count_against_the_limit(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        text = f"[{'x' * 400}](https://example.org/{'y' * 900})"
        assert post(client_of(writer), thesis, text).status_code == 302

    def test_an_empty_body_says_what_is_missing(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = client_of(writer).post(page_of(thesis, "claim_new"), {})
        assert answer.status_code == 422
        assert "Choose whether this is a pro or a con" in answer.content.decode()

    @pytest.mark.parametrize("stance", ["neutral", "thesis", "PRO", "<b>"])
    def test_unknown_stances_are_refused(
        self, stance: str, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = post(client_of(writer), thesis, "Fine text", stance)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "is neither" in page
        assert "Fine text" in page

    def test_two_megabytes_are_too_much(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        answer = post(client_of(writer), thesis, "x" * 2_000_000)
        assert answer.status_code == 413
        assert Claim.objects.count() == 1
        answer = client_of(writer).post(
            page_of(thesis, "claim_new"),
            b"text=" + b"x" * 2_000_000,
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 413
        assert "too much at once" in answer.content.decode()

    def test_a_closed_debate_keeps_the_text(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        thesis.debate.close()
        answer = post(client_of(writer), thesis, "Too late but not lost")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "This debate closed on" in page
        assert "Too late but not lost" in page
        assert Claim.objects.count() == 1

    def test_a_debate_past_its_date_is_closed_before_anybody_closed_it(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        Debate.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
        assert post(client_of(writer), thesis, "Too late").status_code == 409

    def test_an_archived_parent_keeps_the_text(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        parent = make_claim(thesis, writer)
        Claim.objects.filter(pk=parent.pk).update(archived_at=timezone.now())
        answer = post(client_of(writer), parent, "Under nothing")
        assert answer.status_code == 409
        assert "Under nothing" in answer.content.decode()

    def test_a_parent_in_another_teams_debate_is_not_found(
        self, outsider: User, writer: User, client_of: SignIn
    ) -> None:
        team = outsider.memberships.get().team
        foreign = root_of(make_debate(team, outsider))
        assert post(client_of(writer), foreign, "Intruding").status_code == 404
        assert not Claim.objects.filter(text="Intruding").exists()

    def test_text_typed_before_signing_in_again_survives(
        self, thesis: Claim, writer: User, client: Client
    ) -> None:
        answer = post(client, thesis, "Typed for ten minutes", "con")
        assert answer.status_code == 302
        assert "/account/login/" in answer.url
        client.post(answer.url, {"login": writer.email, "password": "correct horse"})
        form = client.get(page_of(thesis, "claim_new"))
        assert "Typed for ten minutes" in form.content.decode()
        assert 'name="stance" value="con"' in form.content.decode()
        assert not Claim.objects.filter(text="Typed for ten minutes").exists()

    def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(
        self, thesis: Claim, client: Client, db: None
    ) -> None:
        answer = client.get(
            page_of(thesis, "claim_new"),
            headers={
                "HX-Request": "true",
                "HX-Current-URL": "http://testserver" + thesis.debate.get_absolute_url(),
            },
        )
        assert answer.status_code == 200
        assert answer["HX-Redirect"].startswith("/account/login/?next=%2Fdebates%2F")

    def test_markup_in_text_is_shown_as_text(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        post(client_of(writer), thesis, "<script>alert(1)</script> [x](javascript:alert(1))")
        page = client_of(writer).get(thesis.debate.get_absolute_url()).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page

    def test_adding_costs_the_same_whatever_the_size(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        few = queries_of(lambda: post(client, thesis, "One of few"))
        for _ in range(60):
            make_claim(thesis, writer)
        many = queries_of(lambda: post(client, thesis, "One of many"))
        assert len(many) == len(few)
        assert len(many) <= 14, "\n".join(many)


class TestEdit:
    """Rewording."""

    def test_the_author_rewords_and_the_old_wording_is_kept(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Tee is hot")
        client = client_of(writer)
        answer = client.post(
            page_of(claim, "claim_edit"), {"text": "Tea is hot", "version": 1, "reason": "typo"}
        )
        assert answer.status_code == 302
        claim.refresh_from_db()
        assert (claim.text, claim.version) == ("Tea is hot", 2)
        history = client.get(page_of(claim, "version_index")).content.decode()
        assert "Tee is hot" in history
        assert "typo" in history

    def test_a_conflict_shows_both_texts_and_saving_again_wins(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "First")
        client = client_of(writer)
        client.post(page_of(claim, "claim_edit"), {"text": "From the phone", "version": 1})
        late = {"text": "From the desk", "version": 1}
        answer = client.post(page_of(claim, "claim_edit"), late)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "From the phone" in page
        assert "From the desk" in page
        assert 'name="version" value="2"' in page
        again = client.post(page_of(claim, "claim_edit"), late | {"version": 2})
        assert again.status_code == 302
        claim.refresh_from_db()
        assert (claim.text, claim.version) == ("From the desk", 3)

    def test_others_may_not_reword(
        self, thesis: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Mine")
        answer = client_of(facilitator).post(
            page_of(claim, "claim_edit"), {"text": "Yours", "version": 1}
        )
        assert answer.status_code == 403
        claim.refresh_from_db()
        assert claim.text == "Mine"

    def test_an_empty_wording_is_refused(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Mine")
        answer = client_of(writer).post(page_of(claim, "claim_edit"), {"version": 1})
        assert answer.status_code == 422

    def test_htmx_gets_the_new_words_alone(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Mine")
        answer = client_of(writer).post(
            page_of(claim, "claim_edit"),
            {"text": "Mine, better", "version": 1},
            headers={"HX-Request": "true", "HX-Target": f"form#claim-{claim.pk}-body"},
        )
        assert "Mine, better" in answer.content.decode()
        assert "<html" not in answer.content.decode()
