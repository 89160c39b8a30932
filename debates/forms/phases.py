"""Steps from one phase of a debate to the next, each a form with a button of its own."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, tidy
from debates.models import Activity, Debate, Phase
from debates.models.debate_phases import MAX_NOTE

from .moments import MomentField


class NoteField(forms.CharField):
    """A sentence or two that everybody will read."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        super().__init__(
            max_length=MAX_NOTE, strip=False, validators=[PlainText()], widget=widget, **kwargs
        )

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")


class Step(forms.Form):
    """One step. `take` changes nothing when somebody else was faster."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    explained: ClassVar[Promise]
    button: ClassVar[Promise]

    def __init__(self, posted: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(posted, auto_id=f"id_{self.name}_%s", initial={"note": ""})
        self.debate = debate

    def take(self) -> Activity | None:
        """Do it; None when there was nothing to do.

        Raises:
            Refused: the debate has moved on meanwhile.
        """
        raise NotImplementedError


class OpenStep(Step):
    """From draft to open."""

    name = "open"
    title = _("Open it now")
    explained = _("The whole team sees it from then on, and argues. There is no way back to draft.")
    button = _("Open the debate")

    def take(self) -> Activity | None:
        return self.debate.open()


class CloseStep(Step):
    """From open to the meeting."""

    name = "close"
    title = _("Close it now")
    explained = _(
        "Nobody can add anything from then on; everything stays readable. Everybody can see that "
        "it was closed."
    )
    button = _("Close the debate")
    note = NoteField(label=_("Why now (optional, for everybody to read)"), required=False)

    def take(self) -> Activity | None:
        return self.debate.close(reason=self.cleaned_data["note"])


class DecideStep(Step):
    """From the meeting to a decision for now."""

    name = "decide"
    title = _("Say what was decided")
    explained = _("Clarity for now: it stands above the debate for everybody to read.")
    button = _("Decided")
    note = NoteField(label=_("What was decided, in a sentence or two (optional)"), required=False)

    def __init__(self, posted: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(posted, debate=debate)
        if debate.phase == Phase.DECIDED:
            self.initial["note"] = debate.phase_note

    def take(self) -> Activity | None:
        return self.debate.decide(self.cleaned_data["note"])


class ReopenStep(Step):
    """Back to open, with a reason."""

    name = "reopen"
    title = _("Open it again")
    explained = _("People can argue and vote again. Your reason stands in the record.")
    button = _("Open it again")
    note = NoteField(
        label=_("Why (for everybody to read)"),
        error_messages={"required": _("Say why: everybody who saw it close will ask.")},
    )
    closes_at = MomentField(
        label=_("Closes again on (optional)"),
        help_text=_("Without a day it stays open until somebody closes it."),
    )

    def __init__(self, posted: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(posted, debate=debate)
        self.fields["closes_at"].keep_time_of(debate.team)  # type: ignore[attr-defined]

    def take(self) -> Activity | None:
        return self.debate.reopen(
            reason=self.cleaned_data["note"], closes_at=self.cleaned_data["closes_at"]
        )


_ALL = (OpenStep, CloseStep, DecideStep, ReopenStep)
_OFFERED: dict[Phase, tuple[type[Step], ...]] = {
    Phase.DRAFT: (OpenStep,),
    Phase.OPEN: (CloseStep,),
    Phase.MEETING: (DecideStep, ReopenStep),
    Phase.DECIDED: (ReopenStep, DecideStep),
}


def step_asked_for(posted: QueryDict, debate: Debate) -> Step | None:
    """The form whose button was pressed, with what was typed into it."""
    wanted = posted.get("step")
    return next((step(posted, debate=debate) for step in _ALL if step.name == wanted), None)


def steps_from_here(debate: Debate, asked: Step | None) -> list[Step]:
    """What can be done now; what was asked for stands first with what was typed."""
    offered = [step for step in _OFFERED.get(debate.phase_at(), ()) if step is not type(asked)]
    return [*([asked] if asked else []), *(step(debate=debate) for step in offered)]
