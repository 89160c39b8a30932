"""Who belongs to which team, and as what."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .team import Team
from .user import User


class Role(models.TextChoices):
    """What somebody is in a team. Compared only in permissions.py."""

    MEMBER = "member", _("member")
    FACILITATOR = "facilitator", _("facilitator")
    ADMIN = "admin", _("administrator")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who is where."""

    def with_people(self) -> Self:
        """For a page that lists people, by name."""
        return self.select_related("user").order_by("user__name", "pk")


class Membership(models.Model):
    """One person in one team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"
