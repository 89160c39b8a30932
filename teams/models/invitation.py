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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

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
        """A new invitation and its secret, which is shown or sent once and never stored."""
        token = secrets.token_urlsafe(24)
        invitation = self.create(
            team=team,
            email=email.lower(),
            role=role,
            token_hash=hash_token(token),
            invited_by=by,
            expires_at=timezone.now() + LIFETIME,
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
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role")
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.email or 'link'}"

    @property
    def is_link(self) -> bool:
        """Whether anybody who has the link may use it until it expires."""
        return not self.email

    def accept(self, user: User) -> Membership:
        """Let somebody in. Accepting twice, or as a member already, changes nothing.

        An existing member keeps their role: an old link never lowers or raises anybody.

        Raises:
            Invitation.DoesNotExist: when it was used, revoked or expired meanwhile.
        """
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
