"""Colour and tags in the forms, on the card, at the head and in the list."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Debate, Naming, Phase
from debates.models.debate_cover import MAX_TAG, MOST_TAGS
from teams.models import Team, User
from tests.factories import make_debate
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def new_url(team: Team) -> str:
    return f"{reverse('debates:debate_new', args=[team.slug])}?template="


def frame_url(debate: Debate) -> str:
    return reverse("debates:debate_edit", args=[debate.pk])


def archive_url(team: Team) -> str:
    return reverse("debates:debate_archive_index", args=[team.slug])


def main_of(page: str) -> str:
    """Without the header, whose forms know the address."""
    return page.partition("<main")[2]


def opening(**changes: str) -> dict[str, str]:
    """What the opening form posts at least."""
    data = {"kind": "thesis", "thesis": "Plant trees", "naming": "named", "votes_shown": "always"}
    return data | changes


class TestOpening:
    def test_they_are_typed_chosen_and_shown(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        client = client_of(facilitator)
        typed = " the  yard, Trees ,trees,, \u200b,50% & more"
        client.post(new_url(team), opening(tags=typed, cover="moss"))
        debate = Debate.objects.get()
        assert (debate.cover, debate.tags) == ("moss", ["the yard", "Trees", "50% & more"])
        card = client.get(team.get_absolute_url()).content.decode()
        assert "debate-card--covered cover--moss" in card
        assert 'href="?tag=50%25%20%26%20more">50% &amp; more</a>' in card
        head = client.get(debate.get_absolute_url()).content.decode()
        assert "open--covered cover--moss" in head
        assert f'href="{team.get_absolute_url()}?tag=the%20yard">the yard</a>' in head

    @pytest.mark.parametrize(
        ("tags", "said"),
        [
            (", ".join(f"t{n}" for n in range(MOST_TAGS + 1)), "These are 9 tags."),
            ("fine, " + "x" * (MAX_TAG + 1), "a tag has at most 30 characters"),
            ("rever\u202esed", "reverses the reading direction"),
            ("x," * 501, "at most 1000 characters"),
        ],
    )
    def test_what_is_wrong_comes_back_with_the_reason_and_everything_typed(
        self, team: Team, facilitator: User, client_of: SignIn, tags: str, said: str
    ) -> None:
        answer = client_of(facilitator).post(new_url(team), opening(tags=tags, cover="rose"))
        assert answer.status_code == 422
        page, form = answer.content.decode(), answer.context["form"]
        assert said in page
        assert form["tags"].value() == tags
        assert 'value="rose" id="id_cover_4" checked' in page
        assert "Plant trees" in page
        assert not Debate.objects.exists()

    def test_a_colour_there_is_not_is_refused(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        data = opening(tags="kept", cover="teal")
        answer = client_of(facilitator).post(new_url(team), data)
        assert answer.status_code == 422
        assert "There is no such colour." in answer.content.decode()
        assert answer.context["form"]["tags"].value() == "kept"

    def test_every_colour_has_its_name(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        page = client_of(facilitator).get(new_url(team)).content.decode()
        for name in ("none", "stone", "blue", "plum", "rose", "amber", "moss"):
            assert f'aria-hidden="true"></span>{name}</label>' in page


class TestOffering:
    def test_the_teams_tags_are_offered_but_not_those_of_hidden_drafts(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        make_debate(team, facilitator, tags=["hours", "Trial"])
        make_debate(team, facilitator, tags=["secret"], phase=Phase.DRAFT)
        page = client_of(writer).get(new_url(team)).content.decode()
        assert '<option value="hours">' in page
        assert "The team has: hours, Trial." in page
        assert "secret" not in page
        assert "secret" in client_of(facilitator).get(new_url(team)).content.decode()

    def test_another_teams_tags_are_not_offered(
        self, team: Team, facilitator: User, outsider: User, client_of: SignIn
    ) -> None:
        make_debate(Team.objects.of(outsider).get(), outsider, tags=["elsewhere"])
        assert "elsewhere" not in client_of(facilitator).get(new_url(team)).content.decode()

    def test_in_framing_they_are_offered_after_those_that_stand_there(
        self, team: Team, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        make_debate(team, facilitator, tags=["hours", "trial"])
        debate.frame(tags=["Tea", "hours"])
        page = client_of(facilitator).get(frame_url(debate)).content.decode()
        assert 'value="Tea, hours"' in page
        assert '<option value="Tea, hours, trial">' in page
        assert '<option value="Tea, hours, hours">' not in page

    def test_many_are_offered_while_typing_only(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        for n in range(4):
            make_debate(team, facilitator, tags=[f"tag {n}{m}" for m in range(MOST_TAGS)])
        page = client_of(facilitator).get(new_url(team)).content.decode()
        assert '<option value="tag 37">' in page
        assert "The team has" not in page


class TestFraming:
    def test_both_are_changed_and_recorded_in_words(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        client = client_of(facilitator)
        data = {"title": debate.title, "naming": "named", "tags": "hours", "cover": "amber"}
        assert client.post(frame_url(debate), data).status_code == 302
        debate.refresh_from_db()
        assert (debate.cover, debate.tags) == ("amber", ["hours"])
        record = client.get(reverse("debates:activity_index", args=[debate.pk])).content.decode()
        assert "the cover colour" in record
        assert "the tags" in record

    def test_they_are_taken_away_again(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        debate.frame(tags=["hours"], cover="amber")
        data = {"title": debate.title, "naming": "named", "tags": " , ", "cover": ""}
        client = client_of(facilitator)
        client.post(frame_url(debate), data)
        debate.refresh_from_db()
        assert (debate.cover, debate.tags) == ("", [])
        page = client.get(debate.team.get_absolute_url()).content.decode()
        assert "hours" not in page
        assert "debate-card--covered" not in page

    def test_bad_input_gives_everything_back(
        self, debate: Debate, facilitator: User, client_of: SignIn
    ) -> None:
        data = {"title": "Kept", "naming": "named", "tags": "x" * 31, "cover": "blue"}
        answer = client_of(facilitator).post(frame_url(debate), data)
        assert answer.status_code == 422
        form = answer.context["form"]
        assert (form["tags"].value(), form["cover"].value()) == ("x" * 31, "blue")
        assert form["title"].value() == "Kept"
        debate.refresh_from_db()
        assert (debate.cover, debate.tags) == ("", [])

    def test_whoever_frames_a_masked_debate_stays_untied_to_a_mask(
        self, team: Team, facilitator: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        data = {"naming": "masked", "tags": "hours"}
        assert client_of(facilitator).post(frame_url(debate), data).status_code == 302
        assert debate.participants.count() == 0


class TestFilter:
    @pytest.fixture
    def debates(self, team: Team, facilitator: User) -> list[Debate]:
        return [
            make_debate(team, facilitator, "Of hours", tags=["Hours"]),
            make_debate(team, facilitator, "Of tea", tags=["tea"]),
        ]

    def test_only_those_of_the_tag_are_listed(
        self, team: Team, writer: User, client_of: SignIn, debates: list[Debate]
    ) -> None:
        answer = client_of(writer).get(team.get_absolute_url(), {"tag": "hours"})
        page = answer.content.decode()
        assert [it.debate for it in answer.context["home"].page] == [debates[0]]
        assert 'href="?tag=Hours" aria-current="true"' in page
        assert 'href="?tag=tea">tea</a>' in page

    @pytest.mark.parametrize("wanted", ["<nothing>", "\x00", "x" * 2_000, "\u202e"])
    def test_a_tag_nobody_uses_says_so_and_leads_back(
        self, team: Team, writer: User, client_of: SignIn, debates: list[Debate], wanted: str
    ) -> None:
        answer = client_of(writer).get(team.get_absolute_url(), {"tag": wanted})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "No debate here has this tag." in page
        assert wanted not in main_of(page)

    def test_a_draft_tells_nobody_of_its_tags(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        make_debate(team, facilitator, "Not ready", tags=["secret"], phase=Phase.DRAFT)
        page = client_of(writer).get(team.get_absolute_url(), {"tag": "secret"}).content.decode()
        assert "No debate here has this tag." in page
        assert "secret" not in main_of(page)

    def test_the_archive_has_its_own_tags(
        self,
        team: Team,
        facilitator: User,
        writer: User,
        client_of: SignIn,
        debates: list[Debate],
    ) -> None:
        debates[0].archive(by=facilitator)
        client = client_of(writer)
        assert "Hours" not in client.get(team.get_absolute_url()).content.decode()
        archive = client.get(archive_url(team), {"tag": "hours"})
        assert [card.debate for card in archive.context["cards"]] == [debates[0]]
        head = client.get(debates[0].get_absolute_url()).content.decode()
        assert f'href="{archive_url(team)}?tag=Hours"' in head

    @pytest.mark.parametrize("tag", [None, "hours"])
    def test_it_costs_the_same_for_many_debates(
        self,
        team: Team,
        facilitator: User,
        client_of: SignIn,
        debates: list[Debate],
        tag: str | None,
    ) -> None:
        client, asked = client_of(facilitator), {"tag": tag} if tag else {}
        few = queries_of(lambda: client.get(team.get_absolute_url(), asked))
        for n in range(20):
            make_debate(team, facilitator, tags=["hours", f"tag {n}"])
        many = queries_of(lambda: client.get(team.get_absolute_url(), asked))
        assert len(many) == len(few), "\n".join(many)
