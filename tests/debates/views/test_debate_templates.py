"""The kinds of question a debate starts from, several theses at once, and forms sent twice."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Claim, Debate, DebateTemplate
from debates.prompts import PROMPTS
from teams.models import Team, User
from tests.debates.formats.files import fixture
from tests.debates.models.test_claims import at_once
from tests.factories import make_claim, make_debate, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def new_url(team: Team, template: str | None = None) -> str:
    address = reverse("debates:debate_new", args=[team.slug])
    return address if template is None else f"{address}?template={template}"


def filled_in(client: Client, url: str, **changes: str) -> dict[str, str]:
    """What a browser would post of a form as it stands, with some of it changed."""
    form = client.get(url).context["form"]
    values = {name: field.value() for name, field in ((n, form[n]) for n in form.fields)}
    day = form.initial.get("closes_at")
    values |= {"closes_at_0": day.date().isoformat(), "closes_at_1": "17:00"} if day else {}
    kept = {name: str(value) for name, value in values.items() if value is not None}
    return {"thesis": "We should plant trees", **kept} | changes


class TestChoosing:
    def test_the_five_kinds_stand_first(self, team: Team, writer: User, client_of: SignIn) -> None:
        page = client_of(writer).get(new_url(team)).content.decode()
        for template in DebateTemplate.values:
            assert f'href="?template={template}"' in page
        assert "None of these" in page

    def test_every_kind_has_its_prompts(self) -> None:
        assert list(PROMPTS) == DebateTemplate.values

    @pytest.mark.parametrize("template", DebateTemplate.values)
    def test_the_form_is_prepared_and_remembered_and_the_empty_page_teaches(
        self, team: Team, facilitator: User, client_of: SignIn, template: str
    ) -> None:
        client, prompts = client_of(facilitator), PROMPTS[template]
        url = new_url(team, template)
        page = client.get(url).content.decode()
        assert str(prompts.statement) in page
        assert str(prompts.background).splitlines()[0] in page
        answer = client.post(url, filled_in(client, url))
        debate = Debate.objects.get()
        assert answer.url == debate.get_absolute_url()
        assert (debate.template, debate.naming) == (template, prompts.naming)
        assert (debate.kind, debate.votes_shown) == (prompts.kind, prompts.votes_shown)
        assert debate.background == ""
        length = debate.closes_at - timezone.now()
        assert timedelta(days=prompts.days - 1) < length < timedelta(days=prompts.days + 3)
        page = client.get(answer.url).content.decode()
        for stance in root_of(debate).stance_of_replies:
            assert str(getattr(prompts, stance)) in page

    def test_an_unknown_kind_is_none(self, team: Team, writer: User, client_of: SignIn) -> None:
        client, url = client_of(writer), new_url(team, "poem")
        client.post(url, filled_in(client, url))
        assert Debate.objects.get().template == ""

    def test_a_wrong_form_keeps_kind_and_text(
        self, team: Team, writer: User, client_of: SignIn
    ) -> None:
        client, url = client_of(writer), new_url(team, "proposal")
        answer = client.post(url, filled_in(client, url, background="Kept", thesis=""))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Kept" in page
        assert "A proposal" in page


class TestTheses:
    def test_a_question_opens_with_its_first_answers(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        client, url = client_of(facilitator), new_url(team, "wicked")
        theses = "By lot\r\n\r\n  In turns \r\nWhoever wants to"
        client.post(url, filled_in(client, url, naming="masked", theses=theses))
        debate = Debate.objects.get()
        found = Claim.objects.filter(debate=debate, is_thesis=True).order_by("position")
        assert [claim.text for claim in found] == ["By lot", "In turns", "Whoever wants to"]
        assert {claim.author for claim in found} == {None}
        assert debate.claims_count == 4
        make_claim(found[0], writer)
        page = client_of(writer).get(debate.get_absolute_url()).content.decode()
        assert "with the question" in page
        assert str(PROMPTS["wicked"].con) in (
            client_of(writer).get(found[1].get_absolute_url()).content.decode()
        )

    def test_each_line_is_a_claim(self, team: Team, writer: User, client_of: SignIn) -> None:
        client, url = client_of(writer), new_url(team, "wicked")
        answer = client.post(url, filled_in(client, url, theses=f"Short\n{'x' * 501}"))
        assert answer.status_code == 422
        assert "Line 2: This is 1 character too long." in answer.content.decode()
        many = "\n".join(f"Answer {n}" for n in range(21))
        answer = client.post(url, filled_in(client, url, theses=many))
        assert "more than 20" in answer.content.decode()
        assert not Debate.objects.exists()

    def test_a_thesis_has_no_answers(self, team: Team, writer: User, client_of: SignIn) -> None:
        client, url = client_of(writer), new_url(team, "")
        answer = client.post(url, filled_in(client, url, theses="By lot"))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Only a question has answers." in page
        assert "By lot" in page

    def test_the_page_costs_the_same_for_many(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        few, many = (
            make_debate(
                team, facilitator, "How?", kind="question", theses=[f"{n}" for n in range(size)]
            )
            for size in (2, 20)
        )
        client = client_of(writer)
        costs = [len(queries_of(partial(client.get, d.get_absolute_url()))) for d in (few, many)]
        assert costs[0] == costs[1]


class TestSentTwice:
    def test_opening_is_one_debate(self, team: Team, writer: User, client_of: SignIn) -> None:
        client, url = client_of(writer), new_url(team, "")
        data = filled_in(client, url)
        first, second = client.post(url, data), client.post(url, data)
        assert first.url == second.url
        assert Debate.objects.count() == Claim.objects.count() == 1
        client.post(url, filled_in(client, url))
        assert Debate.objects.count() == 2

    def test_importing_is_one_debate(self, team: Team, writer: User, client_of: SignIn) -> None:
        client = client_of(writer)
        url = reverse("debates:import_new", args=[team.slug])
        token = re.search(r'name="token" value="([^"]+)"', client.get(url).content.decode())
        assert token is not None

        def send() -> str:
            file = SimpleUploadedFile("d.txt", fixture("night-desk-101.txt"))
            return str(client.post(url, {"file": file, "token": token[1]}).headers["Location"])

        assert send() == send()
        assert Debate.objects.count() == 1

    def test_somebody_elses_token_is_none_of_mine(
        self, team: Team, writer: User, viewer: User
    ) -> None:
        token = uuid.uuid4()
        mine = make_debate(team, writer, token=token)
        assert make_debate(team, viewer, token=token) != mine

    def test_at_the_same_moment_it_is_one(
        self, transactional_db: None, team: Team, writer: User
    ) -> None:
        open_it = partial(make_debate, team, writer, token=uuid.uuid4())
        made = at_once([open_it] * 5)
        assert len({debate.pk for debate in made}) == 1
        assert Debate.objects.count() == 1
