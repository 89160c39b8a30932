"""The cast of every test: one team with its people, and somebody who does not belong."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as of_hypothesis

from debates.models import Claim, Debate
from teams.models import Role, Team, User

from .factories import make_debate, make_member, make_team, make_user, root_of

pytest_plugins = ["tests.services", "tests.chromium"]

# How long an example takes says how busy the machine is, nothing about what is tested.
of_hypothesis.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_hypothesis.load_profile("busy")


@pytest.fixture
def team(db: None) -> Team:
    """The team most tests are about."""
    return make_team("Horizons", slug="horizons")


@pytest.fixture
def owner(team: Team) -> User:
    """Admin of the team."""
    return make_member(team, make_user("Olive Owner"), Role.ADMIN)


@pytest.fixture
def facilitator(team: Team) -> User:
    """Frames debates."""
    return make_member(team, make_user("Fay Facilitator"), Role.FACILITATOR)


@pytest.fixture
def writer(team: Team) -> User:
    """A member who argues."""
    return make_member(team, make_user("Will Writer"))


@pytest.fixture
def viewer(team: Team) -> User:
    """Another member."""
    return make_member(team, make_user("Vera Viewer"))


@pytest.fixture
def outsider(db: None) -> User:
    """Admin of another team: has every right, elsewhere."""
    return make_member(make_team("Elsewhere"), make_user("Otto Outsider"), Role.ADMIN)


@pytest.fixture
def debate(team: Team, facilitator: User) -> Debate:
    """An open, named debate."""
    return make_debate(team, facilitator)


@pytest.fixture
def thesis(debate: Debate) -> Claim:
    """The root of the debate."""
    return root_of(debate)


@pytest.fixture
def client_of(db: None) -> Callable[[User], Client]:
    """A browser in which somebody has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
