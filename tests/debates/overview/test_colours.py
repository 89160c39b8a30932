"""What the colours of the overview say, and to whom."""

from collections.abc import Callable

import pytest

from debates.models import Claim, Debate, Participant, Source
from debates.overview.caption import Caption
from debates.overview.colours import MODES, offered
from debates.overview.load import load_tree
from debates.overview.painting import Painting
from debates.overview.textures import TEXTURES
from debates.overview.viewer import Viewer
from teams.models import Team, User
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_member,
    make_source,
    make_user,
    make_vote,
    root_of,
)

pytestmark = pytest.mark.django_db
Queries = Callable[[int], object]


def paint(colour: str, debate: Debate, user: User) -> Painting:
    debate = Debate.objects.get(pk=debate.pk)
    return MODES[colour].paint(load_tree(debate), Viewer(debate, user))


def shade(colour: str, claim: Claim, user: User) -> str:
    tree = load_tree(claim.debate)
    place = tree.place_of(claim.pk)
    assert place is not None
    return paint(colour, claim.debate, user).shades[place]


def meanings(painting: Painting) -> dict[str, str]:
    return {key.shade: str(key.meaning) for key in painting.legend}


@pytest.mark.parametrize("colour", MODES)
@pytest.mark.parametrize("claims", [3, 40])
def test_what_a_mode_needs_is_a_fixed_number_of_queries(
    colour: str,
    claims: int,
    debate: Debate,
    thesis: Claim,
    writer: User,
    viewer: User,
    django_assert_max_num_queries: Queries,
) -> None:
    debate.join(viewer)
    for n in range(claims):
        claim = make_claim(thesis, writer)
        make_source(claim, writer, f"https://example.org/{n}")
        make_vote(claim, writer, 3)
    tree = load_tree(debate)
    with django_assert_max_num_queries(0 if colour in {"stance", "thesis"} else 2):
        painting = MODES[colour].paint(tree, Viewer(debate, viewer))
    assert len(painting.shades) == claims + 1


@pytest.mark.parametrize("colour", MODES)
def test_every_shade_is_explained_and_none_depends_on_its_hue(
    colour: str, debate: Debate, thesis: Claim, writer: User, viewer: User
) -> None:
    for user in (writer, viewer):
        make_source(make_claim(thesis, user), user)
    painting = paint(colour, debate, viewer)
    used = set(painting.shades[1:])
    assert used <= set(meanings(painting))
    hues = [shade for shade in TEXTURES if shade.startswith("hue")]
    looks = {TEXTURES[shade] for shade in hues}
    assert len(looks) == len(hues)  # and hue-1 has none


