"""Ways into a team: one by e-mail for one person, or a link for whoever has it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .membership import Membership, Role
from .team import Team
from .user import User

LIFETIME = timedelta(days=14)


def hash_token(token: str) -> str:
    """What the database holds instead of the token: somebody who reads it cannot join with it."""
    return hashlib.sha256(token.encode()).hexdigest()


class WrongAddressError(Exception):
    """The invitation was mailed to somebody else."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open_in(self, team: Team) -> Self:
        """The ways into a team that somebody could still use, the newest first."""
        return self.usable().filter(team=team).order_by("-created_at", "-pk")

    def usable(self, at: datetime | None = None) -> Self:
        """Neither used up, nor revoked, nor expired."""
        return self.filter(
            accepted_at=None, revoked_at=None, expires_at__gt=at or timezone.now()
        ).select_related("team", "invited_by")

    def with_token(self, token: str) -> Self:
        """The one this secret belongs to, if any."""
        return self.filter(token_hash=hash_token(token))

    def invite(
        self, team: Team, *, by: User, email: str = "", role: str = Role.MEMBER
    ) -> tuple["Invitation", str]:
        """A new invitation and its secret, which is shown or sent once and never stored.

        Inviting an address again closes the earlier invitation: only the newest mail works.
        """
        token, now = secrets.token_urlsafe(24), timezone.now()
        with transaction.atomic():
            # Two admins inviting one address at once wait for each other here.
            Team.objects.select_for_update(no_key=True).get(pk=team.pk)
            if email:
                self.filter(
                    team=team, email=email.lower(), accepted_at=None, revoked_at=None
                ).update(revoked_at=now)
            invitation = self.create(
                team=team,
                email=email.lower(),
                role=role,
                token_hash=hash_token(token),
                invited_by=by,
                expires_at=now + LIFETIME,
            )
        return invitation, token


class Invitation(models.Model):
    """Bound to its team and role; by e-mail it is single-use and bound to the address."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role"
            ),
            models.UniqueConstraint(
                fields=["team", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None) & ~models.Q(email=""),
                name="invitation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.email or 'link'}"

    @property
    def is_link(self) -> bool:
        """Whether anybody who has the link may use it until it expires."""
        return not self.email

    def is_for(self, user: User) -> bool:
        """Whether this person may use it: a link anybody, a mail only its recipient."""
        return self.is_link or user.email == self.email

    def accept(self, user: User) -> Membership:
        """Let somebody in.

        An existing member keeps their role: an old link never lowers or raises anybody.

        Raises:
            Invitation.DoesNotExist: when it was used, revoked or expired meanwhile.
            WrongAddressError: when it was mailed to another address.
        """
        if not self.is_for(user):
            raise WrongAddressError
        with transaction.atomic():
            mine = type(self).objects.usable().select_for_update(of=("self",)).get(pk=self.pk)
            membership, _created = Membership.objects.get_or_create(
                team=mine.team, user=user, defaults={"role": mine.role}
            )
            if not mine.is_link:
                mine.accepted_at = timezone.now()
                mine.save(update_fields=["accepted_at"])
        return membership

    def revoke(self) -> None:
        """Close this way in. People who came by it stay."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])
