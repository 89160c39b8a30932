"""Showing claims in second places through the pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Claim, DebateKind, Naming, Participant, ParticipantRole
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def page_of(claim: Claim, name: str = "claim_show") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


def link_page(claim: Claim) -> str:
    return page_of(claim, "claim_link_create")


def in_place(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


@pytest.fixture
def two(thesis: Claim, writer: User) -> tuple[Claim, Claim]:
    """Two claims of the writer's beside each other."""
    return make_claim(thesis, writer, "Tea calms"), make_claim(thesis, writer, "Calm helps", "con")


@pytest.fixture
def linked(two: tuple[Claim, Claim], viewer: User) -> tuple[Claim, Claim, Claim]:
    """The first, the second, and a link by the viewer that shows the first under the second."""
    first, second = two
    return first, second, first.link_under(second, "con", by=first.debate.join(viewer))[0]


class TestCreate:
    """Choosing a second place."""

    def test_everybody_who_argues_links_and_lands_there_with_the_way_back(
        self, two: tuple[Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        first, second = two
        client = client_of(viewer)
        assert client.get(link_page(first)).context["places"] == [second]
        answer = client.post(link_page(first), {"to": second.pk, "stance": "con"})
        link = first.placements.get()
        assert (link.parent, link.stance, link.author) == (
            second,
            "con",
            first.debate.join(viewer),
        )
        assert answer.status_code == 302
        assert answer.url == f"{second.get_absolute_url()}#claim-{link.pk}"
        page = client.get(second.get_absolute_url())
        assert page.context["columns"][1].cards == [link]
        said = page.content.decode()
        assert "The claim stands here as well" in said
        assert page_of(link, "claim_archive_create") in said
        assert page_of(first, "claim_link_index") in said
        assert "also stands elsewhere" in said

    def test_a_link_offers_to_link_what_it_shows(
        self, linked: tuple[Claim, Claim, Claim], thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        first, _, link = linked
        third = make_claim(thesis, writer, "Third")
        page = client_of(writer).get(link_page(link), {"to": str(third.pk), "stance": "pro"})
        assert page.context["claim"] == first
        assert page.context["places"] == [third]
        assert f'value="{third.pk}" checked' in page.content.decode()
        assert 'value="pro" checked' in page.content.decode()

    def test_words_find_places_where_it_does_not_stand_yet(
        self, linked: tuple[Claim, Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second, _ = linked
        make_claim(first, writer, "Calm below")
        far = make_claim(second, writer, "Very CALM far away")
        page = client_of(writer).get(link_page(first), {"words": "calm", "stance": "con"})
        assert page.context["places"] == [far]
        assert '<input type="hidden" name="stance" value="con">' in page.content.decode()

    @pytest.mark.parametrize(
        ("where", "stance", "status", "word"),
        [
            ("itself", "pro", 422, "Nothing can be put there"),
            ("below", "pro", 422, "Nothing can be put there"),
            ("its parent", "pro", 422, "Nothing can be put there"),
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
        thesis: Claim,
        team: Team,
        facilitator: User,
        writer: User,
        client_of: SignIn,
    ) -> None:
        first, second = two
        below, deep = make_claim(first, writer), make_claim(second, writer)
        second.link_under(below, "pro", by=thesis.debate.join(writer))
        places = {
            "itself": first,
            "below": below,
            "its parent": thesis,
            "beside": second,
            "elsewhere": root_of(make_debate(team, facilitator)),
            "seen through a link": deep,
        }
        data = {"to": places[where].pk, "stance": stance}
        answer = client_of(writer).post(link_page(first), data)
        assert answer.status_code == status
        assert word in answer.content.decode()
        quiet = client_of(writer).post(
            link_page(first), data, headers=in_place(f"li#claim-{first.pk}")
        )
        assert quiet.status_code == status
        assert quiet["HX-Retarget"] == "#notice"
        assert not first.placements.exists()

    def test_a_question_takes_no_link(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        question = root_of(make_debate(team, facilitator, kind=DebateKind.QUESTION))
        sea, hills = (make_claim(question, facilitator, stance=None) for _ in range(2))
        reason = make_claim(sea, facilitator)
        client = client_of(facilitator)
        assert client.get(link_page(reason)).context["places"] == []
        assert client.get(link_page(hills)).context["places"] == [sea]
        answer = client.post(link_page(reason), {"to": question.pk, "stance": "pro"})
        assert answer.status_code == 422

    def test_the_root_a_reference_and_who_only_reads_are_refused(
        self, two: tuple[Claim, Claim], thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        first, second = two
        reference = Claim.objects.create(
            debate=thesis.debate, parent=thesis, stance="pro", external_title="Else", position=9
        )
        client, data = client_of(viewer), {"to": second.pk, "stance": "con"}
        assert client.post(link_page(thesis), data).status_code == 403
        assert client.post(link_page(reference), data).status_code == 403
        Participant.objects.filter(pk=thesis.debate.join(viewer).pk).update(
            role=ParticipantRole.VIEWER
        )
        assert client.get(link_page(first)).status_code == 403
        assert client.post(link_page(first), data).status_code == 403
        assert "Link…" not in client.get(first.get_absolute_url()).content.decode()

    def test_closed_or_archived_meanwhile(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        data, client, by = {"to": second.pk, "stance": "con"}, client_of(writer), None
        by = first.debate.join(writer)
        second.archive(by=by)
        assert client.post(link_page(first), data).status_code == 422
        second.restore(by=by)
        first.archive(by=by)
        gone = client.post(link_page(first), data)
        assert gone.status_code == 409
        assert "archived meanwhile" in gone.content.decode()
        first.restore(by=by)
        first.debate.close()
        closed = client.post(link_page(first), data)
        assert closed.status_code == 409
        assert "This debate closed on" in closed.content.decode()
        assert "Link…" not in client.get(first.get_absolute_url()).content.decode()

    def test_twice_is_one_link_and_somebody_elses_is_told(
        self, linked: tuple[Claim, Claim, Claim], writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second, link = linked
        data = {"to": second.pk, "stance": "con"}
        again = client_of(viewer).post(link_page(first), data)
        assert again.status_code == 422
        assert "Nothing can be put there" in again.content.decode()
        assert first.placements.get() == link

    def test_the_page_costs_the_same_whatever_the_size(
        self, two: tuple[Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        client = client_of(writer)
        few = queries_of(lambda: client.get(link_page(first)))
        for _ in range(60):
            make_claim(second, writer)
        many = queries_of(lambda: client.get(link_page(first), {"words": "reason"}))
        assert len(many) <= len(few)


class TestHere:
    """From the list of similar claims: in place of what was being written."""

    def test_its_card_stands_in_the_column_with_a_line_to_undo_it(
        self, two: tuple[Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        first, second = two
        headers = in_place(f"div#claim-{second.pk}-con-composer")
        data = {"to": second.pk, "stance": "con"}
        answer = client_of(viewer).post(link_page(first), data, headers=headers)
        page, link = answer.content.decode(), first.placements.get()
        assert "<html" not in page
        assert "Add a con…" in page
        assert f'id="claim-{second.pk}-con-count" hx-swap-oob="true">1<' in page
        assert f'id="claim-{link.pk}-line" data-undo' in page
        assert f'id="claim-{link.pk}"' in page
        assert "“Tea calms” stands here as well." in page
        assert "claims-changed" in answer["HX-Trigger"]

    def test_undone_the_card_goes_and_the_numbers_are_right(
        self, linked: tuple[Claim, Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        _, second, link = linked
        answer = client_of(viewer).post(
            page_of(link, "claim_archive_create"), headers=in_place(f"li#claim-{link.pk}-line")
        )
        page = answer.content.decode()
        assert "The link is taken away again." in page
        assert f'<hx-partial hx-target="#claim-{link.pk}" hx-swap="delete">' in page
        assert f'id="claim-{second.pk}-con-count">0<' in page
        assert not Claim.objects.shown().filter(pk=link.pk).exists()

    def test_the_list_offers_it_where_it_does_not_stand(
        self, two: tuple[Claim, Claim], viewer: User, writer: User, client_of: SignIn
    ) -> None:
        first, second = two
        far = make_claim(first, writer, "Tea keeps the team awake through long meetings")
        similar = page_of(second, "similar_claim_index")
        data = {"text": "Long meetings keep the team awake with tea"}
        for stance in ("pro", "con"):
            headers = in_place(f"div#claim-{second.pk}-{stance}-similar")
            page = client_of(viewer).get(similar, data, headers=headers).content.decode()
            assert f'hx-post="{link_page(far)}"' in page
            assert f'"to": "{second.pk}", "stance": "{stance}"' in page
        plain = client_of(viewer).get(similar, data).content.decode()
        assert f'href="{link_page(far)}?to={second.pk}"' in plain
        above = client_of(viewer).get(page_of(first, "similar_claim_index"), data).content.decode()
        assert "link here" not in above

    def test_dropped_on_a_card_a_line_below_it_says_so(
        self, linked: tuple[Claim, Claim, Claim], thesis: Claim, viewer: User, client_of: SignIn
    ) -> None:
        first, _, _ = linked
        third = make_claim(thesis, viewer, "Third")
        headers = in_place(f"li#claim-{first.pk}")
        data = {"to": third.pk, "stance": "pro"}
        page = client_of(viewer).post(link_page(first), data, headers=headers).content.decode()
        link = first.placements.get(parent=third)
        assert f'<hx-partial hx-target="#claim-{first.pk}" hx-swap="afterend">' in page
        assert f'id="claim-{link.pk}-line" data-undo' in page
        assert f'<hx-partial hx-target="#claim-{third.pk}-open"' in page
        assert "+1" in page


class TestShow:
    """A claim seen through a link."""

    def test_the_way_the_stance_and_the_votes_are_those_of_the_place(
        self, linked: tuple[Claim, Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second, link = linked
        below = make_claim(first, writer, "Below")
        make_vote(first, writer, 4)
        page = client_of(writer).get(page_of(link))
        assert page.status_code == 200
        assert page.context["claim"] == first
        assert page.context["trail"] == [root_of(first.debate), second]
        assert page.context["columns"][0].cards == [below]
        said = page.content.decode()
        assert "open--con" in said
        assert f'id="claim-{link.pk}-vote"' in said
        assert f'id="claim-{first.pk}-vote"' not in said
        assert page.context["here"].own_vote is None
        assert "You see it where a link shows it." in said
        assert "Remove this link…" not in said
        own = client_of(writer).get(page_of(first)).content.decode()
        assert "Also stands in another place" in own
        assert "You see it where" not in own

    def test_cards_lead_to_their_place(
        self, linked: tuple[Claim, Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        _, second, link = linked
        page = client_of(viewer).get(second.get_absolute_url()).content.decode()
        assert f'href="{page_of(link)}"' in page
        assert "Remove link" in page
        seen = client_of(viewer).get(page_of(link)).content.decode()
        assert "Remove this link…" in seen

    def test_a_link_taken_away_leads_to_its_claim(
        self, linked: tuple[Claim, Claim, Claim], viewer: User, client_of: SignIn
    ) -> None:
        first, second, link = linked
        client = client_of(viewer)
        answer = client.post(page_of(link, "claim_archive_create"))
        assert answer.url == second.get_absolute_url()
        page = client.get(answer.url).content.decode()
        assert "The link is removed. The claim still stands in its own place." in page
        gone = client.get(page_of(link))
        assert (gone.status_code, gone.url) == (302, page_of(first))
        archived = reverse("debates:claim_archive_index", args=[first.debate_id])
        assert "A link:" in client.get(archived).content.decode()
        client.post(page_of(link, "claim_archive_delete"))
        assert client.get(page_of(link)).status_code == 200

    def test_another_one_meanwhile_keeps_it_away(
        self, linked: tuple[Claim, Claim, Claim], writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second, link = linked
        link.archive(by=first.debate.join(viewer))
        first.link_under(second, "pro", by=first.debate.join(writer))
        answer = client_of(viewer).post(page_of(link, "claim_archive_delete"))
        assert answer.status_code == 409
        assert "It stands under that claim already" in answer.content.decode()

    def test_others_remove_it_only_by_framing_with_a_reason(
        self,
        linked: tuple[Claim, Claim, Claim],
        writer: User,
        facilitator: User,
        client_of: SignIn,
    ) -> None:
        _, _, link = linked
        remove = page_of(link, "claim_archive_create")
        # The claim is the writer's, the link is not.
        assert client_of(writer).post(remove).status_code == 403
        assert "Remove this link" in client_of(facilitator).get(remove).content.decode()
        assert client_of(facilitator).post(remove).status_code == 422
        assert client_of(facilitator).post(remove, {"reason": "Off the point"}).status_code == 302

    def test_it_costs_one_query_more_than_the_claim_itself(
        self, linked: tuple[Claim, Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, _, link = linked
        client = client_of(writer)
        own = queries_of(lambda: client.get(page_of(first)))
        assert len(queries_of(lambda: client.get(page_of(link)))) == len(own) + 1


class TestIndex:
    """Where a claim stands."""

    def test_every_place_with_the_way_there_and_who_linked_it(
        self, linked: tuple[Claim, Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, _second, link = linked
        for claim in (first, link):
            page = client_of(writer).get(page_of(claim, "claim_link_index"))
            assert page.context["places"] == [first, link]
            said = page.content.decode()
            assert "its own place" in said
            assert "linked by Vera Viewer" in said
            assert f'href="{page_of(link)}"' in said
        part = client_of(writer).get(
            page_of(first, "claim_link_index"), headers=in_place(f"div#claim-{first.pk}-places")
        )
        assert "<html" not in part.content.decode()
        assert "Calm helps" in part.content.decode()

    def test_what_cannot_be_seen_is_no_place(
        self, linked: tuple[Claim, Claim, Claim], writer: User, client_of: SignIn
    ) -> None:
        first, second, _ = linked
        second.archive(by=first.debate.join(writer))
        page = client_of(writer).get(page_of(first, "claim_link_index"))
        assert page.context["places"] == [first]
        assert "Also stands" not in client_of(writer).get(page_of(first)).content.decode()

    def test_without_names_it_ties_no_name_and_tells_no_hour(
        self, team: Team, facilitator: User, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        first, second = (make_claim(root_of(debate), writer) for _ in range(2))
        link = first.link_under(second, "pro", by=debate.join(viewer))[0]
        page = client_of(writer).get(page_of(first, "claim_link_index")).content.decode()
        assert f"linked by {debate.join(viewer).mask}" in page
        assert viewer.name not in page
        assert timezone.localtime(link.created_at, writer.zone).strftime("%H:%M") not in page

    def test_it_costs_the_same_whatever_the_size(
        self, linked: tuple[Claim, Claim, Claim], thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        first, second, _ = linked
        client, address = client_of(writer), page_of(first, "claim_link_index")
        few = queries_of(lambda: client.get(address))
        by, deep = thesis.debate.join(writer), second
        for _ in range(60):
            deep = make_claim(deep, writer)
            first.link_under(deep, "con", by=by)
        many = queries_of(lambda: client.get(address))
        assert len(many) == len(few)
        assert "and 11 more places" in client.get(address).content.decode()
