"""Reasons why a verb of the domain did nothing. Each says what happened and what is safe."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .claim import Claim
    from .comment import Comment
    from .debate import Debate
    from .details import Details
    from .source import Source


class Refused(Exception):
    """A rule said no; nothing was written."""

    @property
    def message(self) -> str:
        """For the person, in their language."""
        return str(self)


class ChangedMeanwhile(Refused):
    """Somebody else was faster; `current` is what is kept, to be shown beside what was typed."""

    def __init__(self, current: object) -> None:
        super().__init__()
        self.current = current


class DebateReadOnly(Refused):
    """The debate takes no arguments or votes now."""


class DraftNotArchived(Refused):
    """Archives are for the whole team to read, drafts are not."""

    def __str__(self) -> str:
        return _("A draft cannot be archived. Open it first, or delete it.")


class PhaseMoved(Refused):
    """Somebody moved the debate on, or what was asked for belongs to another phase."""

    def __init__(self, debate: "Debate") -> None:
        super().__init__()
        self.debate = debate

    def __str__(self) -> str:
        phase = self.debate.phase_at().label
        return _("This debate is now: %(phase)s. Nothing was changed.") % {"phase": phase}


class ClosingHasPassed(Refused):
    """A debate that opened now would close at once."""

    def __str__(self) -> str:
        return _("Its closing date has passed. Choose a later one first; nothing was changed.")


class NamesStayHidden(Refused):
    """What was hidden is not shown again."""

    def __str__(self) -> str:
        return _("This debate already shows less than that, and there is no way back.")


class GroupsNeedNames(Refused):
    """People cannot be put into a group where nobody has a name."""

    def __str__(self) -> str:
        return _("Names are hidden in this debate now, so no group can be saved. Nothing changed.")


class GroupNameTaken(Refused):
    """Two groups of one name could not be told apart."""

    def __str__(self) -> str:
        return _("Another group of this debate has this name. Choose a different one.")


class TooManyGroups(Refused):
    """The debate has as many groups as anybody can look through."""

    def __str__(self) -> str:
        return _("This debate has as many groups as it can have. Delete one first.")


class DebateInUse(Refused):
    """Somebody said something in a debate that was to be taken back."""

    def __str__(self) -> str:
        return _(
            "Somebody has said something in this debate meanwhile, and that would be gone. "
            "Nothing was undone; archive or delete it if it should not go on."
        )


class OriginGone(Refused):
    """What a branch was taken from is there no more."""

    def __str__(self) -> str:
        return _("The debate it came from is gone, so there is no place to put it back.")


class ClaimGone(Refused):
    """The claim, or something above it, was archived meanwhile."""

    def __str__(self) -> str:
        return _("This claim was archived meanwhile. Your text is still here; nothing was posted.")


class NoSuchPlace(Refused):
    """Nothing can be put there: archived, another kind of place, or below the claim itself."""

    def __str__(self) -> str:
        return _(
            "It cannot stand there: that place is archived, takes no such claim, or is below the "
            "claim itself. Nothing was moved."
        )


class StandsThereAlready(Refused):
    """The same claim, be it as a link, is a child of that place: twice would count it twice."""

    def __str__(self) -> str:
        return _("It stands under that claim already. Nothing was changed.")


class NoFlagWaits(Refused):
    """Whoever raised it took it back, or somebody else answered meanwhile."""

    def __str__(self) -> str:
        return _("No such flag waits any more: it was withdrawn, or answered meanwhile.")


class CannotMerge(Refused):
    """Two claims cannot become one."""

    def __str__(self) -> str:
        return _(
            "These two cannot become one: one of them stands below the other, or shows another "
            "claim, or only one is an answer to the question. Nothing was merged."
        )


class Overtaken(Refused):
    """What somebody wanted to take back was overtaken by what was done since."""

    def __str__(self) -> str:
        return _(
            "Something was done to this claim since, and taking this back would take that back "
            "as well. Nothing was changed."
        )


class VersionConflict(ChangedMeanwhile):
    """Somebody changed the claim after the person began to edit it."""

    current: "Claim"

    def __str__(self) -> str:
        return _("This claim was changed while you were writing. Both texts are shown below.")


class DetailsChanged(ChangedMeanwhile):
    """The author changed the longer text elsewhere after they began to edit it."""

    current: "Details"

    def __str__(self) -> str:
        return _("You changed this text elsewhere meanwhile. Both texts are shown below.")


class ClaimChanged(Refused):
    """The claim was reworded or moved after the person looked at a suggestion."""

    def __str__(self) -> str:
        return _("The claim was changed meanwhile. Look at it again; nothing was done.")


class SuggestionSettled(Refused):
    """Somebody decided on it, its author took it back, or its claim was archived."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.state = state

    def __str__(self) -> str:
        return {
            "accepted": _("This suggestion was accepted meanwhile. Nothing else was changed."),
            "declined": _("This suggestion was declined meanwhile. Nothing was changed."),
            "withdrawn": _("This suggestion was withdrawn meanwhile. Nothing was changed."),
            "overtaken": _("The claim was archived or merged meanwhile. Nothing was changed."),
        }[self.state]


class CommentResolved(Refused):
    """What somebody was answering was resolved meanwhile."""

    def __str__(self) -> str:
        return _(
            "This comment was resolved meanwhile. Your text is still here; nothing was posted."
        )


class CommentChanged(ChangedMeanwhile):
    """The author changed their comment elsewhere after they began to edit it."""

    current: "Comment"

    def __str__(self) -> str:
        return _("You changed this comment elsewhere meanwhile. Both texts are shown below.")


class SourceGone(Refused):
    """The source was removed meanwhile."""

    def __str__(self) -> str:
        return _("This source was removed meanwhile. What you typed is still here.")


class SourceChanged(ChangedMeanwhile):
    """Somebody changed the source after the person began to edit it."""

    current: "Source"

    def __str__(self) -> str:
        return _("This source was changed elsewhere meanwhile. Both are shown below.")


class TooManySources(Refused):
    """The claim has as many sources as it may have."""

    def __str__(self) -> str:
        return _(
            "This claim has twenty sources, which is the most. Perhaps it makes more than one "
            "point. What you typed is still here."
        )
