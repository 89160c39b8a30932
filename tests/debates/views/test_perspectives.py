"""The page of two perspectives, side by side."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming, VoterGroup, VotesShown
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_user, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
PART = {"HX-Request": "true", "HX-Target": "div#compared"}


@pytest.fixture
def people(team: Team) -> list[User]:
    return [make_member(team, make_user(f"{name} Voter")) for name in "ABCD"]


@pytest.fixture
def torn(team: Team, facilitator: User, people: list[User], writer: User) -> Claim:
    """A claim that matters to those for the thesis and not to those against."""
    root = root_of(make_debate(team, facilitator, votes_shown=VotesShown.ALWAYS))
    claim = make_claim(root, writer, "It warms")
    for person, position, impact in zip(people, (4, 4, 0, 0), (4, 3, 0, 1), strict=True):
        make_vote(root, person, position)
        make_vote(claim, person, impact)
    return claim


def index(
    client: Client, debate: Debate, headers: dict[str, str] | None = None, **query: str
) -> str:
    url = reverse("debates:perspective_index", args=[debate.pk])
    answer = client.get(url, query, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


class TestIndex:
    def test_both_sides_stand_beside_each_other_unless_asked_otherwise(
        self, torn: Claim, writer: User, client_of: SignIn
    ) -> None:
        page = index(client_of(writer), torn.debate)
        assert re.findall(r'<h3 dir="auto">(.*?)</h3>', page) == ["Those for", "Those against"]
        left, right = re.findall(r'<svg class="sunburst" role.*?</svg>', page, re.DOTALL)
        assert f'<a id="s{torn.pk}"' in left
        assert 'class="scale-4"' in left
        assert f'<a id="t{torn.pk}"' in right
        assert 'class="scale-1"' in right
        text = re.sub(r"<[^>]+>|\s+", " ", page)
        assert re.search(r"Those for\s+:\s+3\.5\s+\(\s*2 votes\)", text)
        assert re.search(r"Those against\s+:\s+0\.5\s+\(\s*2 votes\)", text)
        assert "3.0 apart" in page

    def test_no_id_is_there_twice(self, torn: Claim, writer: User, client_of: SignIn) -> None:
        ids = re.findall(r'\sid="([^"]+)"', index(client_of(writer), torn.debate))
        assert sorted(ids) == sorted(set(ids))

    def test_an_address_chooses_and_nonsense_does_not(
        self, torn: Claim, writer: User, people: list[User], client_of: SignIn
    ) -> None:
        person = torn.debate.join(people[0]).pk
        page = index(client_of(writer), torn.debate, left=f"person-{person}", right="own")
        assert re.findall(r'<h3 dir="auto">(.*?)</h3>', page) == ["A Voter", "You"]
        assert "no claim on which votes of both can be shown" in page
        page = index(client_of(writer), torn.debate, left="person-0", right="group-7")
        assert re.findall(r'<h3 dir="auto">(.*?)</h3>', page) == ["Those for", "Those against"]

    def test_with_htmx_only_the_comparison_is_exchanged_and_says_so(
        self, torn: Claim, writer: User, client_of: SignIn
    ) -> None:
        part = index(client_of(writer), torn.debate, PART, left="all", right="own")
        assert part.lstrip().startswith('<div class="compared"')
        assert "Now compared: Everybody, You." in part
        assert "data-focus" not in index(client_of(writer), torn.debate)

    def test_hidden_votes_stay_hidden(
        self, thesis: Claim, people: list[User], writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "It warms")
        for person in people:
            make_vote(claim, person, 4)
        page = index(client_of(writer), thesis.debate, left="all")
        assert "one sees how others voted once one has" in page
        assert "scale-4" not in re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]
        assert "A Voter" not in page
        make_vote(claim, writer, 0)
        assert "A Voter" in index(client_of(writer), thesis.debate)

    def test_without_names_nobody_is_named_and_no_group_saved(
        self, team: Team, facilitator: User, people: list[User], writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED, votes_shown=VotesShown.ALWAYS)
        claim = make_claim(root_of(debate), writer)
        for person in people[:3]:
            make_vote(claim, person, 4)
        page = index(client_of(writer), debate, left=f"person-{debate.join(people[0]).pk}")
        assert "Voter" not in page
        assert "Saved groups" not in page
        assert "no mean of fewer than four people" in page
        assert "No votes that can be shown." in page

    def test_the_maker_is_offered_to_delete_and_others_are_not(
        self, torn: Claim, people: list[User], client_of: SignIn
    ) -> None:
        both = [torn.debate.join(person) for person in people[:2]]
        VoterGroup.objects.save_new(torn.debate, "Nights", both, by=both[0])
        assert "Delete this group" in index(client_of(people[0]), torn.debate)
        assert "Delete this group" not in index(client_of(people[1]), torn.debate)

    def test_queries_do_not_grow(
        self, torn: Claim, people: list[User], writer: User, client_of: SignIn
    ) -> None:
        debate, client, counts = torn.debate, client_of(writer), []
        for many in (2, 30):
            for n in range(many):
                claim = make_claim(torn, writer, f"More {many} {n}")
                for person, value in zip(people, (4, 4, 0, 1), strict=True):
                    make_vote(claim, person, value)
                both = [debate.join(person) for person in people[:2]]
            VoterGroup.objects.save_new(debate, f"Group {many}", both, by=both[0])
            counts.append(len(queries_of(lambda: index(client, debate))))
        assert counts[0] == counts[1] <= 18
        assert "Page 1 of 4" in index(client, debate)
