"""No copy and no branch joins a mask of one debate to a mask, or to a name, of another."""

from collections.abc import Callable, Iterator

import pytest
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import reverse

from debates.models import Claim, Debate, Naming, Participant, Thanks
from teams.models import Team, User
from tests.architecture.who_may import DEBATES
from tests.factories import make_claim, make_comment, make_debate, make_member, make_user, make_vote
from tests.factories import root_of as root

SECRET = "Quillon Xerxesdottir"
UNNAMED = [Naming.MASKED, Naming.UNATTRIBUTED]


@pytest.fixture
def author(team: Team) -> User:
    """Somebody whose name would be recognised anywhere, and who looks for themselves too."""
    return make_member(team, make_user(SECRET))


@pytest.fixture(params=UNNAMED)
def said(
    request: pytest.FixtureRequest, team: Team, facilitator: User, author: User, writer: User
) -> Claim:
    """A branch of the author's in a debate without names."""
    debate = make_debate(team, facilitator, naming=request.param)
    claim = make_claim(root(debate), author, "Said by nobody you know")
    make_claim(claim, author, "Nor this", "con")
    make_claim(claim, writer, "And answered", "con")
    make_comment(claim, author, "A remark")
    make_vote(claim, author, 4)
    Thanks.objects.create(claim=claim, participant=debate.join(writer))
    # No mask that is drawn for the copy can be the same one by chance.
    masked = Participant.objects.filter(debate=debate).exclude(mask="")
    masked.update(mask=Concat(Value("Quagga "), Cast("pk", CharField())))
    return claim


def pages(debate: Debate, client: Client) -> Iterator[tuple[str, str]]:
    """Whatever can be read below /debates/<debate>/, each with the name of its address."""
    for row in DEBATES:
        # With names it offers everybody in the team, whatever anybody has said anywhere.
        if row.name == "debates:mention_index" and debate.is_named:
            continue
        if row.arguments == "debate":
            keys = [[debate.pk]]
        elif row.arguments == "debate claim":
            keys = [[debate.pk, claim.pk] for claim in Claim.objects.filter(debate=debate)]
        else:
            continue
        for arguments in keys:
            answer = client.get(reverse(row.name, args=arguments))
            if answer.status_code == 200:
                yield row.name, answer.getvalue().decode()


def tells_on(made: Debate, source: Debate, reader: Client) -> list[tuple[str, str]]:
    """Where in this debate which name or mask of the people of another one stands."""
    masks = Participant.objects.filter(debate=source).exclude(mask="")
    needles = [*SECRET.split(), *masks.values_list("mask", flat=True)]
    texts = list(pages(made, reader))
    assert len(texts) > 10
    return [(where, needle) for where, text in texts for needle in needles if needle in text]


@pytest.mark.parametrize("naming", Naming)
def test_a_copy_names_nobody_whatever_it_shows(
    said: Claim,
    naming: Naming,
    facilitator: User,
    viewer: User,
    client_of: Callable[[User], Client],
) -> None:
    made, _ = said.debate.copy(by=facilitator, title="Again", naming=naming, with_claims=True)
    assert tells_on(made, said.debate, client_of(viewer)) == []


def test_a_branch_names_nobody(
    said: Claim, facilitator: User, viewer: User, client_of: Callable[[User], Client]
) -> None:
    made, _ = said.branch_off(by=facilitator, title="Apart", reason="Large")
    assert tells_on(made, said.debate, client_of(viewer)) == []
    # How many wrote it says how many claims of it are by one.
    assert Debate.objects.with_head().get(pk=made.pk).spoken == 0


def test_nor_does_the_author_find_their_words_to_be_theirs(
    said: Claim, facilitator: User, author: User, client_of: Callable[[User], Client]
) -> None:
    """Else whoever looks over a shoulder sees which mask it was."""
    made, _ = said.branch_off(by=facilitator, title="Apart", reason="Large")
    client = client_of(author)
    page = client.get(made.get_absolute_url()).content.decode()
    edit = reverse("debates:claim_edit", args=[made.pk, root(made).pk])
    assert edit not in page
    assert client.post(edit, {"text": "Mine", "version": 1}).status_code == 403


def test_a_masked_copy_of_a_named_debate_gives_new_masks(
    team: Team, facilitator: User, author: User, client_of: Callable[[User], Client], viewer: User
) -> None:
    debate = make_debate(team, facilitator)
    make_claim(root(debate), author, "Said under a name")
    made, _ = debate.copy(by=facilitator, title="Again", naming=Naming.MASKED, with_claims=True)
    make_claim(root(made), author, "Said under a mask")
    assert tells_on(made, debate, client_of(viewer)) == []
    assert made.join(author).mask
