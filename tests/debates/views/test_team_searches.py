"""Searching all debates of a team: only those one may see, each in its language."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming
from teams.models import Membership, Team, User
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def ask(client: Client, team: Team, **asked: Any) -> Any:
    return client.get(reverse("debates:team_search_index", args=[team.slug]), asked)


def found(client: Client, team: Team, **asked: Any) -> list[str]:
    page = ask(client, team, **asked)
    return [found.claim.text for found in page.context["page"].object_list]


class TestIndex:
    """All debates of a team that one may see."""

    def test_each_debate_is_searched_in_its_language_and_named(
        self, team: Team, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        german = make_debate(team, writer, "Tee ist besser", language="de")
        make_claim(root_of(german), writer, "Zwei Häuser sind besser")
        make_claim(thesis, writer, "Houses are better")
        client = client_of(writer)
        assert found(client, team, q="haus") == ["Zwei Häuser sind besser"]
        assert found(client, team, q="house") == ["Houses are better"]
        assert {*found(client, team, q="haus or house")} == {
            "Zwei Häuser sind besser",
            "Houses are better",
        }
        page = ask(client, team, q="haus").content.decode()
        assert '<bdi class="found__debate">Tee ist besser</bdi>' in page
        assert "Zwei <mark>Häuser</mark> sind" in page

    def test_only_debates_one_may_see_are_searched(
        self,
        team: Team,
        debate: Debate,
        facilitator: User,
        writer: User,
        outsider: User,
        client_of: SignIn,
    ) -> None:
        draft = make_debate(team, facilitator, "Secret biscuits", phase="draft")
        theirs = Team.objects.get(memberships__user=outsider)
        make_claim(root_of(make_debate(theirs, outsider)), outsider, "Biscuits of others")
        make_claim(root_of(debate), writer, "Biscuits for all")
        assert found(client_of(writer), team, q="biscuits") == ["Biscuits for all"]
        # Who belongs to both teams still searches one.
        Membership.objects.create(team=theirs, user=facilitator)
        assert {*found(client_of(facilitator), team, q="biscuits")} == {
            "Biscuits for all",
            draft.title,
        }
        assert ask(client_of(outsider), team, q="biscuits").status_code == 404

    def test_authors_are_asked_for_in_named_debates_only(
        self, team: Team, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        masked = make_debate(team, viewer, naming=Naming.MASKED)
        make_claim(root_of(masked), writer, "Masked")
        client = client_of(viewer)
        page = ask(client, team).content.decode()
        assert writer.name not in page and masked.join(writer).mask not in page
        make_claim(thesis, writer, "Named")
        assert found(client, team, author=writer.pk) == ["Named"]
        assert found(client, team, author=masked.join(writer).mask, q="masked") == ["Masked"]

    def test_a_team_without_debates_has_a_page_too(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        assert found(client_of(writer), team, q="tea", unread="on") == []

    def test_queries_do_not_grow_with_debates(
        self, team: Team, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        make_claim(thesis, writer, "Biscuit")
        few = queries_of(lambda: ask(client, team, q="biscuit"))
        for _ in range(5):
            make_claim(root_of(make_debate(team, writer)), writer, "Biscuit")
        assert len(queries_of(lambda: ask(client, team, q="biscuit"))) == len(few)
