"""The invented people of the demonstration team, and how the team comes to be.

Their addresses end in `.example`, which can never receive mail, and none has a password: the only
way to be one of them is the door of teams/views/demonstration.py.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Membership, Role, Team, User

NAME, SLUG, MAIL_DOMAIN = "Horizons", "horizons", "horizons.example"


@dataclass(frozen=True)
class Person:
    """One of the fourteen. `key` is what the debates' files call them."""

    key: str
    name: str
    seen_as: str | Promise  # what one sees by being them, a few words
    time_zone: str = "Europe/London"
    role: str = Role.MEMBER

    @property
    def email(self) -> str:
        """Where no mail ever arrives."""
        return f"{self.key}@{MAIL_DOMAIN}"


PEOPLE = (
    Person(
        "zoe",
        "Zoë Hartnell",
        _("Facilitates: frames debates, opens and closes them"),
        role=Role.FACILITATOR,
    ),
    Person(
        "graham",
        "Graham Pell",
        _("Looks after the team: people, roles, invitations"),
        role=Role.ADMIN,
    ),
    Person("nadia", "Nadia Rahmani", _("Opened a debate yesterday that is still almost empty")),
    Person("wren", "Wren Ashdown", _("Has read about the hours and not said a word yet")),
    Person(
        "siobhan",
        "Siobhan Keane",
        _("Argues from the contract; two answers are waiting"),
        "Europe/Dublin",
    ),
    Person(
        "priya",
        "Priya Venkatesan",
        _("Reads and writes from Pune, on Pune’s clock"),
        "Asia/Kolkata",
    ),
    Person("jun", "Jun Takeda", _("The newest of the team, in Toronto"), "America/Toronto"),
    Person(
        "tomasz",
        "Tomasz Wieczorek",
        _("Against, but has moved; three answers are waiting"),
    ),
    Person("dev", "Dev Malhotra", _("Argues for, mostly after midnight")),
    Person("bea", "Bea Oyelaran", _("Works three days a week, writes in the evening")),
    Person("fola", "Fola Adeyemi", _("Argues on both sides; four days behind with her reading")),
    Person(
        "marguerite",
        "Marguerite Achterberg",
        _("Says much in few words, from Utrecht"),
        "Europe/Amsterdam",
    ),
    Person("idris", "Idris Bowen", _("Counts things; has been away the longest")),
    Person("callum", "Callum Strachan", _("Up before everybody; doubts his own side")),
)
BY_KEY = {person.key: person for person in PEOPLE}


def demonstration_users() -> QuerySet[User]:
    """Whom one may be: nobody real, whatever the door is asked for."""
    return User.objects.filter(is_demonstration=True, is_active=True)


def demonstration_team() -> Team | None:
    """The team, once it is there."""
    return Team.objects.filter(slug=SLUG).first()


def found_demonstration_team() -> tuple[Team, dict[str, User]]:
    """Make the team and its people.

    Returns:
        The team, and its people by their key.
    """
    with transaction.atomic():
        team = Team.objects.create(name=NAME, slug=SLUG)
        users = {person.key: _make_user(person) for person in PEOPLE}
        Membership.objects.bulk_create(
            Membership(team=team, user=users[person.key], role=person.role) for person in PEOPLE
        )
    return team, users


def _make_user(person: Person) -> User:
    return User.objects.create_user(
        person.email, name=person.name, time_zone=person.time_zone, is_demonstration=True
    )
