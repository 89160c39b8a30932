"""A group of people who argue together."""

import zoneinfo
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .user import User, check_zone, zone_named


class TeamQuerySet(models.QuerySet["Team"]):
    """Questions about teams."""

    def of(self, user: User) -> Self:
        """The teams somebody belongs to, by name."""
        return self.filter(memberships__user=user).order_by("name")

    def found(self, name: str, *, by: User, slug: str = "", **fields: object) -> "Team":
        """A new team whose first admin is its founder."""
        from .membership import Membership, Role

        with transaction.atomic():
            team = self.create(name=name, slug=slug or self.free_slug(name), **fields)
            Membership.objects.create(team=team, user=by, role=Role.ADMIN)
        return team

    def free_slug(self, name: str) -> str:
        """A short address part made of the name that no team has yet."""
        base = slugify(name)[:50] or "team"
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        if base not in taken:
            return base
        return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


class Team(models.Model):
    """Nothing of a team is ever shown to somebody outside it."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/London", validators=[check_zone]
    )
    language = models.CharField(
        _("language"), max_length=10, default="en-gb", choices=settings.LANGUAGES
    )
    members_may_open_debates = models.BooleanField(
        _("every member may open a debate"), default=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("debates:debate_index", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone in which the team's dates are said."""
        return zone_named(self.time_zone)

    @property
    def place(self) -> str:
        """Where its clock hangs, in a word: "London"."""
        return self.time_zone.rpartition("/")[2].replace("_", " ")

    def reframe(self, **fields: object) -> None:
        """Change name, zone, language or what members may do. The address stays, for links."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
