"""Groups of people whose votes are looked at together."""

import pytest
from django.db import IntegrityError, transaction

from debates.models import (
    Debate,
    GroupNameTaken,
    GroupsNeedNames,
    Naming,
    Participant,
    TooManyGroups,
    VoterGroup,
)
from debates.models.voter_group import MOST_GROUPS
from teams.models import User


@pytest.fixture
def people(debate: Debate, writer: User, viewer: User) -> list[Participant]:
    return [debate.join(writer), debate.join(viewer)]


def test_a_group_has_its_people_and_who_saved_it(debate: Debate, people: list[Participant]) -> None:
    saved = VoterGroup.objects.save_new(debate, "Nights", people, by=people[0])
    (group,) = VoterGroup.objects.of(debate)
    assert (group, group.made_by) == (saved, people[0])
    assert set(group.members.all()) == set(people)
    assert str(group) == f"voter group {group.pk}"


def test_a_closed_debate_takes_groups(debate: Debate, people: list[Participant]) -> None:
    debate.close()
    VoterGroup.objects.save_new(debate, "Nights", people, by=people[0])
    assert len(VoterGroup.objects.of(debate)) == 1


def test_a_name_is_there_once_in_whatever_capitals(
    debate: Debate, people: list[Participant]
) -> None:
    VoterGroup.objects.save_new(debate, "Nights", people, by=people[0])
    with pytest.raises(GroupNameTaken, match="has this name"):
        VoterGroup.objects.save_new(debate, "NIGHTS", people, by=people[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        VoterGroup.objects.create(debate=debate, name="nights")


def test_no_more_than_anybody_looks_through(debate: Debate, people: list[Participant]) -> None:
    VoterGroup.objects.bulk_create(
        VoterGroup(debate=debate, name=f"Group {n}") for n in range(MOST_GROUPS)
    )
    with pytest.raises(TooManyGroups, match="as many groups"):
        VoterGroup.objects.save_new(debate, "One more", people, by=people[0])


@pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
def test_names_hidden_meanwhile_refuse_it_and_hide_what_there_was(
    debate: Debate, people: list[Participant], naming: str
) -> None:
    VoterGroup.objects.save_new(debate, "Nights", people, by=people[0])
    Debate.objects.filter(pk=debate.pk).update(naming=naming)
    with pytest.raises(GroupsNeedNames, match="Names are hidden"):
        VoterGroup.objects.save_new(debate, "Days", people, by=people[0])
    assert VoterGroup.objects.of(Debate.objects.get(pk=debate.pk)) == []
