"""Claims are found by what they say, as their debate's language has it, whatever is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from debates.models import Claim, Debate
from debates.models import claim_finding as finding
from debates.models.asked_words import AskedWords
from debates.models.claim_finding import AskedOf
from debates.models.search import configuration_of
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_team, root_of

# Characters that mean something to a search, to tsquery, or to nobody.
PIECES = ["tea", "or", "the", " ", '"', "-", "'", "\\", "&", "|", "!", "(", ":*", "<->", ":A", "é"]


def said(text: str, debate: Debate) -> list[str]:
    """What is found in a debate, the best first."""
    name = configuration_of(debate.language)
    words = AskedWords.read(text, [name])
    asked = [AskedOf(words[name], [debate.pk])] if words else []
    ids = Claim.objects.to_be_found([debate]).saying(asked).ids_of_best() if asked else []
    claims = Claim.objects.in_bulk(ids)
    return [claims[pk].text for pk in ids]


@pytest.fixture
def tea(team: Team, writer: User) -> Debate:
    thesis = root_of(make_debate(team, writer, "What one drinks matters"))
    for text in (
        "Green tea warms the whole room",
        "A warm room needs no coffee",
        "Coffee and cake for everybody",
    ):
        make_claim(thesis, writer, text)
    return thesis.debate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("warming rooms", {"Green tea warms the whole room", "A warm room needs no coffee"}),
        ("room coffee", {"A warm room needs no coffee"}),
        ("cake or green", {"Green tea warms the whole room", "Coffee and cake for everybody"}),
        ("coffee -cake", {"A warm room needs no coffee"}),
        ('room -"green tea"', {"A warm room needs no coffee"}),
        ('"whole room"', {"Green tea warms the whole room"}),
        ("“whole room„", {"Green tea warms the whole room"}),
        ('"room whole"', set()),
        ("GRÉEN TÈA", {"Green tea warms the whole room"}),
        # The last word may still be being typed, in a phrase and after a hyphen as well.
        ("green te", {"Green tea warms the whole room"}),
        ('"the whole ro', {"Green tea warms the whole room"}),
        ("green-te", {"Green tea warms the whole room"}),
        ('"coff"', set()),
        ("te green", set()),
        ("coffee -ca", {"A warm room needs no coffee", "Coffee and cake for everybody"}),
        # Words that tell nothing are left out beside others, and looked for alone.
        ("the cake", {"Coffee and cake for everybody"}),
        ("cake for", {"Coffee and cake for everybody"}),
        ("for", {"Coffee and cake for everybody"}),
        ("zebra", set()),
        ("???", set()),
    ],
)
def test_the_syntax_of_search_engines(tea: Debate, text: str, found: set[str]) -> None:
    assert set(said(text, tea)) == found


@pytest.mark.parametrize(
    "text",
    ["tea & coffee", "tea | !coffee", "tea:*", "'tea' <-> 'room'", "tea:A", "te\\", "'", "!"],
)
def test_operators_of_the_database_mean_nothing(tea: Debate, text: str) -> None:
    assert "Coffee and cake for everybody" not in said(text, tea)


def test_a_whole_word_comes_before_the_beginning_of_one_and_short_before_long(
    thesis: Claim, writer: User
) -> None:
    make_claim(thesis, writer, "Teapots are heavy")
    make_claim(thesis, writer, "Whoever has drunk it all day long by night will know what tea does")
    make_claim(thesis, writer, "Hot tea helps")
    first, *_others, last = said("tea", thesis.debate)
    assert (first, last) == ("Hot tea helps", "Teapots are heavy")


def test_the_language_is_the_debates(team: Team, facilitator: User) -> None:
    words = "Die Häuser der Nachbarn wurden verkauft"
    german = make_debate(team, facilitator, "Tee ist besser", language="de")
    make_claim(root_of(german), facilitator, words)
    assert said("Haus Nachbar", german) == [words]
    assert said("hauser verk", german) == [words]
    assert said("die der", german) == [words]
    Debate.objects.filter(pk=german.pk).update(language="fr")
    french = Debate.objects.get(pk=german.pk)
    assert said("Haus", french) == [words], "the beginning of a word, in any language"
    assert said("Haus wurden", french) == []
    assert said("häuser WURDEN", french) == [words]


def test_phrases_do_not_reach_from_one_languages_stems_into_anothers(
    thesis: Claim, writer: User
) -> None:
    make_claim(thesis, writer, "Milk first")
    assert said('"first milk"', thesis.debate) == []


def test_addresses_archived_claims_links_and_other_debates_are_not_found(
    thesis: Claim, writer: User, facilitator: User
) -> None:
    by = thesis.debate.join(writer)
    gone = make_claim(thesis, writer, "Biscuits with it")
    make_claim(gone, writer, "Biscuits without it")
    gone.archive(by=by)
    kept = make_claim(thesis, writer, "[Cake](https://example.org/biscuits) with it")
    kept.link_under(make_claim(thesis, writer, "Elsewhere"), "con", by=by)
    team = make_team()
    make_claim(root_of(make_debate(team, make_member(team))), facilitator, "Biscuits again")
    assert said("biscuits", thesis.debate) == []
    assert said("cake", thesis.debate) == [kept.text]


def test_of_very_many_only_some_are_put_in_order(
    thesis: Claim, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 2)
    monkeypatch.setattr(finding, "MOST_ORDERED", 4)
    for n in range(6):
        make_claim(thesis, writer, f"Biscuits number {n}")
    assert len(said("biscuits", thesis.debate)) == 3, "one more than is shown"
    for of_one in (True, False):
        claims = Claim.objects.to_be_found([thesis.debate])
        assert len(claims.ids_of_latest(of_one=of_one)) == 3


class TestAnything(TestCase):
    """Whatever is typed."""

    # Seven queries each: on a busy machine some take as long as they take.
    @settings(deadline=None, max_examples=50)
    @given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=200))
    def test_means_something_or_nothing_and_never_an_error(self, text: str) -> None:
        words = text.replace("\0", " ").encode("utf-8", "ignore").decode()
        for name, asked in AskedWords.read(words, ["english", "german", "simple"]).items():
            list(Claim.objects.saying([AskedOf(asked, [1])]))
            assert asked.found_among({"tea", "thé"}) <= {"tea", "thé"}, name
