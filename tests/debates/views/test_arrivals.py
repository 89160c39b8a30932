"""What others did, brought into a page that is open already."""

from collections.abc import Callable

import pytest
from django.test import Client

from debates.models import Claim, Naming
from teams.models import Team, User
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_suggestion,
    make_vote,
    root_of,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
INTO_PAGE = {"HX-Request": "true", "HX-Target": "div#arrivals"}


def bring(client: Client, claim: Claim, **asked: object) -> str:
    url = f"/debates/{claim.debate_id}/claims/{claim.pk}/arrivals/"
    answer = client.get(url, {name: str(pk) for name, pk in asked.items()}, headers=INTO_PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


class TestShow:
    def test_brings_new_cards_to_their_column_the_newest_on_top(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second = make_claim(thesis, writer, "One"), make_claim(thesis, writer, "Two")
        con = make_claim(thesis, writer, "Three", "con")
        said = bring(client_of(viewer), thesis, new=f"{second.pk},{first.pk},{con.pk}")
        pro_list = f'hx-target="#claim-{thesis.pk}-pro-list" hx-swap="afterbegin"'
        assert said.count(pro_list) == 2
        assert said.index("One") < said.index("Two")
        assert said.index("Two") < said.index("Three")
        assert said.count("data-focus") == 1
        assert f'id="claim-{thesis.pk}-pro-count" hx-swap-oob="true">2<' in said

    def test_brings_nothing_from_elsewhere(
        self, team: Team, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        below = make_claim(make_claim(thesis, writer), writer, "Deeper")
        other = make_claim(root_of(make_debate(team, writer, "Other")), writer, "Elsewhere")
        said = bring(client_of(viewer), thesis, new=f"{below.pk},{other.pk}")
        assert "Deeper" not in said
        assert "Elsewhere" not in said

    def test_a_changed_card_is_replaced_and_one_that_is_gone_taken_away(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        kept, gone = make_claim(thesis, writer, "Kept"), make_claim(thesis, writer, "Gone")
        kept.reword("Kept, reworded", by=thesis.debate.join(writer), version=1)
        gone.archive(by=thesis.debate.join(writer))
        said = bring(client_of(viewer), thesis, again=f"{kept.pk},{gone.pk}")
        assert f'hx-target="#claim-{kept.pk}" hx-swap="outerHTML"' in said
        assert "Kept, reworded" in said
        assert f'hx-target="#claim-{gone.pk}" hx-swap="delete"' in said

    def test_a_moved_card_goes_to_its_column_or_away(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        by = thesis.debate.join(writer)
        turned, away = make_claim(thesis, writer, "Turned"), make_claim(thesis, writer, "Away")
        turned.move(to=thesis, stance="con", by=by)
        away.move(to=turned, stance="pro", by=by)
        said = bring(client_of(viewer), thesis, moved=f"{turned.pk},{away.pk}")
        assert f'hx-target="#claim-{turned.pk}" hx-swap="delete"' in said
        assert f'hx-target="#claim-{thesis.pk}-con-list" hx-swap="afterbegin"' in said
        assert f'hx-target="#claim-{away.pk}" hx-swap="delete"' in said
        assert "Away" not in said

    def test_the_open_claims_own_numbers_come_without_its_form(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, viewer, 3)
        make_vote(claim, writer, 4)
        make_comment(claim, writer)
        said = bring(client_of(viewer), claim, numbers=claim.pk)
        assert "2 people voted" in said
        assert "1 comment" in said
        assert "<form" not in said

    def test_of_what_one_had_read_the_ghost_comes_in_its_place(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        reader = thesis.debate.join(viewer)
        read, unread = make_claim(thesis, writer, "Read"), make_claim(thesis, writer, "Unread")
        reader.read([read], up_to=thesis.debate.activities.latest("pk").pk)
        for claim in (read, unread):
            claim.archive(by=thesis.debate.join(writer))
        said = bring(client_of(viewer), thesis, again=f"{read.pk},{unread.pk}")
        assert f'hx-target="#claim-{read.pk}" hx-swap="outerHTML"' in said
        assert f'id="claim-{read.pk}-ghost" tabindex="-1" data-focus' in said
        assert "A claim you had read was archived" in said
        assert f'hx-target="#claim-{unread.pk}" hx-swap="delete"' in said
        assert f"claim-{unread.pk}-ghost" not in said
        read.restore(by=thesis.debate.join(writer))
        back = bring(client_of(viewer), thesis, new=read.pk)
        assert f'hx-target="#claim-{read.pk}-ghost" hx-swap="delete"' in back

    def test_suggestions_come_as_a_number_and_fold_nothing_that_is_open(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim, client = make_claim(thesis, writer), client_of(viewer)
        suggestion = make_suggestion(claim, viewer, text="Said better")
        said = bring(client, claim, numbers=claim.pk)
        assert f"#claim-{claim.pk}-suggestions-waiting:not(:has([open]))" in said
        assert "1 waiting" in said
        assert "Said better" not in said
        assert ">1 suggestion</hx-partial>" in bring(client, thesis)
        suggestion.withdraw(by=thesis.debate.join(viewer))
        said = bring(client, claim, numbers=claim.pk)
        assert "waiting</span>" not in said
        assert "<details" not in said

    def test_votes_stay_hidden_until_one_has_voted(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, writer, 4)
        client = client_of(viewer)
        assert "1 vote" not in bring(client, thesis, numbers=claim.pk)
        make_vote(claim, viewer, 2)
        assert "2 votes" in bring(client, thesis, numbers=claim.pk)

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_names_nobody_without_names(
        self, team: Team, writer: User, viewer: User, client_of: SignIn, naming: str
    ) -> None:
        root = root_of(make_debate(team, viewer, naming=naming))
        claim = make_claim(root, writer, "Said")
        make_suggestion(claim, viewer)
        gone = make_claim(root, writer)
        root.debate.join(viewer).read([gone], up_to=root.debate.activities.latest("pk").pk)
        gone.archive(by=root.debate.join(writer))
        client = client_of(viewer)
        said = bring(client, root, new=claim.pk, again=f"{claim.pk},{gone.pk}", numbers=claim.pk)
        said += bring(client, claim, numbers=claim.pk)
        assert "Said" in said
        assert f"claim-{gone.pk}-ghost" in said
        assert writer.name not in said

    @pytest.mark.parametrize("nonsense", ["", "x", "-1", "9" * 30, ",,", "1;2"])
    def test_nonsense_brings_nothing(
        self, thesis: Claim, viewer: User, client_of: SignIn, nonsense: str
    ) -> None:
        said = bring(client_of(viewer), thesis, new=nonsense, again=nonsense, numbers=nonsense)
        assert 'class="claim ' not in said

    def test_costs_no_query_more_for_more_cards(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        client = client_of(viewer)
        bring(client, thesis)
        claims = [make_claim(thesis, writer).pk]
        one = queries_of(lambda: bring(client, thesis, new=claims[0]))
        claims += [make_claim(thesis, writer).pk for _ in range(20)]
        many = queries_of(lambda: bring(client, thesis, new=",".join(map(str, claims))))
        assert len(many) == len(one) <= 10
