"""Makes things for tests, with sensible defaults and no library."""

import functools
import itertools
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher, make_password

from debates.models import Claim, Comment, Debate, Source, Suggestion, Vote
from teams.models import Membership, Role, Team, User

_numbers = itertools.count(1)


def make_user(name: str = "", **fields: Any) -> User:
    """A person who can sign in with the password "correct horse"."""
    n = next(_numbers)
    name = name or f"Person {n}"
    fields.setdefault("email", f"{name.split()[0].lower()}.{n}@example.org")
    password = _hashed(fields.pop("password", "correct horse"), get_hasher().algorithm)
    user = User.objects.create_user(fields.pop("email"), name=name, **fields)
    User.objects.filter(pk=user.pk).update(password=password)
    user.password = password
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@functools.cache
def _hashed(password: str, algorithm: str) -> str:
    """Made once: the production's way takes a third of a second, for every person of a test."""
    return make_password(password, hasher=algorithm)


def make_team(name: str = "", **fields: Any) -> Team:
    """A team without people."""
    n = next(_numbers)
    name = name or f"Team {n}"
    return Team.objects.create(name=name, slug=fields.pop("slug", f"team-{n}"), **fields)


def make_member(team: Team, user: User | None = None, role: str = Role.MEMBER) -> User:
    """Somebody in a team."""
    user = user or make_user()
    Membership.objects.create(team=team, user=user, role=role)
    return user


def make_debate(
    team: Team, by: User, thesis: str = "Tea is better than coffee", **fields: Any
) -> Debate:
    """An open debate."""
    return Debate.objects.open_new(team, by=by, thesis=thesis, **fields)


def root_of(debate: Debate) -> Claim:
    """The thesis, or the question."""
    return Claim.objects.select_related("debate").get(debate=debate, parent=None)


def make_claim(
    parent: Claim, by: User, text: str = "", stance: str | None = "pro", **more: Any
) -> Claim:
    """A claim put under another one by a person."""
    text = text or f"Reason number {next(_numbers)}"
    return parent.reply(text, stance, by=parent.debate.join(by), **more)[0]


def make_vote(claim: Claim, by: User, value: int) -> Vote:
    """A vote by a person."""
    participant = claim.debate.join(by)
    claim.vote(value, by=participant)
    return Vote.objects.get(claim=claim, participant=participant)


def make_comment(
    claim: Claim, by: User, text: str = "", answering: Comment | None = None
) -> Comment:
    """Something a person says about a claim, or in answer to a comment on it."""
    text = text or f"Remark number {next(_numbers)}"
    return claim.comment(text, by=claim.debate.join(by), answering=answering)[0]


def make_source(claim: Claim, by: User, url: str = "", **words: Any) -> Source:
    """Something a person says a claim is founded on."""
    url = url or f"https://example.org/page-{next(_numbers)}"
    return claim.cite(by=claim.debate.join(by), url=url, **words)[0]


def make_suggestion(claim: Claim, by: User, kind: str = "wording", **more: Any) -> Suggestion:
    """Something a person proposes for a claim."""
    if kind != "move":
        more.setdefault("text", f"Wording number {next(_numbers)}")
    if kind != "wording":
        more.setdefault("stance", "pro")
    more.setdefault("reason", "It is clearer")
    return claim.suggest(kind, by=claim.debate.join(by), **more)[0]
