"""Where a claim has something from."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from .claim import Claim


class SourceKind(models.TextChoices):
    """Teams need statistics and stories; a source says which it is."""

    UNKNOWN = "", _("source")
    STATISTIC = "statistic", _("statistic")
    RESEARCH = "research", _("research")
    STORY = "story", _("story")
    EXPERIENCE = "experience", _("experience")
    POLICY = "policy", _("policy")


class Source(models.Model):
    """A citation on a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="sources")
    number = models.PositiveSmallIntegerField()
    # Not a URLField: real exports have quotations pasted here, and losing them would be worse.
    url = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    quotation = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=SourceKind, blank=True, default="")
    # Where in the visible text the mark stood, in characters; nothing for the whole claim.
    position = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="source_number_once")
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def link(self) -> str:
        """The address when a browser may safely open it, otherwise nothing."""
        return self.url if urlsplit(self.url).scheme in {"http", "https"} else ""
