"""Who belongs to which team, and as what."""

from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .team import Team
from .user import User


class Role(models.TextChoices):
    """What somebody is in a team. Compared only in permissions.py."""

    MEMBER = "member", _("member")
    FACILITATOR = "facilitator", _("facilitator")
    ADMIN = "admin", _("administrator")


class LastAdminError(Exception):
    """The team would be left without anybody who looks after it."""

    message = _(
        "A team needs at least one administrator. Make somebody else one first, then try again."
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who is where."""

    def with_people(self) -> Self:
        """For a page that lists people, by name."""
        return self.select_related("user").order_by("user__name", "pk")

    def admins(self) -> Self:
        """Those who look after their team."""
        return self.filter(role=Role.ADMIN)

    def of_person(self, user: User) -> Self:
        """Somebody's teams, by name."""
        return self.filter(user=user).select_related("team").order_by("team__name", "pk")


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
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"

    def change_role(self, role: str) -> None:
        """Make somebody something else in their team.

        Raises:
            LastAdminError: when nobody would be left to look after the team.
        """
        with transaction.atomic():
            if role != Role.ADMIN:
                self._check_others_look_after_team()
            type(self).objects.filter(pk=self.pk).update(role=role)
        self.role = role

    def end(self) -> None:
        """Take somebody out of the team. What they said in debates stays.

        Raises:
            LastAdminError: when nobody would be left to look after the team.
        """
        with transaction.atomic():
            self._check_others_look_after_team()
            self.delete()

    def _check_others_look_after_team(self) -> None:
        # The lock is on the team: two admins who step back at once must not both see the other.
        Team.objects.select_for_update(no_key=True).get(pk=self.team_id)
        admins = type(self).objects.admins().filter(team=self.team_id)
        if set(admins.values_list("pk", flat=True)) == {self.pk}:
            raise LastAdminError
