"""Saving and deleting groups of voters."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Debate, Naming, VoterGroup
from teams.models import Team, User
from tests.factories import make_debate

SignIn = Callable[[User], Client]


@pytest.fixture
def address(debate: Debate, writer: User, viewer: User) -> str:
    for person in (writer, viewer):
        debate.join(person)
    return reverse("debates:voter_group_new", args=[debate.pk])


def people_of(debate: Debate, *users: User) -> list[int]:
    return [debate.join(user).pk for user in users]


class TestNew:
    def test_it_is_saved_and_shown_beside_everybody(
        self, debate: Debate, address: str, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        people = people_of(debate, writer, viewer)
        answer = client_of(viewer).post(address, {"name": "Nights", "people": people}, follow=True)
        assert answer.redirect_chain[0][0].endswith("right=all")
        page = answer.content.decode()
        assert "selected>Nights<" in page
        group = VoterGroup.objects.get()
        assert set(group.members.values_list("pk", flat=True)) == set(people)
        assert group.made_by == debate.join(viewer)

    def test_one_person_and_strangers_are_refused(
        self, debate: Debate, address: str, writer: User, outsider: User, client_of: SignIn
    ) -> None:
        other = make_debate(debate.team, writer)
        stranger = other.join(writer).pk
        for people, said in (
            (people_of(debate, writer), "Choose at least two people."),
            ([*people_of(debate, writer), stranger], "not in this debate any more"),
            ([], "Choose at least two people."),
        ):
            answer = client_of(writer).post(address, {"name": "Nights", "people": people})
            assert answer.status_code == 422
            assert said in answer.content.decode()
        assert not VoterGroup.objects.exists()

    def test_a_name_that_is_taken_gives_the_form_back(
        self, debate: Debate, address: str, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        people = people_of(debate, writer, viewer)
        for status in (302, 409):
            answer = client_of(writer).post(address, {"name": "Nights", "people": people})
            assert answer.status_code == status
        page = answer.content.decode()
        assert "has this name" in page
        assert page.count(" checked") == 2

    def test_without_names_there_is_no_such_page(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        masked = make_debate(team, facilitator, naming=Naming.MASKED)
        url = reverse("debates:voter_group_new", args=[masked.pk])
        people = people_of(masked, writer, facilitator)
        client = client_of(writer)
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "Nights", "people": people}).status_code == 404


class TestDelete:
    def test_whoever_saved_it_and_who_frames_may(
        self, debate: Debate, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        people = [debate.join(writer), debate.join(viewer)]
        for person, status in ((viewer, 403), (writer, 302), (facilitator, 302)):
            group = VoterGroup.objects.save_new(debate, f"Of {person}", people, by=people[0])
            url = reverse("debates:voter_group_delete", args=[debate.pk, group.pk])
            assert client_of(person).post(url).status_code == status
            assert VoterGroup.objects.filter(pk=group.pk).exists() == (status == 403)

    def test_a_group_of_another_debate_is_not_found(
        self, team: Team, debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        other = make_debate(team, writer)
        mine = [other.join(writer)]
        group = VoterGroup.objects.save_new(other, "Nights", mine, by=mine[0])
        url = reverse("debates:voter_group_delete", args=[debate.pk, group.pk])
        assert client_of(writer).post(url).status_code == 404
