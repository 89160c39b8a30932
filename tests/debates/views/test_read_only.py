"""Every page on which something could have been added says why nothing can be, and since when."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate
from teams.models import User
from tests.factories import make_claim, make_comment

SignIn = Callable[[User], Client]
ON_A_CLAIM = (
    *("claim_show", "claim_new", "claim_edit", "vote_edit", "claim_archive_create"),
    *("claim_move_create", "comment_index", "comment_new", "source_new"),
)


@pytest.fixture
def claim(debate: Debate, thesis: Claim, writer: User) -> Claim:
    return make_claim(thesis, writer, "Mine")


@pytest.mark.parametrize("name", ON_A_CLAIM)
def test_a_closed_debate_says_so_once(
    claim: Claim, writer: User, client_of: SignIn, name: str
) -> None:
    claim.debate.close(reason="We meet today.")
    url = reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])
    page = client_of(writer).get(url).content.decode()
    assert page.count("This debate closed on") == 1
    assert "We meet today." in page


@pytest.mark.parametrize("name", ["comment_edit", "comment_claim_new"])
def test_also_where_one_talks(claim: Claim, writer: User, client_of: SignIn, name: str) -> None:
    comment = make_comment(claim, writer)
    claim.debate.close()
    url = reverse(f"debates:{name}", args=[claim.debate_id, comment.pk])
    assert client_of(writer).get(url).content.decode().count("This debate closed on") == 1


def test_what_comes_too_late_is_refused_once_with_the_text(
    claim: Claim, writer: User, client_of: SignIn
) -> None:
    claim.debate.close()
    url = reverse("debates:claim_new", args=[claim.debate_id, claim.pk])
    answer = client_of(writer).post(url, {"stance": "pro", "text": "Typed in vain?"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Typed in vain?" in page
    assert page.count("This debate closed on") == 1


def test_an_open_debate_says_nothing(claim: Claim, writer: User, client_of: SignIn) -> None:
    url = reverse("debates:claim_new", args=[claim.debate_id, claim.pk])
    page = client_of(writer).get(url).content.decode()
    assert 'class="notice"' not in page
