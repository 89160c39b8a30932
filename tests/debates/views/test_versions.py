"""How a claim read before."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def address(claim: Claim, name: str = "version_index") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


class TestIndex:
    """The history."""

    def test_each_change_is_marked_with_who_and_why(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Tea is [hot](https://e.org)")
        claim.reword("Tea is <b>", by=thesis.debate.join(writer), version=1, reason="Too short")
        page = client_of(viewer).get(address(claim)).content.decode()
        gone, new = page.index("<del"), page.index("<ins")
        assert gone < page.index("hot", gone) < new < page.index("&lt;b&gt;", new)
        assert "Too short" in page and "Will Writer" in page
        assert "taken away:" in page and "put in:" in page
        assert "https://e.org" not in page.split("<ol", 1)[1]

    def test_a_claim_never_changed_says_so(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        assert "always read like this" in client_of(writer).get(address(claim)).content.decode()

    def test_queries_do_not_grow(self, thesis: Claim, writer: User, client_of: SignIn) -> None:
        claim, me, client = (
            make_claim(thesis, writer),
            thesis.debate.join(writer),
            client_of(writer),
        )
        claim.reword("Once", by=me, version=1)
        few = queries_of(lambda: client.get(address(claim)))
        for number in range(2, 9):
            claim.reword(f"Again {number}", by=me, version=number)
        assert len(queries_of(lambda: client.get(address(claim)))) == len(few)


class TestConflict:
    """Two people, or one in two places, reword at once."""

    def test_what_was_changed_since_one_began_is_marked(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Tea is hot")
        claim.reword("Tea is lukewarm", by=thesis.debate.join(writer), version=1)
        answer = client_of(writer).post(
            address(claim, "claim_edit"), {"text": "Tea is cold", "version": "1"}
        )
        page = answer.content.decode()
        assert answer.status_code == 409
        assert [(c.kind, c.text) for c in answer.context["changed"]] == [
            ("kept", "Tea is "), ("gone", "hot "), ("new", "lukewarm")
        ]  # fmt: skip
        assert page.index("What was changed since you began") < page.index("Tea is cold")

    def test_a_version_there_never_was_marks_nothing(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer, "Tea is hot")
        answer = client_of(writer).post(
            address(claim, "claim_edit"), {"text": "Tea is cold", "version": "77"}
        )
        assert answer.status_code == 409
        assert "What was changed since you began" not in answer.content.decode()
