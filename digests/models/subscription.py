"""When somebody wants to hear of a team by mail. Their own choice, told to nobody."""

import zoneinfo
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teams.models import Membership, User
from teams.models.user import check_zone

# No digest leaves at night, and no clock changes between these hours.
EARLIEST_HOUR, LATEST_HOUR = 6, 20
DEFAULT_WEEKDAY, DEFAULT_HOUR = 0, 8


class Cadence(models.TextChoices):
    """How often."""

    OFF = "off", _("never")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Questions about who wants to hear when."""

    def active(self) -> Self:
        """Of people who can get mail and want it."""
        return self.exclude(cadence=Cadence.OFF).filter(membership__user__is_active=True)

    def of(self, membership: Membership) -> "Subscription":
        """The choice of one member; while they have not chosen, the default, not saved."""
        known = self.filter(membership=membership).first()
        known = known or Subscription(chosen_at=membership.joined_at)
        known.membership = membership
        return known

    def insert_missing(self) -> int:
        """Give every membership without a choice the default.

        Two at once are harmless: the row that is there first stays.

        Returns:
            How many were made.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO digests_subscription
                    (membership_id, cadence, weekday, hour, time_zone, chosen_at)
                SELECT m.id, %(cadence)s, %(weekday)s, %(hour)s, '', m.joined_at
                FROM teams_membership m
                LEFT JOIN digests_subscription s ON s.membership_id = m.id
                WHERE s.id IS NULL
                ON CONFLICT DO NOTHING
                """,
                {
                    "cadence": Cadence.WEEKLY,
                    "weekday": DEFAULT_WEEKDAY,
                    "hour": DEFAULT_HOUR,
                },
            )
            return int(cursor.rowcount)


class Subscription(models.Model):
    """One member's choice for one team. Every member has one as soon as the planner has run."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")
    cadence = models.CharField(
        _("how often"), max_length=8, choices=Cadence, default=Cadence.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(_("on"), choices=Weekday, default=DEFAULT_WEEKDAY)
    hour = models.PositiveSmallIntegerField(
        _("at"),
        default=DEFAULT_HOUR,
        validators=[MinValueValidator(EARLIEST_HOUR), MaxValueValidator(LATEST_HOUR)],
    )
    # Empty means the person's own zone, so that it follows them when they move.
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[check_zone])
    # Moments before the choice are no moments of this choice: nothing is caught up for them.
    chosen_at = models.DateTimeField(default=timezone.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cadence__in=Cadence.values), name="subscription_cadence"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="subscription_weekday"),
            models.CheckConstraint(
                condition=Q(hour__gte=EARLIEST_HOUR, hour__lte=LATEST_HOUR),
                name="subscription_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"subscription of membership {self.membership_id}"

    @property
    def zone_name(self) -> str:
        """The zone the hour is meant in."""
        return self.time_zone or self.membership.user.time_zone

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The same as a zone; UTC when this machine no longer knows its name."""
        return User(time_zone=self.zone_name).zone

    def choose(self, cadence: str, weekday: int, hour: int, time_zone: str = "") -> None:
        """Hear of the team like this from now on."""
        self._keep(
            cadence=cadence,
            weekday=weekday,
            hour=hour,
            time_zone=time_zone,
            chosen_at=timezone.now(),
        )

    def turn_off(self) -> None:
        """No more digests of this team. Safe to call twice; the day and hour are remembered."""
        if self.cadence != Cadence.OFF:
            self._keep(cadence=Cadence.OFF)

    def _keep(self, **choice: Any) -> None:
        for name, value in choice.items():
            setattr(self, name, value)
        Subscription.objects.update_or_create(membership=self.membership, defaults=choice)
