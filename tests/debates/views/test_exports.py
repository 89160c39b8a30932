"""Downloading a debate."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.formats.kialo import read
from debates.models import Debate
from teams.models import Team, User
from tests.debates.formats.files import fixture
from tests.factories import make_claim, make_debate, root_of

SignIn = Callable[[User], Client]
NAME = "night-desk-101.txt"


@pytest.fixture
def imported(team: Team) -> Debate:
    """The debate of the file with most oddities."""
    return Debate.objects.import_document(read(fixture(NAME)), team=team, by=None)


def address(debate: Debate) -> str:
    """Where its text is."""
    return reverse("debates:debate_export", args=[debate.pk])


class TestShow:
    def test_gives_the_bytes_that_came_in_as_a_file(
        self, client_of: SignIn, imported: Debate, viewer: User
    ) -> None:
        response = client_of(viewer).get(address(imported))
        assert response.content == fixture(NAME)
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        name = f"should-the-night-desk-stay-open-all-year-yes-but-{imported.pk}.txt"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'

    def test_a_title_without_latin_letters_still_has_a_name(
        self, client_of: SignIn, imported: Debate, viewer: User
    ) -> None:
        Debate.objects.filter(pk=imported.pk).update(title='夜勤 "\r\n')
        response = client_of(viewer).get(address(imported))
        assert f'"debate-{imported.pk}.txt"' in response.headers["Content-Disposition"]

    def test_a_masked_debate_names_nobody(
        self, client_of: SignIn, team: Team, facilitator: User, writer: User, viewer: User
    ) -> None:
        debate = make_debate(team, facilitator, naming="masked")
        make_claim(root_of(debate), writer, "It was me.")
        mask = debate.join(writer).mask
        text = client_of(viewer).get(address(debate)).content.decode()
        assert "It was me." in text
        for secret in (writer.name, writer.email, facilitator.name, mask):
            assert secret not in text

    def test_the_debate_page_offers_it(
        self, client_of: SignIn, imported: Debate, viewer: User
    ) -> None:
        page = client_of(viewer).get(imported.get_absolute_url())
        assert address(imported) in page.content.decode()

    def test_strangers_find_nothing(
        self, client_of: SignIn, imported: Debate, outsider: User
    ) -> None:
        assert client_of(outsider).get(address(imported)).status_code == 404

    def test_drafts_are_for_those_who_frame_them(
        self, client_of: SignIn, imported: Debate, viewer: User, facilitator: User
    ) -> None:
        Debate.objects.filter(pk=imported.pk).update(phase="draft", opens_at=None)
        assert client_of(viewer).get(address(imported)).status_code == 404
        assert client_of(facilitator).get(address(imported)).status_code == 200

    def test_rejects_post(self, client_of: SignIn, imported: Debate, viewer: User) -> None:
        assert client_of(viewer).post(address(imported)).status_code == 405
