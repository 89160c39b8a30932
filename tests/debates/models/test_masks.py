"""Aliases are unique, and there are always more."""

from debates.models import Naming
from debates.models.masks import BIRDS, COLOURS, invent_mask
from teams.models import Team, User
from tests.factories import make_debate


def test_masks_are_never_given_twice() -> None:
    taken: set[str] = set()
    for _ in range(300):
        mask = invent_mask(taken)
        assert mask not in taken
        taken.add(mask)


def test_when_all_are_taken_a_number_follows() -> None:
    taken = {f"{colour} {bird}" for colour in COLOURS for bird in BIRDS}
    assert invent_mask(taken).rpartition(" ")[2].isdecimal()


def test_a_mask_stays_in_one_debate_and_is_another_in_the_next(
    team: Team, facilitator: User, writer: User
) -> None:
    debates = [make_debate(team, facilitator, naming=Naming.MASKED) for _ in range(4)]
    masks = [debate.join(writer).mask for debate in debates]
    assert masks == [debate.join(writer).mask for debate in debates]
    assert len(set(masks)) > 1


def test_named_debates_need_no_mask(team: Team, facilitator: User, writer: User) -> None:
    assert make_debate(team, facilitator).join(writer).mask == ""


def test_nobody_is_named_where_nobody_should_be(
    team: Team, facilitator: User, writer: User
) -> None:
    debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
    shown = debate.join(writer).shown_as(debate.naming)
    assert shown == debate.join(facilitator).shown_as(debate.naming) == "Somebody"