class TestImpact:
    def test_is_the_mean_of_the_votes(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        Debate.objects.update(votes_shown="always")
        claim, bare = make_claim(thesis, writer), make_claim(thesis, writer)
        make_vote(claim, writer, 4)
        make_vote(claim, viewer, 1)
        claim.debate.refresh_from_db()
        assert shade("impact", claim, viewer) == "scale-3"
        assert shade("impact", bare, viewer) == "blank"

    def test_is_hidden_until_one_has_voted(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        claim, bare = make_claim(thesis, writer), make_claim(thesis, writer)
        make_vote(claim, writer, 4)
        assert shade("impact", claim, writer) == "scale-4"
        # Whether others have voted is not told either.
        assert shade("impact", claim, viewer) == shade("impact", bare, viewer) == "veiled"
        make_vote(claim, viewer, 4)
        assert shade("impact", claim, viewer) == "scale-4"

    def test_is_not_offered_while_all_votes_are_kept_back(self, debate: Debate) -> None:
        assert "impact" in offered(debate)
        debate.votes_shown = "closed"
        assert "impact" not in offered(debate)

    def test_of_few_people_is_hidden_where_they_have_no_names(
        self, team: Team, facilitator: User, writer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming="masked", votes_shown="always")
        claim = make_claim(root_of(debate), writer)
        for _ in range(3):
            make_vote(claim, make_member(team, make_user()), 2)
        assert shade("impact", claim, writer) == "veiled"
        make_vote(claim, writer, 2)
        assert shade("impact", claim, writer) == "scale-2"


class TestPeople:
    def test_have_a_hue_each_by_the_alphabet(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        for user in (viewer, viewer, writer):
            make_claim(thesis, user)
        painting = paint("people", debate, writer)
        assert list(meanings(painting).values()) == sorted([viewer.name, writer.name])

    def test_beyond_five_are_others(self, team: Team, debate: Debate, thesis: Claim) -> None:
        people = [make_member(team, make_user(f"Person {n:02}")) for n in range(7)]
        for rank, person in enumerate(people):
            for _ in range(rank + 1):
                make_claim(thesis, person)
        told = meanings(paint("people", debate, people[0]))
        assert list(told.values()) == [*(person.name for person in people[2:]), "others"]

    def test_in_a_masked_debate_are_masks(
        self, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming="masked")
        make_claim(root_of(debate), writer)
        told = meanings(paint("people", debate, viewer))
        assert told == {"hue-1": Participant.objects.get(user=writer).mask}

    def test_are_not_offered_where_nobody_is_told_apart(
        self, team: Team, facilitator: User
    ) -> None:
        assert "people" not in offered(make_debate(team, facilitator, naming="unattributed"))

    def test_a_link_belongs_to_who_wrote_what_it_shows(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        said, other = make_claim(thesis, writer), make_claim(thesis, viewer)
        link = said.link_under(other, "con", by=debate.join(viewer))[0]
        assert shade("people", link, viewer) == shade("people", said, viewer)

    def test_nobody_is_named_for_what_was_imported(
        self, debate: Debate, thesis: Claim, writer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        Claim.objects.update(author=None)
        assert shade("people", claim, writer) == "blank"


class TestNews:
    @pytest.fixture
    def reader(self, debate: Debate, thesis: Claim, viewer: User) -> User:
        debate.join(viewer)
        return viewer

    def test_new_and_changed_claims_are_lit_until_they_are_read(
        self, debate: Debate, thesis: Claim, writer: User, reader: User
    ) -> None:
        claim = make_claim(thesis, writer)
        assert shade("new", claim, reader) == "fresh"
        me = debate.join(reader)
        me.read([claim], up_to=debate.activities.latest("pk").pk)
        assert shade("new", claim, reader) == "blank"
        make_comment(claim, writer)
        assert shade("new", claim, reader) == "stirred"
        assert paint("new", debate, reader).lit == [1]

    def test_ones_own_claims_are_no_news(self, debate: Debate, thesis: Claim, reader: User) -> None:
        assert shade("new", make_claim(thesis, reader), reader) == "blank"

    def test_who_has_not_been_here_yet_finds_nothing_new(
        self, debate: Debate, thesis: Claim, writer: User, owner: User
    ) -> None:
        assert shade("new", make_claim(thesis, writer), owner) == "blank"
        assert not Participant.objects.filter(user=owner).exists()


class TestSources:
    def test_have_their_kinds(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        claim, bare, unsaid = (make_claim(thesis, writer) for _ in range(3))
        make_source(claim, writer, kind="story")
        make_source(unsaid, writer)
        told = meanings(paint("sources", debate, viewer))
        assert told[shade("sources", claim, viewer)] == "story"
        assert told[shade("sources", bare, viewer)] == "no source"
        assert told[shade("sources", unsaid, viewer)] == "a source of no stated kind"
        make_source(claim, writer, "https://example.org/2", kind="policy")
        told = meanings(paint("sources", debate, viewer))
        assert told[shade("sources", claim, viewer)] == "several kinds"

    def test_removed_ones_do_not_count_and_a_link_has_those_of_its_claim(
        self, debate: Debate, thesis: Claim, writer: User
    ) -> None:
        said, other = make_claim(thesis, writer), make_claim(thesis, writer)
        source: Source = make_source(said, writer, kind="research")
        link = said.link_under(other, "con", by=debate.join(writer))[0]
        assert shade("sources", link, writer) == shade("sources", said, writer) == "hue-2"
        source.remove(by=debate.join(writer))
        assert shade("sources", link, writer) == "blank"


class TestCaption:
    def test_tells_the_chain_of_sides_from_the_thesis(
        self, debate: Debate, thesis: Claim, writer: User
    ) -> None:
        claim = make_claim(make_claim(thesis, writer), writer, stance="con")
        caption = Caption(claim, Viewer(debate, writer))
        assert [*caption.chain, caption.side] == ["Thesis", "Pro", "Con"]

    def test_of_a_long_chain_tells_the_near_end(
        self, debate: Debate, thesis: Claim, writer: User
    ) -> None:
        claim = thesis
        for _ in range(9):
            claim = make_claim(claim, writer)
        assert Caption(claim, Viewer(debate, writer)).chain == ["…", *["Pro"] * 6]

    def test_tells_votes_only_to_those_who_may_see_them(
        self, debate: Debate, thesis: Claim, writer: User, viewer: User
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, writer, 3)
        assert Caption(claim, Viewer(debate, writer)).votes == "impact 3.0 of 4, 1 vote"
        assert Caption(claim, Viewer(debate, viewer)).votes == ""
