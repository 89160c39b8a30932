"""The words a debate is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Longer titles than any real debate's, which end at 117 characters.
MAX_TITLE = 200


class DebateKind(models.TextChoices):
    """One thesis, or a question with several theses as answers."""

    THESIS = "thesis", _("a thesis")
    QUESTION = "question", _("a question with several theses")


class Cover(models.TextChoices):
    """The colours a debate can be known by; none of them is the one of pro or con."""

    STONE = "stone", _("stone")
    BLUE = "blue", _("blue")
    PLUM = "plum", _("plum")
    ROSE = "rose", _("rose")
    AMBER = "amber", _("amber")
    MOSS = "moss", _("moss")


class DebateTemplate(models.TextChoices):
    """The kind of question a debate started from (debates/prompts.py says what each suggests)."""

    TECHNICAL = "technical", _("a technical question")
    WICKED = "wicked", _("a wicked problem")
    PROPOSAL = "proposal", _("a proposal")
    AGREEMENT = "agreement", _("a working agreement")
    LOOK_BACK = "look_back", _("a look back")


class Naming(models.TextChoices):
    """Who a claim is shown to be by. After opening a debate goes only down this list."""

    NAMED = "named", _("names are shown")
    MASKED = "masked", _("everyone has a mask")
    UNATTRIBUTED = "unattributed", _("no names at all")

    @property
    def and_more_hidden(self) -> "list[Naming]":
        """This one and those that tell less."""
        members = list(Naming)
        return members[members.index(self) :]


class Phase(models.TextChoices):
    """Where a debate stands. "Closing soon" is derived from the closing date."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    MEETING = "meeting", _("in the meeting")
    DECIDED = "decided", _("decided")
    ARCHIVED = "archived", _("archived")


class VotesShown(models.TextChoices):
    """When one sees how others voted."""

    AFTER_OWN = "after_own", _("after one’s own vote")
    ALWAYS = "always", _("always")
    CLOSED = "closed", _("when the debate is closed")


class Origin(models.TextChoices):
    """How a debate came out of another one; nothing for those that began by themselves."""

    COPY = "copy", _("a copy")
    BRANCH = "branch", _("a branch")
