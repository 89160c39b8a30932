"""What people see when something is wrong: what happened, what is safe, what to do."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from debates.models import Claim
from teams.models import User

SignIn = Callable[[User], Client]


def away(*_args: object, **_kwargs: object) -> None:
    raise OperationalError("the connection is lost")


@pytest.fixture
def member(writer: User, client_of: SignIn) -> Client:
    client = client_of(writer)
    client.raise_request_exception = False
    return client


def test_a_database_that_is_away_gives_the_text_back(
    member: Client, thesis: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("debates:claim_new", args=[thesis.debate_id, thesis.pk])
    posted = {"text": "Typed with care", "stance": "pro", "token": "b0" * 16}
    with monkeypatch.context() as patched:
        patched.setattr(BaseDatabaseWrapper, "cursor", away)
        answer = member.post(url, posted)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Typed with care" in page
    assert 'name="token" value="' + "b0" * 16 in page
    assert not Claim.objects.filter(text="Typed with care").exists()


def test_htmx_is_told_beside_what_is_being_typed(
    member: Client, thesis: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("debates:claim_new", args=[thesis.debate_id, thesis.pk])
    with monkeypatch.context() as patched:
        patched.setattr(BaseDatabaseWrapper, "cursor", away)
        answer = member.post(url, {"text": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 503
    assert answer["HX-Retarget"] == "#notice"
    assert "<html" not in answer.content.decode()


def test_any_other_fault_is_a_500_that_needs_no_database(
    member: Client, thesis: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("debates.views.claims.place_or_404", lambda *_args: 1 / 0)
    answer = member.get(thesis.debate.get_absolute_url())
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_what_is_not_there_is_a_404_for_everybody(member: Client, db: None) -> None:
    answer = member.get("/debates/0/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_form_without_its_token_is_refused_kindly(thesis: Claim, writer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("debates:vote_edit", args=[thesis.debate_id, thesis.pk])
    answer = client.post(url, {"value": 3})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_no_answer_is_kept_by_a_cache_in_between(member: Client, thesis: Claim) -> None:
    answer = member.get(thesis.debate.get_absolute_url())
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]
    assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
