"""Uploading a debate."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from debates.forms import imports
from debates.models import Activity, Debate, Kind
from teams.models import Team, User
from tests.debates.formats.files import fixture, v1

SignIn = Callable[[User], Client]


def upload(client: Client, team: Team, data: bytes, name: str = "debate.txt") -> HttpResponse:
    """Post one file."""
    file = SimpleUploadedFile(name, data, content_type="text/plain")
    return client.post(reverse("debates:import_new", args=[team.slug]), {"file": file})  # type: ignore[return-value]


def refusal(response: HttpResponse) -> str:
    """The page of a refused upload, which kept nothing."""
    assert response.status_code == 422
    assert not Debate.objects.exists()
    assert not Activity.objects.exists()
    return response.content.decode()


class TestNew:
    def test_the_form_asks_for_a_file(self, client_of: SignIn, team: Team, writer: User) -> None:
        page = client_of(writer).get(reverse("debates:import_new", args=[team.slug]))
        assert page.status_code == 200
        assert 'type="file"' in page.content.decode()

    @pytest.mark.parametrize("name", ["night-desk-101.txt", "night-desk-new-105-lf.txt"])
    def test_a_file_becomes_an_open_debate(
        self, client_of: SignIn, team: Team, writer: User, name: str
    ) -> None:
        response = upload(client_of(writer), team, fixture(name))
        debate = Debate.objects.get()
        assert response.status_code == 302
        assert response.headers["Location"] == debate.get_absolute_url()
        assert (debate.team, debate.opened_by, debate.is_open()) == (team, writer, True)
        assert Activity.objects.get().kind == Kind.DEBATE_IMPORTED

    def test_the_debate_page_shows_it_and_says_what_was_odd(
        self, client_of: SignIn, team: Team, writer: User
    ) -> None:
        client = client_of(writer)
        response = upload(client, team, v1("1. The thesis", f"1.1. Pro: {'x' * 501}"))
        page = client.get(response.headers["Location"]).content.decode()
        assert "The thesis" in page
        assert "1.1. has 501 visible characters" in page
        assert "501" not in client.get(response.headers["Location"]).content.decode()

    def test_many_oddities_are_counted(self, client_of: SignIn, team: Team, writer: User) -> None:
        client = client_of(writer)
        long = (f"1.{n}. Con: {'x' * 501}" for n in range(1, 31))
        response = upload(client, team, v1("1. T", *long))
        page = client.get(response.headers["Location"]).content.decode()
        assert "1.5. has 501" in page
        assert "1.6. has 501" not in page
        assert "And 25 more like these." in page

    def test_the_line_and_the_reason_stand_on_the_page(
        self, client_of: SignIn, team: Team, writer: User
    ) -> None:
        page = refusal(upload(client_of(writer), team, v1("1. T", "1.1. Pro: a", "1.3. Con: <b>")))
        assert "Line 5: 1.3. cannot come after 1.1." in page

    def test_a_strange_file_is_quoted_harmlessly(
        self, client_of: SignIn, team: Team, writer: User
    ) -> None:
        page = refusal(upload(client_of(writer), team, b"<script>alert(1)</script>\n"))
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "This file is empty."),
            (b"\x89PNG\r\n\x1a\n\xff", "Line 1:"),
            (b"Discussion Title: T\r\n\r\n1. a\0b", "NUL"),
        ],
        ids=["empty", "a picture", "NUL"],
    )
    def test_what_is_no_debate_is_refused(
        self, client_of: SignIn, team: Team, writer: User, data: bytes, said: str
    ) -> None:
        assert said in refusal(upload(client_of(writer), team, data))

    def test_without_a_file_the_form_says_so(
        self, client_of: SignIn, team: Team, writer: User
    ) -> None:
        response = client_of(writer).post(reverse("debates:import_new", args=[team.slug]))
        assert "Choose a file first." in refusal(response)  # type: ignore[arg-type]

    def test_a_file_over_five_megabytes_is_refused(
        self, client_of: SignIn, team: Team, writer: User
    ) -> None:
        data = v1("1. T", "1.1. Pro: a" + "\n" * imports.MAX_BYTES)
        assert "larger than 5 MB" in refusal(upload(client_of(writer), team, data))

    def test_too_many_claims_are_left_to_the_command(
        self, client_of: SignIn, team: Team, writer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(imports, "MAX_CLAIMS", 3)
        data = v1("1. T", *(f"1.{n}. Con: a" for n in range(1, 4)))
        assert "This debate has 4 claims" in refusal(upload(client_of(writer), team, data))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_strangers_find_nothing(
        self, client_of: SignIn, team: Team, outsider: User, method: str
    ) -> None:
        page = getattr(client_of(outsider), method)(reverse("debates:import_new", args=[team.slug]))
        assert page.status_code == 404

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_members_are_refused_where_only_facilitators_open_debates(
        self, client_of: SignIn, team: Team, writer: User, facilitator: User, method: str
    ) -> None:
        Team.objects.filter(pk=team.pk).update(members_may_open_debates=False)
        address = reverse("debates:import_new", args=[team.slug])
        assert getattr(client_of(writer), method)(address).status_code == 403
        assert client_of(facilitator).get(address).status_code == 200

    def test_visitors_are_asked_to_sign_in(self, client: Client, team: Team) -> None:
        response = upload(client, team, fixture("night-desk-101.txt"))
        assert response.status_code == 302
        assert not Debate.objects.exists()
