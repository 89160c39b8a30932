"""The first answers to a question, while only those who frame it have seen them."""

import pytest

from debates.models import Activity, Claim, Debate, DebateKind, Kind, Phase, PhaseMoved
from teams.models import Team, User
from tests.factories import make_claim, make_debate, root_of

from .test_claim_archiving import counts_are_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(team: Team, facilitator: User) -> Debate:
    return make_debate(
        team,
        facilitator,
        "What shall we drink?",
        kind=DebateKind.QUESTION,
        phase=Phase.DRAFT,
        theses=["Tea", "Milk", "Water"],
    )


def keys(debate: Debate) -> dict[str, int]:
    return dict(Claim.objects.filter(debate=debate, is_thesis=True).values_list("text", "pk"))


class TestFrame:
    @pytest.mark.parametrize(
        ("wanted", "kept"),
        [
            (["Tea", "Milk, warm", "Water"], {"Tea", "Water"}),
            (["Water", "Tea", "Milk"], {"Tea", "Milk", "Water"}),
            (["Milk"], {"Milk"}),
            (["Beer", "Tea", "Wine", "Milk", "Soup"], {"Tea", "Milk"}),
            (["Tea", "Tea"], set()),
            ([], set()),
        ],
    )
    def test_they_are_changed_added_taken_away_and_put_in_order(
        self, draft: Debate, wanted: list[str], kept: set[str]
    ) -> None:
        before = keys(draft)
        told = draft.frame(theses=wanted)
        assert told is not None
        assert (told.kind, told.data) == (Kind.DEBATE_FRAMED, {"changed": ["theses"]})
        assert draft.first_theses() == wanted
        after = keys(draft)
        assert {text for text in kept if before[text] == after[text]} == kept
        draft.refresh_from_db()
        assert draft.claims_count == 1 + len(wanted)
        assert counts_are_right(draft)
        assert not Claim.objects.filter(debate=draft, author__isnull=False).exists()

    def test_a_new_wording_takes_the_place_of_an_old_one(self, draft: Debate) -> None:
        before = keys(draft)
        draft.frame(theses=["Tea", "Milk, warm", "Water"])
        assert keys(draft)["Milk, warm"] == before["Milk"]

    def test_the_same_again_is_nothing_new(self, draft: Debate) -> None:
        assert draft.frame(theses=["Tea", "Milk", "Water"]) is None
        assert Activity.objects.filter(debate=draft).count() == 1

    def test_after_it_opened_they_are_everybodys(self, draft: Debate, writer: User) -> None:
        draft.open()
        with pytest.raises(PhaseMoved):
            draft.frame(theses=["Tea"])
        assert len(keys(draft)) == 3
        make_claim(Claim.objects.select_related("debate").get(text="Tea"), writer)
        assert draft.frame(theses=["Tea", "Milk", "Water"]) is None

    def test_a_statement_has_no_answers(self, team: Team, facilitator: User) -> None:
        debate = make_debate(team, facilitator, phase=Phase.DRAFT)
        with pytest.raises(ValueError, match="is no question"):
            debate.frame(theses=["Tea"])
        assert not root_of(debate).children.exists()
