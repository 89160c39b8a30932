"""Sources through the pages: all of a debate, adding, changing."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming, Participant, Source
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_source, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
ADDRESS = "https://example.org/study"


@pytest.fixture
def claim(thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Warmth is kindness, as a study says")


def new_of(claim: Claim) -> str:
    return reverse("debates:source_new", args=[claim.debate_id, claim.pk])


def edit_of(source: Source) -> str:
    return reverse("debates:source_edit", args=[source.claim.debate_id, source.pk])


def list_of(debate: Debate, query: str = "") -> str:
    return reverse("debates:source_index", args=[debate.pk]) + query


def htmx(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


def post(client: Client, claim: Claim, **words: str) -> Any:
    return client.post(new_of(claim), {"token": str(uuid.uuid4())} | words)


class TestShown:
    """On the open claim and on its card."""

    def test_the_claim_says_what_it_is_founded_on_and_marks_the_words(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        words = {"title": "On warmth", "quotation": "So it is.", "kind": "research"}
        source = make_source(claim, viewer, ADDRESS, passage="a study says", **words)
        make_source(claim, viewer)
        client = client_of(viewer)
        page = client.get(claim.get_absolute_url()).content.decode()
        mark = f'<a href="#source-{source.pk}"><span class="visually-hidden">source </span>1</a>'
        assert f'as a study says<sup class="cite">{mark}</sup></h1>' in page
        for said in (*words.values(), ADDRESS, "added by Vera Viewer", "a study says</q>"):
            assert said in page
        assert page.count('class="cite"') == 1
        card = client.get(claim.debate.get_absolute_url()).content.decode()
        assert "2 sources" in card

    def test_a_link_shows_the_sources_of_what_it_shows(
        self, thesis: Claim, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer)
        other = make_claim(thesis, viewer)
        Claim.objects.create(
            debate=thesis.debate, parent=other, stance="con", links_to=claim, position=1
        )
        assert "1 source<" in client_of(viewer).get(other.get_absolute_url()).content.decode()

    def test_words_that_were_changed_since_are_said_to_be(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer, passage="a study says")
        claim.reword("Warmth is kindness", by=claim.debate.join(writer), version=1)
        page = client_of(viewer).get(claim.get_absolute_url()).content.decode()
        assert "About words that were changed since:" in page
        assert 'class="cite"' not in page

    def test_who_may_do_what_to_a_source(
        self, claim: Claim, writer: User, viewer: User, owner: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer)
        offered = {
            person: [
                act
                for act in ("/edit/", "/remove/")
                if f"/sources/{Source.objects.get().pk}{act}"
                in client_of(person).get(claim.get_absolute_url()).content.decode()
            ]
            for person in (viewer, writer, owner)
        }
        assert offered == {
            viewer: ["/edit/", "/remove/"],
            writer: ["/remove/"],
            owner: ["/remove/"],
        }

    def test_a_closed_debate_offers_nothing(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer)
        claim.debate.close()
        page = client_of(viewer).get(claim.get_absolute_url()).content.decode()
        assert source.url in page
        assert "Add a source…" not in page
        assert f"/sources/{source.pk}/" not in page

    def test_addresses_no_browser_should_open_are_text(
        self, claim: Claim, writer: User, client_of: SignIn
    ) -> None:
        for number, url in enumerate(["javascript:alert(1)", "http://[", "a pasted one"], 1):
            Source.objects.create(claim=claim, number=number, url=url)
        page = client_of(writer).get(claim.get_absolute_url()).content.decode()
        assert "a pasted one" in page
        assert 'href="javascript' not in page


class TestNew:
    def test_a_plain_form_leads_back_to_the_source(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        assert client.get(new_of(claim)).status_code == 200
        answer = post(client, claim, url=ADDRESS, kind="statistic", passage="a study")
        source = Source.objects.get()
        assert answer.url == f"{claim.get_absolute_url()}#source-{source.pk}"
        assert (source.url, source.kind, source.passage) == (ADDRESS, "statistic", "a study")

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("example.org/a", "https://example.org/a"),
            ("example.org:8080/a", "https://example.org:8080/a"),
            ("HTTP://Example.org", "HTTP://Example.org"),
            ("http://intranet/rota", "http://intranet/rota"),
            ("https://example.org/a_(b)?c=d#e", "https://example.org/a_(b)?c=d#e"),
        ],
    )
    def test_addresses_as_people_type_them(
        self, typed: str, kept: str, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        assert post(client_of(viewer), claim, url=typed).status_code == 302
        assert Source.objects.get().url == kept

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ({}, "Give an address or a title"),
            ({"quotation": "Only this"}, "Give an address or a title"),
            ({"url": "javascript:alert(1)"}, "This is no address of a page"),
            ({"url": "ftp://example.org/a"}, "This is no address of a page"),
            ({"url": "http://[half"}, "This is no address of a page"),
            ({"url": "http://"}, "This is no address of a page"),
            ({"url": "https://example.org:port/"}, "This is no address of a page"),
            ({"url": "a sentence somebody pasted"}, "This is no address of a page"),
            ({"url": "https://me:secret@example.org/"}, "holds a name or a password"),
            ({"url": ADDRESS, "passage": "not there"}, "These words are not in the claim"),
            ({"url": ADDRESS, "kind": "rumour"}, "rumour is not one of the available choices"),
            ({"url": ADDRESS, "title": "a\u202eb"}, "reverses the reading direction"),
            ({"url": f"https://example.org/{'x' * 2000}"}, "at most 2000 characters"),
        ],
    )
    def test_faults_are_said_and_what_was_typed_stays(
        self,
        words: dict[str, str],
        message: str,
        claim: Claim,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        answer = post(client_of(viewer), claim, **words)
        assert answer.status_code == 422
        assert message in answer.content.decode()
        for name, typed in words.items():
            assert answer.context["form"][name].value() == typed
        assert not Source.objects.exists()

    def test_quotation_marks_are_put_around_it_once(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        post(client_of(viewer), claim, url=ADDRESS, quotation="“So it is.”\n")
        assert Source.objects.get().quotation == "So it is."

    def test_htmx_gets_the_sources_and_the_words_with_focus_on_the_new_one(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        answer = client_of(viewer).post(
            new_of(claim),
            {"url": ADDRESS, "passage": "a study"},
            headers=htmx(f"div#claim-{claim.pk}-source-composer"),
        )
        page = answer.content.decode()
        assert answer["HX-Retarget"] == f"#claim-{claim.pk}-sources"
        assert 'tabindex="-1" data-focus data-announce="The source is added."' in page
        assert f'id="claim-{claim.pk}-words" dir="auto" hx-swap-oob="true"' in page
        assert "<html" not in page

    def test_htmx_gets_the_form_in_place(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        where = f"div#claim-{claim.pk}-source-composer"
        form = client_of(viewer).get(new_of(claim), headers=htmx(where)).content.decode()
        assert form.lstrip().startswith("<form")

    def test_what_was_archived_or_closed_meanwhile_keeps_what_was_typed(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        claim.archive(by=claim.debate.join(writer))
        answer = post(client, claim, url=ADDRESS)
        assert (answer.status_code, ADDRESS in answer.content.decode()) == (409, True)
        claim.debate.close()
        answer = post(client, claim, url=ADDRESS)
        assert (answer.status_code, ADDRESS in answer.content.decode()) == (409, True)

    def test_who_may_only_read_adds_none(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        claim.debate.join(viewer)
        Participant.objects.filter(user=viewer).update(role="viewer")
        client = client_of(viewer)
        assert post(client, claim, url=ADDRESS).status_code == 403
        assert "Add a source…" not in client.get(claim.get_absolute_url()).content.decode()

    def test_links_and_claims_elsewhere_are_not_found(
        self, claim: Claim, viewer: User, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        link = Claim.objects.create(
            debate=claim.debate, parent=claim.parent, stance="con", links_to=claim, position=1
        )
        assert post(client_of(viewer), link, url=ADDRESS).status_code == 404
        elsewhere = root_of(make_debate(team, facilitator))
        url = reverse("debates:source_new", args=[claim.debate_id, elsewhere.pk])
        assert client_of(viewer).post(url, {"url": ADDRESS}).status_code == 404


class TestEdit:
    def test_whoever_added_it_changes_it(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer, ADDRESS)
        client = client_of(viewer)
        assert ADDRESS in client.get(edit_of(source)).content.decode()
        answer = client.post(edit_of(source), {"url": ADDRESS, "title": "Better", "version": 1})
        assert answer.status_code == 302
        assert Source.objects.get().title == "Better"

    def test_nobody_else_does(
        self, claim: Claim, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer)
        for person in (writer, facilitator):
            answer = client_of(person).post(edit_of(source), {"title": "Mine", "version": 1})
            assert answer.status_code == 403

    def test_what_was_imported_is_changed_by_who_frames(
        self, claim: Claim, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        source = Source.objects.create(claim=claim, number=1, url=ADDRESS)
        words = {"url": ADDRESS, "kind": "policy", "version": 1}
        assert client_of(viewer).post(edit_of(source), words).status_code == 403
        assert client_of(facilitator).post(edit_of(source), words).status_code == 302
        assert Source.objects.get().kind == "policy"

    def test_a_change_elsewhere_shows_both_and_saving_again_wins(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer, ADDRESS)
        source.revise(by=claim.debate.join(viewer), version=1, title="From the phone")
        client, late = client_of(viewer), {"title": "From the desk", "version": "1"}
        answer = client.post(edit_of(source), late)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "From the phone" in page
        assert 'value="From the desk"' in page
        assert client.post(edit_of(source), late | {"version": "2"}).status_code == 302

    def test_what_was_removed_meanwhile_keeps_what_was_typed(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer)
        source.remove(by=claim.debate.join(viewer))
        answer = client_of(viewer).post(edit_of(source), {"title": "Late", "version": 1})
        assert answer.status_code == 409
        assert "removed meanwhile" in answer.content.decode()

    def test_htmx_gets_the_form_in_the_place_of_the_source(
        self, claim: Claim, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer)
        where = htmx(f"div#source-{source.pk}-body")
        form = client_of(viewer).get(edit_of(source), headers=where).content.decode()
        assert form.lstrip().startswith("<form")
        assert f'hx-select="#claim-{claim.pk}-sources"' in form


class TestIndex:
    def test_each_stands_under_its_claim(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer, title="A study of warmth", kind="research")
        make_source(thesis, viewer, title="Our survey", kind="statistic")
        linking = make_claim(thesis, writer, "Our [rota](https://example.org/rota) [x](y) says so")
        page = client_of(viewer).get(list_of(claim.debate))
        assert [
            (cited.claim, [str(s) for s in cited.sources], [link.anchor for link in cited.links])
            for cited in page.context["page"]
        ] == [
            (thesis, ["Our survey"], []),
            (claim, ["A study of warmth"], []),
            (linking, [], ["rota"]),
        ]
        assert claim.get_absolute_url() in page.content.decode()

    def test_a_kind_shows_only_that_and_the_numbers_stay(
        self, thesis: Claim, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_source(claim, viewer, title="A study of warmth", kind="research")
        make_source(claim, viewer, title="Somebody’s tale", kind="story")
        make_claim(thesis, writer, "Our [rota](https://example.org/rota) says so")
        client = client_of(viewer)
        answers = {
            kind: client.get(list_of(claim.debate, f"?kind={kind}"))
            for kind in ("research", "none", "rumour")
        }
        shown = {
            kind: [cited.number() for cited in answer.context["page"]]
            for kind, answer in answers.items()
        }
        assert shown == {"research": [1], "none": [1], "rumour": [2, 1]}
        for answer in answers.values():
            numbers = [(choice.value, choice.number) for choice in answer.context["choices"]]
            assert numbers == [("", 3), ("research", 1), ("story", 1), ("none", 1)]

    def test_what_is_out_of_sight_or_in_another_debate_is_not_there(
        self, claim: Claim, writer: User, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        make_source(claim, writer, title="Gone with its claim")
        claim.archive(by=claim.debate.join(writer))
        make_source(root_of(make_debate(team, facilitator)), writer, title="Elsewhere")
        page = client_of(writer).get(list_of(claim.debate)).content.decode()
        assert "Gone with its claim" not in page
        assert "Elsewhere" not in page
        assert "Nobody has cited anything yet." in page

    def test_removed_ones_say_who_why_and_can_be_put_back(
        self, claim: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        source = make_source(claim, viewer, title="A misreading")
        source.remove(by=claim.debate.join(writer), reason="It says the opposite")
        page = client_of(writer).get(list_of(claim.debate)).content.decode()
        assert "Removed by the claim’s author" in page
        assert "It says the opposite" in page
        assert f"/sources/{source.pk}/restore/" in page
        theirs = client_of(viewer).get(list_of(claim.debate)).content.decode()
        assert f"/sources/{source.pk}/restore/" not in theirs

    def test_it_costs_the_same_however_many_there_are(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        client, counts = client_of(writer), []
        for _ in range(2):
            for _ in range(15):
                claim = make_claim(thesis, writer, "As [it](https://example.org/i) says")
                make_source(claim, writer)
                make_source(claim, writer).remove(by=thesis.debate.join(writer))
            counts.append(len(queries_of(lambda: client.get(list_of(thesis.debate)))))
        assert counts[0] == counts[1] <= 10

    def test_many_come_in_pages(
        self, thesis: Claim, writer: User, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("debates.source_list.CLAIMS_PER_PAGE", 2)
        for _ in range(3):
            make_source(make_claim(thesis, writer), writer, kind="story")
        client = client_of(writer)
        first = client.get(list_of(thesis.debate, "?kind=story"))
        assert "?kind=story&amp;page=2" in first.content.decode()
        last = client.get(list_of(thesis.debate, "?kind=story&page=2"))
        assert len(last.context["page"].object_list) == 1

    def test_masks_stay_on(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer)
        make_source(claim, viewer)
        client = client_of(writer)
        for url in (claim.get_absolute_url(), list_of(debate)):
            assert "Vera Viewer" not in client.get(url).content.decode()
        page = client.get(claim.get_absolute_url()).content.decode()
        assert f"added by {debate.join(viewer).mask}" in page
