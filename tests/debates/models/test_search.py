"""Similar claims are found by their stems and by their spelling, and never go stale."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from debates.models import Claim, Debate
from debates.models.visible_text import visible_text
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_team, root_of
from tests.queries import queries_of


def similar(text: str, under: Claim) -> list[str]:
    return [claim.text for claim in Claim.objects.similar_to(text, under=under)]


def plain_of(claim: Claim) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plain FROM debates_claim WHERE id = %s", [claim.pk])
        return str(cursor.fetchone()[0])


def test_the_same_thing_in_other_words_is_found(thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, "Tea keeps the whole team awake through long meetings")
    make_claim(thesis, writer, "Cups can be washed and used again")
    found = similar("During a long meeting, teas keep teams awake", thesis)
    assert found == ["Tea keeps the whole team awake through long meetings"]


def test_a_mistyped_draft_is_found_by_its_trigrams(thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, "Caffeine disturbs concentration")
    assert similar("Cafeine disturbes consentration", thesis) == ["Caffeine disturbs concentration"]


def test_accents_and_case_do_not_matter(thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, "The café décor stays naïve")
    assert similar("THE CAFE DECOR STAYS NAIVE", thesis) == ["The café décor stays naïve"]


def test_the_stems_are_those_of_the_debates_language(team: Team, facilitator: User) -> None:
    german = root_of(make_debate(team, facilitator, "Tee ist besser", language="de"))
    make_claim(german, facilitator, "Die Häuser der Nachbarn wurden verkauft")
    draft = "Man verkauft das Haus des Nachbarn, verkaufte Häuser"
    assert similar(draft, german) == ["Die Häuser der Nachbarn wurden verkauft"]
    Debate.objects.filter(pk=german.debate_id).update(language="fr")
    french = root_of(Debate.objects.get(pk=german.debate_id))
    assert similar("Häuser Nachbarn verkauft", french) == [
        "Die Häuser der Nachbarn wurden verkauft"
    ]


def test_addresses_behind_links_count_for_nothing(thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, "[Proof](https://example.org/meetings-are-long-and-dull)")
    assert similar("Meetings are long and dull", thesis) == []


def test_the_claim_answered_and_all_above_are_left_out(thesis: Claim, writer: User) -> None:
    above = make_claim(thesis, writer, "Warm drinks calm everybody down")
    under = make_claim(above, writer, "Warm drinks calm nobody down", "con")
    beside = make_claim(above, writer, "Warm drinks calm some people down")
    assert similar("Warm drinks calm people down", under) == [beside.text]


def test_archived_claims_and_other_debates_are_left_out(
    thesis: Claim, writer: User, facilitator: User
) -> None:
    gone = make_claim(thesis, writer, "Biscuits make everybody friendly")
    make_claim(gone, writer, "Biscuits make everybody friendly")
    gone.archive(by=thesis.debate.join(writer))
    for team in (thesis.debate.team, make_team()):
        make_claim(
            root_of(make_debate(team, facilitator)), writer, "Biscuits make everybody friendly"
        )
    assert similar("Biscuits make everybody friendly", thesis) == []


def test_the_most_alike_comes_first_and_five_are_enough(thesis: Claim, writer: User) -> None:
    for n in range(7):
        make_claim(thesis, writer, f"Lunch together builds trust, says study {n}")
    exact = make_claim(thesis, writer, "Lunch together builds trust")
    found = similar("Lunch together builds trust", thesis)
    assert found[0] == exact.text
    assert len(found) == 5


@pytest.mark.parametrize("text", ["the and of to is it", "::: !!! & | <-> '", "\\\\' :* %s %(a)s"])
def test_nothing_to_look_for_finds_nothing(thesis: Claim, writer: User, text: str) -> None:
    make_claim(thesis, writer, "Something was said")
    assert similar(text, thesis) == []


def test_what_reads_otherwise_now_is_found_by_what_it_says_now(thesis: Claim, writer: User) -> None:
    claim = make_claim(thesis, writer, "Cold brew lasts for days")
    claim.reword("Loose leaves cost less", by=thesis.debate.join(writer), version=1)
    assert similar("Cold brew lasts for days", thesis) == []
    Claim.objects.filter(pk=claim.pk).update(text="Kettles waste a lot of power")
    Claim.objects.bulk_create(
        [Claim(debate=thesis.debate, parent=thesis, stance="con", text="Kettles waste some power")]
    )
    assert len(similar("Kettles waste power", thesis)) == 2


def test_raw_sql_cannot_leave_anything_stale(thesis: Claim, writer: User) -> None:
    claim = make_claim(thesis, writer, "Cold brew lasts for days")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE debates_claim SET plain = 'x', words = 'x'::tsvector")
    assert plain_of(claim) == "cold brew lasts for days"
    assert similar("Cold brew lasts for days", thesis) == [claim.text]


def test_the_number_of_queries_does_not_grow(thesis: Claim, writer: User) -> None:
    claim = thesis
    for n in range(12):
        claim = make_claim(claim, writer, f"Reason number {n} is the quiet of the morning")
    asked = queries_of(lambda: Claim.objects.similar_to("the quiet of the morning", under=thesis))
    assert len(asked) == 4


@pytest.mark.parametrize("text", ["[" * 5000, "[a](" * 1250, "\\[" * 2500, "[a](" + "(a" * 2400])
def test_a_hostile_text_is_kept_in_no_time(thesis: Claim, writer: User, text: str) -> None:
    """PostgreSQL would take seconds if the pattern tried every way to fail."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '500ms'")
        cursor.execute("SELECT debates_plain(%s)", [text])
        assert cursor.fetchone()


class TestPlain(TestCase):
    """The database sees in a text what people see."""

    @given(
        st.lists(st.sampled_from(["tea ", "*so*", "[a cup](https://e.org/x_(y))", "\\[", "\\*"]))
    )
    def test_it_is_the_visible_text(self, bits: list[str]) -> None:
        text = "".join(bits)
        with connection.cursor() as cursor:
            cursor.execute("SELECT debates_plain(%s)", [text])
            assert cursor.fetchone()[0] == visible_text(text)
